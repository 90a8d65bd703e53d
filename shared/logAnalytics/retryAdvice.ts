import type { RetryAdvice } from '../domain/polling/retryAdvice';
import { WorkspaceError } from './workspaceError';

/** What may help if a slice of the sign-in log could not be read; `null` if only a fix does. */
export function workspaceRetryAdviceOf(error: unknown): RetryAdvice | null {
  if (!(error instanceof WorkspaceError)) return null;
  switch (error.code) {
    case 'timedOut':
    case 'tooBig':
    case 'tooLarge':
    case 'partial':
      return 'shorter';
    case 'throttled':
    case 'outOfTime':
      return 'later';
    case 'forbidden':
    case 'unauthorized':
    case 'notFound':
    case 'noTable':
    case 'unavailable':
    case 'badRequest':
    case 'badAnswer':
      return null;
  }
}
