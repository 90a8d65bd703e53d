import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { MINUTE_MS } from '../shared/domain/time';
import { AZURE_SCOPES, type AzureScope } from './arm/scopes';
import { type Delivered, type ExchangeWays, makeExchange, PROMPT } from './exchange/exchange';
import { type Fault, faultyAnswer, send } from './faults';
import type { HttpRequest, HttpResponse } from './http';
import { responder } from './respond';
import type { Licence, Service } from './routes/route';
import { makeThrottle } from './throttle';
import { WORKSPACE, type WorkspaceWays } from './workspace/ways';
import { type Deployment, wholeDeployment } from './world/deployment';
import { GLOBAL_ADMINISTRATOR, SENDER } from './world/directory';
import { randomFrom } from './world/random';
import { makeWorld, type World, type WorldOptions } from './world/world';

/** By default, a small tenant with P2, all permissions of the product, and Graph's own limits. */
export type TenantOptions = Partial<Omit<WorldOptions, 'nowMs'>> & {
  /** A tenant to use instead of the made-up one. */
  readonly world?: World;
  /** The tenant's clock, in milliseconds since 1970-01-01 UTC, for the log and for throttling. */
  readonly now?: () => number;
  readonly port?: number;
  readonly licence?: Licence;
  /** Application permissions that the caller has been granted. */
  readonly permissions?: readonly string[];
  /** Where in Azure the caller holds Reader; by default everywhere. */
  readonly azureScopes?: readonly AzureScope[];
  /** Ids of the users whose mailboxes the caller may use; by default the shared mailbox of the digest. */
  readonly mailboxGrants?: readonly string[];
  readonly exchange?: ExchangeWays;
  readonly securityDefaults?: boolean;
  /** MFA Watch in the tenant's Azure; `null` for none, by default a complete deployment. */
  readonly deployment?: Deployment | null;
  /** Directory roles of the caller, by template id; by default Global Administrator. */
  readonly ownRoles?: readonly string[];
  /** The Log Analytics workspace with its sign-ins; by default the caller may read it. */
  readonly workspace?: WorkspaceWays;
  readonly throttle?: boolean;
  /** The most items on a page of any list; by default Graph's own numbers. */
  readonly pageSize?: number;
  /** How long the link to a next page works. */
  readonly skipTokenMs?: number;
  readonly faults?: (request: RequestFacts) => Fault | null;
};

export type RequestFacts = {
  /** Counts all requests, from 1. */
  readonly number: number;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** Path and query, as requested. */
  readonly target: string;
};

export type Tenant = {
  /** Without a slash at the end. */
  readonly url: string;
  /** Every request so far; `status` is `null` if there was no answer. */
  readonly requests: readonly LoggedRequest[];
  readonly world: World;
  /** The mails that went out of the mailboxes so far. */
  readonly delivered: () => readonly Delivered[];
  readonly stop: () => Promise<void>;
};

export type LoggedRequest = {
  readonly method: string;
  readonly path: string;
  readonly status: number | null;
};

export const GRANTED = [
  'AuditLog.Read.All',
  'GroupMember.Read.All',
  'Organization.Read.All',
  'Policy.Read.All',
  'RoleManagement.Read.Directory',
  'ServiceMessage.Read.All',
  'User.Read.All',
] as const;

const DEMO_WORLD = {
  seed: 1,
  accounts: 60,
  days: 30,
  daysAhead: 3,
  signInsPerDay: 100,
  otherSignInsPerDay: 130,
};

/** Serves a made-up tenant on 127.0.0.1, like Microsoft Graph, Azure Resource Manager and Log Analytics, for the calls of this product. */
export async function startTenant(options: TenantOptions = {}): Promise<Tenant> {
  const { now = Date.now, throttle = true, faults = () => null, port = 0, ...rest } = options;
  const world = rest.world ?? makeWorld({ ...DEMO_WORLD, ...rest, nowMs: now() });
  const service = serviceOf(world, rest);
  const answer = responder(service, throttle ? makeThrottle() : null);
  const requests: LoggedRequest[] = [];
  const stopped = new AbortController();
  let number = 0;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = { ...askedBy(request), body: await textOf(request) };
    const { method, url } = asked;
    const fault = faults({ number: ++number, method, path: url.pathname, target: url.pathname + url.search });
    if (fault?.kind === 'delay') await setTimeout(fault.ms, undefined, { signal: stopped.signal });
    const right = (): HttpResponse => answer(asked, now());
    const given = fault === null ? right() : faultyAnswer(fault, right);
    requests.push({ method, path: url.pathname + url.search, status: given?.status ?? null });
    send(response, given, fault);
  }

  const server = createServer((request, response) => {
    // A delayed answer fails if the tenant stops meanwhile.
    serve(request, response).catch((error) => response.destroy(error));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    world,
    delivered: service.exchange.delivered,
    stop: async () => {
      stopped.abort();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function serviceOf(world: World, options: TenantOptions): Service {
  const { licence = 'p2', permissions = GRANTED, pageSize = null, skipTokenMs = 15 * MINUTE_MS } = options;
  const { securityDefaults = licence === 'free', azureScopes = AZURE_SCOPES } = options;
  const { mailboxGrants = [SENDER.id], exchange = PROMPT, seed = DEMO_WORLD.seed } = options;
  const { deployment = wholeDeployment(), ownRoles = [GLOBAL_ADMINISTRATOR] } = options;
  const { workspace = WORKSPACE } = options;
  return {
    world,
    licence,
    madePolicies: [],
    permissions: new Set(permissions),
    exchange: makeExchange(randomFrom(seed, 'exchange'), exchange),
    mailboxGrants: new Set(mailboxGrants),
    azureScopes: new Set(azureScopes),
    securityDefaults,
    deployment,
    ownRoles,
    pageSize,
    skipTokenMs,
    workspace,
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function askedBy({ method = 'GET', url = '/', headers }: IncomingMessage): HttpRequest {
  const { authorization, host, prefer } = headers;
  return { method, url: new URL(url, `http://${host}`), authorization, prefer: prefer?.toString() };
}
