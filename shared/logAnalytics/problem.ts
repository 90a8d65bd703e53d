import type { Problem } from '../domain/problem';
import { WorkspaceError } from './workspaceError';

/** The problem that an admin can fix, if the error shows one; `null` for any other error. */
export function workspaceProblemOf(error: unknown): Problem | null {
  if (!(error instanceof WorkspaceError)) return null;
  switch (error.code) {
    case 'forbidden':
    case 'notFound':
    case 'noTable':
      return { code: 'workspaceUnread', why: error.code };
    case 'unauthorized':
    case 'throttled':
    case 'outOfTime':
    case 'unavailable':
    case 'timedOut':
    case 'tooBig':
    case 'partial':
    case 'badRequest':
    case 'badAnswer':
    case 'tooLarge':
      return null;
  }
}
