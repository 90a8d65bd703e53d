import type { Fail, FaultCode, FaultFacts } from '../http/httpError';
import { GraphError, type GraphErrorCode } from './graphError';

/**
 * Also sent, now and then, to tenants that do have a licence.
 * https://learn.microsoft.com/graph/api/signin-list (read 2026-11-21)
 */
export const NON_PREMIUM = 'Authentication_RequestFromNonPremiumTenantOrB2CTenant';

/** The second is what Privileged Identity Management says, with status 400. */
const LICENCE_CODES: readonly (string | null)[] = [NON_PREMIUM, 'AadPremiumLicenseRequired'];

export const graphFault: Fail = (code, url, { serviceCode = null, serviceMessage = null, ...facts } = {}) =>
  new GraphError(codeOf(code, { ...facts, serviceCode }), url, {
    ...facts,
    graphCode: serviceCode,
    graphMessage: serviceMessage,
  });

function codeOf(code: FaultCode, { status, serviceCode = null }: FaultFacts): GraphErrorCode {
  if (LICENCE_CODES.includes(serviceCode)) return 'notLicensed';
  return status === 410 ? 'expiredPage' : code;
}
