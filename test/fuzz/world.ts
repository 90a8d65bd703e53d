import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { ENFORCED_APPS } from '../../shared/domain/apps/enforcedApps';
import { eventually, type Served, serveProduct } from '../local/servedProduct';
import type { Answered } from './document';
import type { Asked, Known } from './requests';

type Written = Pick<Asked, 'path' | 'query' | 'headers' | 'body' | 'isChunked'>;

export type World = {
  readonly send: (method: string, asked: Written) => Promise<Answered>;
  readonly known: Known;
  /** Every line that the app has logged. */
  readonly log: () => readonly string[];
  readonly stop: () => Promise<void>;
};

/** The built product with stored data, on time with everything; its timers rest. */
export async function startWorld(): Promise<World> {
  const served = await serveProduct(
    { seed: 11, signInsPerDay: 12, otherSignInsPerDay: 0 },
    { poll: true, posture: true, digest: true },
    // Less to read at the pace of Graph.
    { RETENTION_DAYS: '7' },
  );
  await eventually(
    async () => sent.parse(await (await served.get('/api/health')).json()),
    ({ healthy, digest }) => healthy && digest.status === 'sent',
  );
  await served.restart({});
  const agent = new Agent({ keepAlive: true });
  return {
    send: (method, asked) => send(served.url(), { agent, method }, asked),
    known: await knownIn(served),
    log: served.log,
    stop: async () => {
      agent.destroy();
      await served.stop();
    },
  };
}

const sent = z.object({ healthy: z.boolean(), digest: z.object({ status: z.string().nullable() }) });

/** As it is written, whatever a browser would say to it: a body with GET, any type, any length. */
function send(
  origin: string,
  { agent, method }: { readonly agent: Agent; readonly method: string },
  { path, query, headers, body, isChunked }: Written,
): Promise<Answered> {
  const parameters = query.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
  const bytes = body?.bytes;
  const chunked = { 'transfer-encoding': 'chunked' };
  const length = bytes && (isChunked ? chunked : { 'content-length': String(bytes.length) });
  return new Promise((resolve, reject) => {
    const url = `${origin}/api${path}${parameters && `?${parameters}`}`;
    const asked = request(url, { agent, method, headers: { ...headers, ...length } }, (answer) => {
      text(answer).then(
        (read) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: read }),
        reject,
      );
    });
    asked.on('error', reject);
    asked.end(bytes);
  });
}

const accounts = z.object({
  accounts: z.array(z.object({ userId: z.string(), userPrincipalName: z.string().nullable() })),
  continuation: z.string().nullable(),
});
const findings = z.object({ continuation: z.string().nullable() });

async function knownIn(served: Served): Promise<Known> {
  const json = async (path: string) => (await served.get(path)).json();
  const all = accounts.parse(await json('/api/accounts?limit=1000')).accounts;
  const breakGlass = accounts.parse(await json('/api/accounts?kind=breakGlass')).accounts;
  const users = [...all.slice(0, 8), ...breakGlass].flatMap(({ userId, userPrincipalName }) => [
    userId,
    userPrincipalName ?? userId,
  ]);
  const tokens = [
    accounts.parse(await json('/api/accounts?limit=1')).continuation,
    findings.parse(await json('/api/findings?limit=1')).continuation,
  ].flatMap((token) => token ?? []);
  const names: Readonly<Record<string, readonly string[]>> = {
    userId: [...users, 'nobody@contoso.example'],
    user: [...users, 'nobody@contoso.example'],
    users: [...users, 'nobody@contoso.example'],
    app: [...ENFORCED_APPS.map(({ key }) => key), 'excel'],
    continuation: tokens,
    group: ['a0000001-0000-4000-8000-00000000000a', 'a0000009-0000-4000-8000-00000000000a', users[0] ?? ''],
    to: ['alex@fabrikam.example'],
    reason: ['Moves in June'],
  };
  return (name) => names[name] ?? ['x'];
}
