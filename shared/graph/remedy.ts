import type { Remedy } from '../domain/polling/remedy';
import { GraphError } from './graphError';

/** What may help where a stretch of the sign-in log was not read; `null` when nothing but mending does. */
export function remedyOf(error: unknown): Remedy | null {
  if (!(error instanceof GraphError)) return null;
  switch (error.code) {
    case 'timedOut':
    case 'endlessPaging':
    case 'expiredPage':
      return 'shorter';
    // A start before what the tenant keeps is refused as any bad query is.
    case 'badRequest':
      return 'newer';
    case 'throttled':
    case 'outOfTime':
      return 'later';
    case 'notLicensed':
    case 'forbidden':
    case 'unauthorized':
    case 'unavailable':
    case 'notFound':
    case 'badAnswer':
    case 'foreignLink':
      return null;
  }
}
