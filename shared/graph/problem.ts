import type { Problem } from '../domain/problem';
import { GraphError } from './graphError';

/** The problem that an admin can fix, if the error shows one: a licence, a permission or an identity; `null` for any other error. */
export function problemOf(error: unknown): Problem | null {
  if (!(error instanceof GraphError)) return null;
  switch (error.code) {
    case 'notLicensed':
      return { code: 'notLicensed' };
    case 'forbidden':
      return { code: 'missingPermission', permission: error.fault.permission, lost: null };
    case 'unauthorized':
      return { code: 'identityUnknown' };
    case 'throttled':
    case 'outOfTime':
    case 'unavailable':
    case 'timedOut':
    case 'badRequest':
    case 'notFound':
    case 'badAnswer':
    case 'tooLarge':
    case 'foreignLink':
    case 'endlessPaging':
    case 'expiredPage':
      return null;
  }
}
