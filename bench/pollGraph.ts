/**
 * A program that `npm run bench -- poll` starts: a Graph with only the sign-in log of the simulated tenant and the name of the
 * tenant, over HTTP on loopback. Its pages are made before the first request, so that they cost little to answer.
 *
 * Arguments: accounts, and sign-ins to the enforced apps in a day. It sends its URL to the program that started it.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeWorld } from '../tenant/world/world';
import { NOW } from './page';

const DAYS = 30;
const PAGE_SIZE = 1_000;
const TENANT = { id: 'e0000001-0000-4000-8000-000000000001', displayName: 'Contoso' };

type Line = { readonly at: string; readonly text: string };

/** The log, newest first. */
function logOf(accounts: number, signInsPerDay: number): readonly Line[] {
  const world = makeWorld({
    seed: 1,
    nowMs: NOW,
    accounts,
    days: DAYS,
    daysAhead: 0,
    signInsPerDay,
    otherSignInsPerDay: 0,
  });
  return world.finalRows().map((row) => ({ at: row.createdDateTime, text: JSON.stringify(row) }));
}

/** The sign-ins within the bounds of the filter. The apps need no look: every sign-in is to one of them. */
function matching(log: readonly Line[], filter: string): readonly Line[] {
  const [from = '', to = ''] = [/createdDateTime ge (\S+)/, /createdDateTime le (\S+)/].map(
    (bound) => bound.exec(filter)?.[1],
  );
  return log.filter(({ at }) => at.slice(0, 19) >= from.slice(0, 19) && at.slice(0, 19) <= to.slice(0, 19));
}

function page(log: readonly Line[], url: URL): string {
  const found = matching(log, url.searchParams.get('$filter') ?? '');
  const from = Number(url.searchParams.get('$skiptoken') ?? 0);
  const next = new URL(url);
  next.searchParams.set('$skiptoken', String(from + PAGE_SIZE));
  const link = from + PAGE_SIZE < found.length ? `"@odata.nextLink":${JSON.stringify(next.href)},` : '';
  const rows = found.slice(from, from + PAGE_SIZE).map(({ text }) => text);
  return `{"@odata.context":"https://graph.microsoft.com/beta/$metadata#auditLogs/signIns",${link}"value":[${rows.join(',')}]}`;
}

async function main(): Promise<void> {
  const log = logOf(Number(process.argv[2]), Number(process.argv[3]));
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    response.setHeader('content-type', 'application/json');
    response.end(
      url.pathname.endsWith('/auditLogs/signIns') ? page(log, url) : JSON.stringify({ value: [TENANT] }),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.once('disconnect', () => process.exit());
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

void main();
