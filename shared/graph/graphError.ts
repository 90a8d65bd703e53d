import type { GraphCode, GraphFault, HttpCode } from '../domain/fault';
import { wordOf } from '../domain/word';
import { type Fail, HttpError, type HttpFacts } from '../http/httpError';
import { permissionFor } from './permissions';

/** Graph did not answer as asked. */
export class GraphError extends HttpError<GraphFault> {
  /** No property of its own: logged errors must not name anybody. */
  readonly #graphMessage: string | null;

  constructor(code: GraphCode, url: string, facts: HttpFacts = {}) {
    const path = pathOf(url);
    const { status = null, serviceMessage = null } = facts;
    const serviceCode = wordOf(facts.serviceCode);
    super(
      {
        system: 'graph',
        code,
        path,
        status,
        serviceCode,
        permission: permissionFor(path),
        isRoleMissing: serviceCode === ROLE_MISSING,
      },
      facts,
    );
    this.name = 'GraphError';
    this.#graphMessage = serviceMessage;
  }

  /** Graph's own words, as one short line: for the person who runs a command, never for a log. */
  get graphMessage(): string | null {
    return this.#graphMessage;
  }
}

/**
 * Graph's answer to a person whose sign-in carries the permission, and who lacks the directory role ("User is not in the allowed
 * roles"). If the permission is missing, the code is `Authentication_MSGraphPermissionMissing` or `Authorization_RequestDenied`.
 * Seen in public scripts that read userRegistrationDetails and signIns (2026-11-29).
 */
const ROLE_MISSING = 'Authentication_RequestFromUnsupportedUserRole';

/**
 * Also sent, now and then, to tenants that do have a licence; Microsoft has said there that `Directory.Read.All` avoids it.
 * https://github.com/microsoftgraph/microsoft-graph-docs/issues/13632 (read 2026-11-29)
 */
export const NON_PREMIUM = 'Authentication_RequestFromNonPremiumTenantOrB2CTenant';

/** The second one is the code of Privileged Identity Management, with status 400. */
const LICENCE_CODES: readonly (string | null)[] = [NON_PREMIUM, 'AadPremiumLicenseRequired'];

/** Graph names no wait with it, and the next try may succeed at once. */
const LICENCE_PAUSE_MS = 1_500;

export const graphError: Fail = (code, url, facts = {}) =>
  new GraphError(graphCodeOf(code, facts), url, {
    ...facts,
    retryAfterMs: facts.retryAfterMs ?? (facts.serviceCode === NON_PREMIUM ? LICENCE_PAUSE_MS : null),
  });

function graphCodeOf(code: HttpCode, { status, serviceCode = null }: HttpFacts): GraphCode {
  if (LICENCE_CODES.includes(serviceCode)) return 'notLicensed';
  return status === 410 ? 'expiredPage' : code;
}

const ANY_HOST = 'https://graph.invalid';
/** A link to the next page is the service's own text. */
const LONGEST_PATH = 200;

/** The path alone: a query holds user ids, and so may a path. */
function pathOf(url: string): string {
  const pathname = URL.canParse(url, ANY_HOST) ? new URL(url, ANY_HOST).pathname : '/';
  return pathname
    .slice(0, LONGEST_PATH)
    .replace(/(\/(?:users|groups|messages|userRegistrationDetails)\/)[^/]+/gi, '$1{id}');
}
