/**
 * A program that `npm run bench -- poll` starts: the least work that a poll can be. It sends the requests of a real poll to
 * Graph, calls `JSON.parse` on each page, and writes the same rows to the tables, in the same transactions, as many at once. The
 * tables' client is Microsoft's. It reads no table, and runs no code of the product but the names of the tables.
 *
 * Arguments: the URL of the tables, and the file with the steps of a poll, which is read before the clock starts.
 */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { AzureNamedKeyCredential, TableClient, type TransactionAction } from '@azure/data-tables';
import pMap from 'p-map';
import type { Step } from './pollSteps';
import { timed } from './timed';

const KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
const WRITES_AT_ONCE = 8;
const TABLES = ['Findings', 'Accounts', 'Posture', 'Checkpoints', 'Digests', 'Rejects'];

type Write = Exclude<Step, { readonly get: string }>;

async function main([tablesUrl = '', stepsFile = '']: readonly string[]): Promise<void> {
  const steps: Step[] = [];
  for await (const line of createInterface(createReadStream(stepsFile))) steps.push(JSON.parse(line));
  const clients = new Map(TABLES.map((name) => [name.toLowerCase(), clientOf(tablesUrl, name)]));
  await Promise.all([...clients.values()].map((client) => client.createTable()));
  const { summary, ...figures } = await timed(async () => {
    let records = 0;
    for (const group of groups(steps)) {
      if ('get' in group) records += await recordsAt(group.get);
      else await pMap(group, (write) => submit(clients, write), { concurrency: WRITES_AT_ONCE });
    }
    return { read: records };
  });
  process.stdout.write(JSON.stringify({ ...figures, summary }));
}

function clientOf(tablesUrl: string, name: string): TableClient {
  const credential = new AzureNamedKeyCredential('devstoreaccount1', KEY);
  return new TableClient(tablesUrl, name, credential, { allowInsecureConnection: true });
}

async function recordsAt(url: string): Promise<number> {
  const page = JSON.parse(await (await fetch(url)).text());
  return Array.isArray(page.value) ? page.value.length : 0;
}

async function submit(clients: ReadonlyMap<string, TableClient>, { table, actions }: Write): Promise<void> {
  // The etags of that poll are not those of this one.
  const anyEtag = actions.map(
    (action): TransactionAction =>
      action[0] === 'update' ? ['update', action[1], 'Replace', { etag: '*' }] : action,
  );
  await clients.get(table)?.submitTransaction(anyEtag);
}

/** Requests one by one; consecutive transactions of one table together. */
function* groups(steps: readonly Step[]): Generator<{ readonly get: string } | readonly Write[]> {
  let writes: Write[] = [];
  for (const step of steps) {
    if (writes.length > 0 && ('get' in step || step.table !== writes[0]?.table)) {
      yield writes;
      writes = [];
    }
    if ('get' in step) yield step;
    else writes.push(step);
  }
  if (writes.length > 0) yield writes;
}

void main(process.argv.slice(2));
