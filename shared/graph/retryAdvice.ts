import type { RetryAdvice } from '../domain/polling/retryAdvice';
import { GraphError } from './graphError';

/** What may help if a slice of the sign-in log could not be read; `null` if only a fix does. */
export function retryAdviceOf(error: unknown): RetryAdvice | null {
  if (!(error instanceof GraphError)) return null;
  switch (error.code) {
    case 'timedOut':
    case 'tooLarge':
    case 'endlessPaging':
    case 'expiredPage':
      return 'shorter';
    // Graph refuses a start before its retention like any bad query.
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
