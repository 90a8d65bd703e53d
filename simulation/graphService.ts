import type { GraphCode } from '../shared/domain/fault';
import { DAY_MS } from '../shared/domain/time';
import type { WritableGraph } from '../shared/graph/graph';
import { GraphError } from '../shared/graph/graphError';
import { pagesFrom } from '../shared/graph/paging';
import type { Exchange } from '../tenant/exchange/exchange';
import type { HttpResponse } from '../tenant/http';
import { responder } from '../tenant/respond';
import { GRANTED } from '../tenant/tenant';
import { WORKSPACE } from '../tenant/workspace/ways';
import { SENDER } from '../tenant/world/directory';
import type { Random } from '../tenant/world/random';
import type { World } from '../tenant/world/world';
import type { TenantWays } from './life';
import type { CallErrors, Machine } from './machine';

const ORIGIN = 'https://graph.invalid';

/** Microsoft Graph in memory: what the simulated tenant answers, without HTTP. It outlives the machines that call it. */
export type GraphService = {
  readonly reachedFrom: (machine: Machine, random: Random) => WritableGraph;
};

export type GraphWays = Omit<TenantWays, 'refusal'> & {
  /** The refusal of reports, and when. */
  readonly refusal: {
    readonly code: GraphCode;
    readonly fromMs: number;
    readonly toMs: number;
  } | null;
};

/** Whose directory, and whose mailboxes. */
export type GraphTenant = { readonly world: World; readonly exchange: Exchange };

/** @param now the service's own clock */
export function graphService(
  { world, exchange }: GraphTenant,
  now: () => number,
  ways: GraphWays,
): GraphService {
  const answer = responder(
    {
      world,
      licence: 'p2',
      permissions: new Set(GRANTED),
      exchange,
      mailboxGrants: new Set([SENDER.id]),
      azureScopes: new Set(),
      securityDefaults: false,
      madePolicies: [],
      deployment: null,
      ownRoles: [],
      pageSize: ways.pageSize,
      skipTokenMs: ways.linkMs,
      workspace: WORKSPACE,
    },
    null,
  );
  const carryOut = ({ url, method, body }: Asked) => {
    const refused = refusalOf(new URL(url), ways, now());
    if (refused !== null) throw new GraphError(refused, url);
    const asked = {
      method: method ?? 'GET',
      ...(body !== undefined && { body: JSON.stringify(body) }),
      url: new URL(url),
      authorization: 'Bearer simulated',
      prefer: 'include-unknown-enum-members, IdType="ImmutableId"',
    };
    return bodyOf(answer(asked, now()), url);
  };
  return {
    reachedFrom: (machine, random) => {
      const ask = async (asked: Asked, until: number, errors = errorsAt(asked.url, random)) => {
        if (machine.clock() >= until) throw new GraphError('outOfTime', asked.url);
        return machine.call(() => carryOut(asked), errors);
      };
      const write = (asked: Asked, until: number) => ask(asked, until, errorsOfChange(asked.url));
      return {
        get: (path, until = NEVER) => ask({ url: ORIGIN + path }, until),
        post: (path, body, until = NEVER) => ask({ url: ORIGIN + path, method: 'POST', body }, until),
        pages: (path, until = NEVER) => pagesFrom(ORIGIN + path, (url) => ask({ url }, until)),
        create: (path, body, until = NEVER) => write({ url: ORIGIN + path, method: 'POST', body }, until),
        change: (path, body, until = NEVER) => write({ url: ORIGIN + path, method: 'PATCH', body }, until),
        act: (path, until = NEVER) => write({ url: ORIGIN + path, method: 'POST' }, until),
      };
    },
  };
}

type Asked = { readonly url: string; readonly method?: 'POST' | 'PATCH'; readonly body?: unknown };

const NEVER = Number.POSITIVE_INFINITY;

function bodyOf({ status, body }: HttpResponse, url: string): unknown {
  const text = body.toString();
  if (status < 300) return text === '' ? null : JSON.parse(text);
  throw new GraphError(status === 404 ? 'notFound' : status === 400 ? 'badRequest' : 'unavailable', url, {
    status,
    serviceCode: JSON.parse(text).error.code,
  });
}

/** The queries that this tenant never answers. */
function refusalOf({ pathname, searchParams }: URL, ways: GraphWays, now: number): GraphCode | null {
  const isReport = /signIns$|userRegistrationDetails$/.test(pathname);
  const { refusal } = ways;
  if (isReport && refusal !== null && refusal.fromMs <= now && now < refusal.toMs) return refusal.code;
  const filter = searchParams.get('$filter') ?? '';
  const [from, to] = ['ge', 'le'].map((operator) =>
    Date.parse(new RegExp(`createdDateTime ${operator} (\\S{23})`).exec(filter)?.[1]?.concat('Z') ?? ''),
  );
  if (from === undefined || to === undefined || !pathname.endsWith('signIns')) return null;
  if (from < (Math.floor(now / DAY_MS) - ways.keptDays) * DAY_MS) return 'badRequest';
  if (!ways.takesWhole && / or (?:appId|resourceId) /.test(filter)) return 'badRequest';
  return to - from > ways.longestMs ? 'timedOut' : null;
}

/** Its client sends a change again only if it was throttled, and then it was not carried out. */
function errorsOfChange(url: string): CallErrors {
  return {
    repeats: false,
    isSlow: true,
    unreachable: () => new GraphError('unavailable', url),
    refused: () => new GraphError('throttled', url, { status: 429 }),
    garbage: () => new GraphError('badAnswer', url, { status: 200 }),
  };
}

function errorsAt(url: string, random: Random): CallErrors {
  const passing: readonly GraphCode[] = url.includes('skiptoken')
    ? ['throttled', 'timedOut', 'badRequest']
    : ['throttled', 'timedOut'];
  return {
    repeats: true,
    unreachable: () => new GraphError('unavailable', url),
    refused: () => new GraphError(random.pick(passing), url),
    garbage: () => new GraphError('badAnswer', url, { status: 200 }),
  };
}
