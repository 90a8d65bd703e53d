import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { build } from 'esbuild';

const SNIPPET = `
  import { createRequire } from 'node:module';
  import { startHost } from './local/host/host';
  const provided = () => {
    try {
      return typeof createRequire(__filename)('@azure/functions-core').registerFunction;
    } catch (error) {
      return error.code;
    }
  };
  const main = async () => {
    const seen = [];
    const host = await startHost({
      appRoot: process.argv[2],
      env: { TICK_SCHEDULE: '0 0 0 1 1 *' },
      now: () => new Date('2026-11-21T08:00:00Z'),
      port: 0,
      log: (_level, name, message) => name === 'tick' && seen.push(JSON.parse(message).scheduleStatus.next),
    });
    const whileRunning = provided();
    await host.runTimer('tick');
    const answer = await (await fetch(host.url + '/api/echo/user')).json();
    await host.stop();
    console.log(JSON.stringify({ seen, params: answer.params, whileRunning, afterwards: provided() }));
  };
  void main();
`;

test('runs from a bundle in plain Node.js, and lets the process end after the stop', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'host-bundle-'));
  try {
    const outfile = join(folder, 'host.js');
    await build({
      stdin: { contents: SNIPPET, resolveDir: join(__dirname, '../..'), loader: 'ts' },
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      external: ['@azure/functions-core'],
      logLevel: 'error',
    });
    const appRoot = join(__dirname, '../fixtures/apps/everything');
    // Schedules are in UTC, in whatever time zone the machine is.
    const options = { timeout: 60_000, env: { TZ: 'America/New_York' } };
    const { stdout } = await promisify(execFile)(process.execPath, [outfile, appRoot], options);
    expect(JSON.parse(stdout)).toEqual({
      seen: ['2027-01-01T00:00:00.000Z'],
      params: { kind: 'user' },
      whileRunning: 'function',
      afterwards: 'MODULE_NOT_FOUND',
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 90_000);
