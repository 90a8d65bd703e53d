import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { AzureNamedKeyCredential, TableClient } from '@azure/data-tables';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { type Azurite, startAzurite } from '../local/azurite';

// Azurite's built-in account, the same on every machine.
// https://learn.microsoft.com/azure/storage/common/storage-use-azurite#well-known-storage-account-and-key
const ACCOUNT = 'devstoreaccount1';
const KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

let folder = '';
let started: Azurite[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'azurite-'));
});
afterEach(async () => {
  await Promise.all(started.map((azurite) => azurite.stop()));
  started = [];
  rmSync(folder, { recursive: true });
});

async function start(options?: Parameters<typeof startAzurite>[0]): Promise<Azurite> {
  const azurite = await startAzurite(options);
  started.push(azurite);
  return azurite;
}

function table({ tablesEndpoint }: Azurite): TableClient {
  const credential = new AzureNamedKeyCredential(ACCOUNT, KEY);
  return new TableClient(tablesEndpoint, 'Findings', credential, { allowInsecureConnection: true });
}

async function isOpen(tablesEndpoint: string): Promise<boolean> {
  const socket = connect(Number(new URL(tablesEndpoint).port), '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function untilClosed(tablesEndpoint: string): Promise<void> {
  while (await isOpen(tablesEndpoint)) await setTimeout(100);
}

test('Azurite takes another port if somebody else has taken its own, and gives up after a few', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  try {
    const ports = [port];
    const azurite = await start({ pickPort: async () => ports.shift() ?? freeNow() });
    expect(await isOpen(azurite.tablesEndpoint)).toBe(true);
    const taken = start({ pickPort: async () => port });
    await expect(taken).rejects.toMatchObject({
      code: 'azuriteFailed',
      message: expect.stringContaining('EADDRINUSE'),
    });
  } finally {
    other.close();
  }
}, 120_000);

async function freeNow(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

test('Azurite serves tables until it is stopped, and leaves no file behind', async () => {
  const azurite = await start();
  expect(azurite.tablesEndpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/devstoreaccount1$/);
  const findings = table(azurite);
  await findings.createTable();
  await findings.createEntity({ partitionKey: '2026-11-21', rowKey: 'a' });
  expect(await findings.getEntity('2026-11-21', 'a')).toMatchObject({ rowKey: 'a' });
  await azurite.stop();
  await azurite.stop();
  expect(await isOpen(azurite.tablesEndpoint)).toBe(false);
  expect(readdirSync(process.cwd()).filter((name) => name.startsWith('__azurite'))).toEqual([]);
});

test('Azurite with a folder keeps rows that were written just before the stop', async () => {
  const first = await start({ location: folder });
  await table(first).createTable();
  await table(first).createEntity({ partitionKey: '2026-11-21', rowKey: 'a' });
  await first.stop();
  const second = await start({ location: folder });
  expect(await table(second).getEntity('2026-11-21', 'a')).toMatchObject({ rowKey: 'a' });
});

test('the error of a failed start holds the output of Azurite', async () => {
  const file = join(folder, 'not-a-folder');
  writeFileSync(file, '');
  await expect(startAzurite({ location: file })).rejects.toMatchObject({
    code: 'azuriteFailed',
    message: expect.stringMatching(/^Azurite did not start: it ended with code 1\. .*EEXIST/s),
  });
});

test('Azurite ends with its parent, even if that is killed', async () => {
  // Inside the project, so that `azurite` resolves.
  const outfile = join(__dirname, '../node_modules/.cache/azurite-parent.js');
  await build({
    stdin: {
      contents: `
        import { startAzurite } from './local/azurite';
        void startAzurite().then(({ tablesEndpoint }) => console.log(tablesEndpoint));
      `,
      resolveDir: join(__dirname, '..'),
      loader: 'ts',
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['azurite'],
    logLevel: 'error',
  });
  const parent = spawn(process.execPath, [outfile], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [printed] = await once(parent.stdout, 'data');
  const tablesEndpoint = String(printed).trim();
  expect(await isOpen(tablesEndpoint)).toBe(true);
  parent.kill('SIGKILL');
  await untilClosed(tablesEndpoint);
  rmSync(outfile);
});
