import { missingPermission, type Problem } from '../domain/problem';
import { GraphError } from './graphError';
import { permissionFor } from './permissions';

/** What an admin mends of an error, a licence, a permission or an identity; `null` for any other. */
export function problemOf(error: unknown): Problem | null {
  if (!(error instanceof GraphError)) return null;
  switch (error.code) {
    case 'notLicensed':
      return {
        code: 'notLicensed',
        sentence:
          'The tenant has no Microsoft Entra ID P1 or P2 licence, so Graph gives out no sign-ins or registrations.',
        mend: 'Assign a P1 licence, or download the sign-in log in the portal and run mfa-watch scan on it.',
      };
    case 'forbidden':
      return missingPermission(permissionFor(error.path));
    case 'unauthorized':
      return {
        code: 'identityUnknown',
        sentence: 'Graph does not know the identity of the app.',
        mend: 'Check AZURE_CLIENT_ID, AZURE_CLOUD and that the identity is of this tenant.',
      };
    case 'throttled':
    case 'outOfTime':
    case 'unavailable':
    case 'timedOut':
    case 'badRequest':
    case 'notFound':
    case 'badAnswer':
    case 'foreignLink':
    case 'endlessPaging':
    case 'expiredPage':
      return null;
  }
}
