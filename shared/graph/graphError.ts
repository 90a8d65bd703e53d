import { type FaultCode, HttpError } from '../http/httpError';
import { isRoleMissing, ROLE_MEND } from './missingRole';
import { permissionFor } from './permissions';

export type GraphErrorCode = FaultCode | 'notLicensed' | 'expiredPage';

export type GraphFacts = {
  readonly status?: number;
  /** Graph's own error code. */
  readonly graphCode?: string | null;
  /** Graph's own words, which may name anybody or anything. */
  readonly graphMessage?: string | null;
  /** How long Graph asked us to wait. */
  readonly retryAfterMs?: number | null;
  readonly cause?: unknown;
};

/** Why Graph gave no answer. `path` has no query, and no id of a user or group. */
export class GraphError extends HttpError {
  readonly code: GraphErrorCode;
  readonly path: string;
  readonly status: number | null;
  readonly graphCode: string | null;
  readonly retryAfterMs: number | null;
  /** No property of its own: what is logged of an error names nobody. */
  readonly #graphMessage: string | null;

  constructor(code: GraphErrorCode, url: string, facts: GraphFacts = {}) {
    const path = pathOf(url);
    const said = [facts.status, facts.graphCode].filter(
      (fact) => fact !== undefined && fact !== null && fact !== '',
    );
    const answer = said.length > 0 ? ` (${said.join(' ')})` : '';
    super(`${path}: ${WHAT[code]}${answer}. ${mendOf(code, path, facts.graphCode)}`, { cause: facts.cause });
    this.name = 'GraphError';
    this.code = code;
    this.path = path;
    this.status = facts.status ?? null;
    this.graphCode = facts.graphCode ?? null;
    this.retryAfterMs = facts.retryAfterMs ?? null;
    this.#graphMessage = facts.graphMessage ?? null;
  }

  /** Graph's own words, uncleaned; for whoever runs a command, never for a log. */
  get graphMessage(): string | null {
    return this.#graphMessage;
  }
}

const WHAT: Readonly<Record<GraphErrorCode, string>> = {
  notLicensed: 'Graph refuses this for want of a licence',
  forbidden: 'Graph does not let the identity read this',
  unauthorized: 'Graph does not know the identity',
  throttled: 'Graph asks to wait for longer than this run may',
  outOfTime: 'the time of this run is over',
  unavailable: 'Graph cannot be reached or has a fault',
  timedOut: 'Graph took too long',
  badRequest: 'Graph does not take this query',
  notFound: 'Graph does not know this',
  badAnswer: 'the answer is not what Graph documents',
  foreignLink: 'the next page is on another host, which gets no token',
  endlessPaging: 'the pages do not end',
  expiredPage: 'Graph no longer takes its own link to the next page',
};

const MEND: Readonly<Record<Exclude<GraphErrorCode, 'forbidden'>, string>> = {
  notLicensed:
    'Assign a Microsoft Entra ID P1 or P2 licence (P2 for eligible roles). If the tenant has one, try again: Graph refuses licensed tenants now and then, and the permission Directory.Read.All is said to help.',
  unauthorized:
    'Check that the identity (AZURE_CLIENT_ID) is of this tenant and that AZURE_CLOUD and GRAPH_ENDPOINT fit.',
  outOfTime: 'The next run goes on; who asked on demand asks for fewer days, or later.',
  throttled: 'Try again later, and keep other readers of this tenant from the same app.',
  unavailable: 'Try again later; if it stays, check GRAPH_ENDPOINT and the way out to it.',
  timedOut: 'Try again with a shorter span.',
  badRequest: 'Ask more simply, or for a later start: Graph refuses times before its retention.',
  notFound: 'Check the id.',
  badAnswer: 'Check GRAPH_ENDPOINT and that no proxy answers in its place.',
  foreignLink: 'Check GRAPH_ENDPOINT and that no proxy rewrites the answers.',
  endlessPaging: 'Try again with a shorter span.',
  expiredPage: 'Start again from the first page.',
};

function mendOf(code: GraphErrorCode, path: string, graphCode: string | null | undefined): string {
  if (code !== 'forbidden') return MEND[code];
  if (isRoleMissing(graphCode)) return ROLE_MEND;
  const permission = permissionFor(path) ?? 'that Microsoft documents for this path';
  return `Grant the identity the application permission ${permission}, with admin consent.`;
}

const ANY_HOST = 'https://graph.invalid';

/** The path alone: a query holds user ids, and so may a path. */
function pathOf(url: string): string {
  const pathname = URL.canParse(url, ANY_HOST) ? new URL(url, ANY_HOST).pathname : '/';
  return pathname.replace(/(\/(?:users|groups|userRegistrationDetails)\/)[^/]+/gi, '$1{id}');
}
