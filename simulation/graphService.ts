import { type Answer, answerer } from '../local/tenant/answer';
import { GRANTED } from '../local/tenant/tenant';
import type { World } from '../local/tenant/world/world';
import { MINUTE_MS } from '../shared/domain/polling/span';
import type { Graph } from '../shared/graph/graph';
import { GraphError } from '../shared/graph/graphError';
import { pagesFrom } from '../shared/graph/paging';
import type { Machine, Manners } from './machine';

const ORIGIN = 'https://graph.invalid';

/** Microsoft Graph in memory: what the simulated tenant answers, without HTTP. It outlives the machines that call it. */
export type GraphService = { readonly reachedFrom: (machine: Machine) => Graph };

/**
 * @param now the service's own clock
 * @param pageSize the most on a page of any list
 */
export function graphService(world: World, now: () => number, pageSize: number): GraphService {
  const answer = answerer(
    {
      world,
      licence: 'p2',
      permissions: new Set(GRANTED),
      securityDefaults: false,
      pageSize,
      skipTokenMs: 15 * MINUTE_MS,
    },
    null,
  );
  return {
    reachedFrom: (machine) => {
      const ask = (url: string): Promise<unknown> => {
        const asked = {
          method: 'GET',
          url: new URL(url),
          authorization: 'Bearer simulated',
          prefer: 'include-unknown-enum-members',
        };
        return machine.call(() => bodyOf(answer(asked, now()), url), mannersAt(url));
      };
      return { get: (path) => ask(ORIGIN + path), pages: (path) => pagesFrom(ORIGIN + path, ask) };
    },
  };
}

function bodyOf({ status, body }: Answer, url: string): unknown {
  if (status === 200) return JSON.parse(body.toString());
  throw new GraphError(status === 404 ? 'notFound' : status === 400 ? 'badRequest' : 'unavailable', url, {
    status,
  });
}

function mannersAt(url: string): Manners {
  return {
    repeats: true,
    unreachable: () => new GraphError('unavailable', url),
    refused: () => new GraphError('throttled', url, { status: 429 }),
    garbage: () => new GraphError('badAnswer', url, { status: 200 }),
  };
}
