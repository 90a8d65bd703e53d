import type { HiddenBy } from '../domain/enforcement/seen';
import { ArmError } from './armError';

/** Why Azure shows the identity nothing here; `null` for any other error. A role would show it, and no role is required. */
export function hiddenBy(error: unknown): HiddenBy | null {
  if (!(error instanceof ArmError)) return null;
  switch (error.code) {
    case 'forbidden':
    case 'unauthorized':
      return 'forbidden';
    case 'notFound':
      return 'notFound';
    case 'throttled':
    case 'outOfTime':
    case 'unavailable':
    case 'timedOut':
    case 'badRequest':
    case 'badAnswer':
    case 'tooLarge':
    case 'foreignLink':
    case 'endlessPaging':
      return null;
  }
}
