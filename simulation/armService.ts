import type { Arm } from '../shared/arm/arm';
import { ArmError } from '../shared/arm/armError';
import { pagesFrom } from '../shared/arm/paging';
import { MINUTE_MS } from '../shared/domain/time';
import { AZURE_SCOPES } from '../tenant/arm/scopes';
import { makeExchange } from '../tenant/exchange/exchange';
import type { HttpResponse } from '../tenant/http';
import { responder } from '../tenant/respond';
import { WORKSPACE } from '../tenant/workspace/ways';
import { randomFrom } from '../tenant/world/random';
import type { World } from '../tenant/world/world';
import type { CallErrors, Machine } from './machine';

const ORIGIN = 'https://arm.invalid';
const NEVER = Number.POSITIVE_INFINITY;

/** Azure Resource Manager in memory: what the simulated tenant answers, without HTTP. It outlives the machines that call it. */
export type ArmService = { readonly reachedFrom: (machine: Machine) => Arm };

/**
 * @param now the service's own clock
 * @param pageSize the most on a page of any list
 */
export function armService(world: World, now: () => number, pageSize: number): ArmService {
  const answer = responder(
    {
      world,
      licence: 'p2',
      permissions: new Set(),
      azureScopes: new Set(AZURE_SCOPES),
      securityDefaults: false,
      madePolicies: [],
      exchange: makeExchange(randomFrom(0, 'exchange')),
      mailboxGrants: new Set(),
      deployment: null,
      ownRoles: [],
      pageSize,
      workspace: WORKSPACE,
      skipTokenMs: 15 * MINUTE_MS,
    },
    null,
  );
  const carryOut = (url: string) =>
    bodyOf(
      answer(
        { method: 'GET', url: new URL(url), authorization: 'Bearer simulated', prefer: undefined },
        now(),
      ),
      url,
    );
  return {
    reachedFrom: (machine) => {
      const ask = async (url: string, until: number): Promise<unknown> => {
        if (machine.clock() >= until) throw new ArmError('outOfTime', url);
        return machine.call(() => carryOut(url), errorsAt(url));
      };
      return {
        get: (path, until = NEVER) => ask(ORIGIN + path, until),
        pages: (path, until = NEVER) => pagesFrom(ORIGIN + path, (url) => ask(url, until)),
      };
    },
  };
}

function bodyOf({ status, body }: HttpResponse, url: string): unknown {
  if (status === 200) return JSON.parse(body.toString());
  throw new ArmError(status === 404 ? 'notFound' : 'badRequest', url, { status });
}

function errorsAt(url: string): CallErrors {
  return {
    repeats: true,
    unreachable: () => new ArmError('unavailable', url),
    refused: () => new ArmError('throttled', url, { status: 429 }),
    garbage: () => new ArmError('badAnswer', url, { status: 200 }),
  };
}
