import type { HiddenBy } from '../domain/enforcement/seen';
import { ArmError } from './armError';

/** Why Azure shows the identity nothing here; `null` for any other error. A role mends it, and none has to be given. */
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
    case 'foreignLink':
    case 'endlessPaging':
      return null;
  }
}
