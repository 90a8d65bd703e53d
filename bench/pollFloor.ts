/**
 * A program that `npm run bench -- poll` starts: the least work that a poll can be. It sends the requests of a real poll to
 * Graph, calls `JSON.parse` on each page, and meanwhile reads and writes the same rows of the tables, in the same requests and
 * transactions, as many at once. The tables' client is Microsoft's. It runs no code of the product but the names of the tables.
 *
 * Arguments: the URL of the tables, and the file with the steps of a poll, which is read before the clock starts.
 */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { AzureNamedKeyCredential, TableClient, type TransactionAction } from '@azure/data-tables';
import pMap from 'p-map';
import type { Step, Write } from './pollSteps';
import { type Read, readOnceMore } from './readBackReads';
import { timed } from './timed';

const KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
const AT_ONCE = 8;
const TABLES = ['Findings', 'Accounts', 'Posture', 'Checkpoints', 'Digests', 'Rejects'];

async function main([tablesUrl = '', stepsFile = '']: readonly string[]): Promise<void> {
  const steps: Step[] = [];
  for await (const line of createInterface(createReadStream(stepsFile))) steps.push(JSON.parse(line));
  const clients = new Map(TABLES.map((name) => [name.toLowerCase(), clientOf(tablesUrl, name)]));
  await Promise.all([...clients.values()].map((client) => client.createTable()));
  const { summary, ...figures } = await timed(async () => {
    const [records] = await Promise.all([readAll(steps), useTables(clients, steps)]);
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

/** All requests to Graph, one by one. */
async function readAll(steps: readonly Step[]): Promise<number> {
  let records = 0;
  for (const step of steps) if ('get' in step) records += await recordsAt(step.get);
  return records;
}

/** All requests to the tables, all tables at once: in each, consecutive reads at once, and consecutive transactions. */
async function useTables(clients: ReadonlyMap<string, TableClient>, steps: readonly Step[]): Promise<void> {
  const useTable = async ([table, client]: [string, TableClient]) => {
    for (const group of groups(steps, table)) {
      await pMap(group, (step) => use(client, step), { concurrency: AT_ONCE });
    }
  };
  await Promise.all([...clients].map(useTable));
}

async function use(client: TableClient, step: Write | Read): Promise<void> {
  if (!('actions' in step)) return readOnceMore(client, step);
  // The etags of that poll are not those of this one.
  const anyEtag = step.actions.map(
    (action): TransactionAction =>
      action[0] === 'update' ? ['update', action[1], 'Replace', { etag: '*' }] : action,
  );
  await client.submitTransaction(anyEtag);
}

function* groups(steps: readonly Step[], table: string): Generator<readonly (Write | Read)[]> {
  let group: (Write | Read)[] = [];
  for (const step of steps) {
    if ('get' in step || step.table !== table) continue;
    const [first = step] = group;
    if ('actions' in step !== 'actions' in first) {
      yield group;
      group = [];
    }
    group.push(step);
  }
  if (group.length > 0) yield group;
}

void main(process.argv.slice(2));
