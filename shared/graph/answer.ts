import type { Fail, FaultCode, FaultFacts } from '../http/httpError';
import { GraphError, type GraphErrorCode } from './graphError';

/**
 * Also sent, now and then, to tenants that do have a licence; Microsoft has said there that `Directory.Read.All` avoids it.
 * https://github.com/microsoftgraph/microsoft-graph-docs/issues/13632 (read 2026-11-29)
 */
export const NON_PREMIUM = 'Authentication_RequestFromNonPremiumTenantOrB2CTenant';

/** The second is what Privileged Identity Management says, with status 400. */
const LICENCE_CODES: readonly (string | null)[] = [NON_PREMIUM, 'AadPremiumLicenseRequired'];

/** Graph names no wait with it, and the next try may go well at once. */
const LICENCE_PAUSE_MS = 1_500;

export const graphFault: Fail = (code, url, { serviceCode = null, serviceMessage = null, ...facts } = {}) =>
  new GraphError(codeOf(code, { ...facts, serviceCode }), url, {
    ...facts,
    graphCode: serviceCode,
    graphMessage: serviceMessage,
    retryAfterMs: facts.retryAfterMs ?? (serviceCode === NON_PREMIUM ? LICENCE_PAUSE_MS : null),
  });

function codeOf(code: FaultCode, { status, serviceCode = null }: FaultFacts): GraphErrorCode {
  if (LICENCE_CODES.includes(serviceCode)) return 'notLicensed';
  return status === 410 ? 'expiredPage' : code;
}
