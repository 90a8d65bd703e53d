import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { startAzurite } from '../local/azurite';
import { version } from '../package.json';

const ROOT = join(__dirname, '..');
const SERVE = join(ROOT, 'dist/local/mfa-watch.mjs');
const run = promisify(execFile);

let folder = '';
let zip: Buffer = Buffer.of();

/** Builds and packs into a separate folder, in the given time zone. */
async function packed(name: string, timeZone: string): Promise<Buffer> {
  const out = join(folder, name);
  const options = { cwd: ROOT, env: { ...process.env, TZ: timeZone } };
  await run(process.execPath, ['build.mjs', out], options);
  await run(process.execPath, ['package.mjs', out], options);
  return readFile(join(out, 'mfa-watch.zip'));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mfa-watch-package-'));
  zip = await packed('first', 'Europe/Berlin');
}, 90_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

test('the package is the same, byte for byte, whenever and wherever it is built', async () => {
  expect((await packed('second', 'Pacific/Auckland')).equals(zip)).toBe(true);
}, 90_000);

test('the package holds the bundle, the files that the host reads and the list of its contents, nothing else', () => {
  const names = Object.keys(unzipSync(zip));
  const parts = names.filter((name) => /^dist\/later\/[\w-]+\.mjs$/.test(name));
  expect(parts).toContain('dist/later/compose.mjs');
  const contents = ['THIRD-PARTY-NOTICES.txt', 'sbom.cdx.json'];
  expect(names).toEqual([...parts, ...contents, 'dist/main.js', 'host.json', 'package.json'].sort());
});

test('a worker loads little before its first request', () => {
  // The SDKs and schemas are several times as large. A static import of one of them would exceed this.
  expect(unzipSync(zip)['dist/main.js']?.length).toBeLessThan(380_000);
});

test('package.json names the file to load, and nothing to install', () => {
  const app = JSON.parse(Buffer.from(unzipSync(zip)['package.json'] ?? []).toString());
  expect(app).toEqual({ name: 'mfa-watch', version, license: 'MIT', private: true, main: 'dist/main.js' });
});

describe('unpacked into an empty folder, the package alone', () => {
  test('starts and answers', async () => {
    const app = join(folder, 'unpacked');
    for (const [name, bytes] of Object.entries(unzipSync(zip))) {
      await mkdir(dirname(join(app, name)), { recursive: true });
      await writeFile(join(app, name), bytes);
    }
    const azurite = await startAzurite();
    const env = {
      PATH: process.env.PATH ?? '',
      TABLES_ENDPOINT: azurite.tablesEndpoint,
      MAIL_MODE: 'outbox',
      OUTBOX_DIR: join(folder, 'outbox'),
    };
    const child = spawn(process.execPath, [SERVE, 'serve', '--app', app, '--port', '0'], { cwd: app, env });
    try {
      const [said] = await once(child.stdout, 'data');
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(String(said))?.[0];
      const health = await fetch(`${url}/api/health`);
      expect([health.status, await health.json()]).toMatchObject([200, { healthy: true }]);
      const document = await fetch(`${url}/api/openapi.json`);
      expect([document.status, await document.json()]).toMatchObject([200, { openapi: '3.1.0' }]);
    } finally {
      child.kill();
      if (child.exitCode === null) await once(child, 'exit');
      await azurite.stop();
    }
  }, 60_000);
});
