import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { type Host, type HostOptions, startHost } from '../../local/host/host';

const APPS = join(__dirname, '../fixtures/apps');
const JANUARY = '0 0 0 1 1 *';

type Line = { readonly level: string; readonly functionName: string | null; readonly message: string };
const lines: Line[] = [];
const logged = new EventEmitter();
const running: Host[] = [];

async function startApp(name: string, options: Partial<HostOptions> = {}): Promise<Host> {
  const host = await startHost({
    appRoot: resolve(APPS, name),
    env: { TICK_SCHEDULE: JANUARY },
    port: 0,
    log: (level, functionName, message) => {
      lines.push({ level, functionName, message });
      logged.emit('line');
    },
    ...options,
  });
  running.push(host);
  return host;
}

function messagesOf(functionName: string | null): readonly string[] {
  return lines.filter((line) => line.functionName === functionName).map((line) => line.message);
}

async function untilLogged(functionName: string, count = 1): Promise<void> {
  while (messagesOf(functionName).length < count) await once(logged, 'line');
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((host) => host.stop()));
  lines.length = 0;
});

describe('starting', () => {
  test('lists every function in order of registration, with routes and schedules resolved', async () => {
    const host = await startApp('everything');
    expect(
      host.functions.filter(({ name }) => ['echo', 'fixed', 'tick', 'registering'].includes(name)),
    ).toEqual([
      { name: 'echo', trigger: 'http', route: '/api/echo/{kind}/{id?}', methods: ['GET', 'POST'] },
      { name: 'fixed', trigger: 'http', route: '/api/echo/fixed/{id}', methods: ['GET'] },
      { name: 'tick', trigger: 'timer', schedule: JANUARY },
      { name: 'registering', trigger: 'timer', schedule: JANUARY },
    ]);
  });

  test('serves routes without a prefix when host.json empties it', async () => {
    const host = await startApp('bareRoutes');
    expect(await (await fetch(`${host.url}/up`)).text()).toBe('up');
  });

  test('runs an app bundled with its library into one minified file, as it is deployed', async () => {
    const appRoot = mkdtempSync(join(tmpdir(), 'bundled-app-'));
    try {
      await build({
        entryPoints: [join(APPS, 'everything/timers.js')],
        outfile: join(appRoot, 'dist/main.js'),
        bundle: true,
        minify: true,
        platform: 'node',
        external: ['@azure/functions-core'],
      });
      writeFileSync(join(appRoot, 'package.json'), '{ "main": "dist/main.js" }');
      writeFileSync(join(appRoot, 'host.json'), '{ "version": "2.0" }');
      const host = await startApp(appRoot);
      await host.runTimer('tick');
      expect(messagesOf('tick')).toEqual([expect.stringContaining('"isPastDue":false')]);
    } finally {
      rmSync(appRoot, { recursive: true });
    }
  });

  test('starts the same app again after it was stopped', async () => {
    await (await startApp('bareRoutes')).stop();
    const host = await startApp('bareRoutes');
    expect((await fetch(`${host.url}/up`)).status).toBe(200);
  });

  test.each([
    ['twins', 'duplicateFunction', 'Two functions are named "twin"'],
    ['notBuilt', 'noEntryPoint', 'package.json names "dist/main.js", which does not exist: build'],
    ['queued', 'unsupported', 'The function "queued" has a queueTrigger'],
    ['silent', 'noFunctions', 'registered no function'],
    ['broken', 'loadFailed', 'index.js failed while loading: cannot find the tenant'],
    ['nowhere', 'badFile', 'No host.json here'],
  ])('refuses the app "%s" with %s', async (name, code, message) => {
    await expect(startApp(name)).rejects.toMatchObject({
      name: 'HostError',
      code,
      message: expect.stringContaining(message),
    });
  });

  test('can start another app after one was refused', async () => {
    await expect(startApp('twins')).rejects.toThrow();
    expect((await startApp('bareRoutes')).functions).toHaveLength(1);
  });

  test('names the setting that a schedule refers to', async () => {
    await expect(startApp('everything', { env: {} })).rejects.toMatchObject({
      code: 'missingSetting',
      message: 'Set TICK_SCHEDULE: the function "tick" refers to it.',
    });
  });

  test('refuses a schedule that is not NCRONTAB', async () => {
    await expect(startApp('everything', { env: { TICK_SCHEDULE: '*/5 * * * *' } })).rejects.toMatchObject({
      code: 'badSchedule',
    });
  });

  test('refuses a second host in the same process', async () => {
    await startApp('bareRoutes');
    await expect(startApp('everything')).rejects.toMatchObject({ code: 'alreadyRunning' });
  });

  test('reports that the port is taken, and leaves nothing behind', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await expect(startApp('bareRoutes', { port })).rejects.toMatchObject({ code: 'portTaken' });
    other.close();
    await once(other, 'close');
    expect((await startApp('bareRoutes', { port })).url).toBe(`http://127.0.0.1:${port}`);
  });
});

describe('HTTP', () => {
  test('passes method, address, headers, parameters, query and body, and requires no key', async () => {
    const host = await startApp('everything');
    const address = `${host.url}/API/Echo/user/a%2Fb%20c?q=1&q=2&empty=`;
    const response = await fetch(address, { method: 'POST', body: 'grüße', headers: { 'x-sent': 'yes' } });
    expect(response.status).toBe(201);
    expect(response.headers.get('x-seen')).toBe('yes');
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({
      url: address,
      params: { kind: 'user', id: 'a/b c' },
      query: { q: '1,2', empty: '' },
      body: 'grüße',
    });
  });

  test('leaves out an optional parameter that the path does not have', async () => {
    const host = await startApp('everything');
    const response = await fetch(`${host.url}/api/echo/user`);
    expect(await response.json()).toMatchObject({ params: { kind: 'user' }, body: '' });
  });

  test('prefers a literal segment to a parameter', async () => {
    const host = await startApp('everything');
    expect(await (await fetch(`${host.url}/api/echo/fixed/1`)).text()).toBe('fixed');
    expect((await fetch(`${host.url}/api/echo/fixed/1`, { method: 'POST' })).status).toBe(201);
  });

  test('passes bytes through unchanged', async () => {
    const host = await startApp('everything');
    const response = await fetch(`${host.url}/api/bytes`, {
      method: 'POST',
      body: new Uint8Array([0, 200, 255]),
    });
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([255, 200, 0]);
  });

  test('answers 204 for a function that returns nothing', async () => {
    const host = await startApp('everything');
    expect((await fetch(`${host.url}/api/nothing`)).status).toBe(204);
  });

  test('answers 404 for an unknown route, 405 with the methods for a known one', async () => {
    const host = await startApp('everything');
    const unknown = await fetch(`${host.url}/api/nobody`);
    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toEqual({
      error: { code: 'notFound', message: 'No function has the route /api/nobody.', details: null },
    });
    expect((await fetch(`${host.url}/api/%zz`)).status).toBe(404);
    const wrong = await fetch(`${host.url}/api/echo/user`, { method: 'DELETE' });
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get('allow')).toBe('GET, POST');
  });

  test('answers 500 with the message of a function that throws, and logs it', async () => {
    const host = await startApp('everything');
    const response = await fetch(`${host.url}/api/fails`);
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({
      error: { code: 'internal', message: 'the tables are away', details: null },
    });
    expect(messagesOf('fails')).toEqual([
      expect.stringMatching(/TypeError: the tables are away\n\s+at .*http\.js/),
    ]);
  });

  test('survives a caller that hangs up', async () => {
    const host = await startApp('everything');
    const { port } = new URL(host.url);
    const headers = [`host: localhost:${port}`, 'content-length: 10', 'expect: 100-continue'];
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(`POST /api/bytes HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\nabc`);
    // 100 Continue: the host has the headers, and waits for the body.
    await once(socket, 'data');
    socket.destroy();
    expect((await fetch(`${host.url}/api/nothing`)).status).toBe(204);
  });
});

describe('logging', () => {
  test('passes on each message of a function with its level', async () => {
    const host = await startApp('everything');
    await (await fetch(`${host.url}/api/echo/user`)).text();
    expect(lines.filter(({ functionName }) => functionName === 'echo')).toEqual([
      { level: 'information', functionName: 'echo', message: 'echo GET' },
      { level: 'warning', functionName: 'echo', message: 'a warning' },
    ]);
  });

  test('passes on the warning of the library when a function logs after its end', async () => {
    const host = await startApp('everything');
    await host.runTimer('careless');
    await untilLogged('careless', 2);
    expect(messagesOf('careless')[0]).toContain("Unexpected call to 'log'");
  });
});

describe('timers', () => {
  test('passes the timer in camel case, as deployed', async () => {
    const host = await startApp('everything', { now: () => new Date('2026-11-21T08:00:00Z') });
    await host.runTimer('tick');
    expect(JSON.parse(messagesOf('tick')[0] ?? '')).toEqual({
      schedule: { adjustForDST: true },
      scheduleStatus: {
        last: '0001-01-01T00:00:00',
        next: '2027-01-01T00:00:00.000Z',
        lastUpdated: '0001-01-01T00:00:00',
      },
      isPastDue: false,
    });
  });

  test('run by their schedule', async () => {
    await startApp('everything', { env: { TICK_SCHEDULE: '* * * * * *' } });
    await untilLogged('tick', 2);
    const [first, second] = messagesOf('tick').map((message) => JSON.parse(message).scheduleStatus);
    expect(first.next < second.next).toBe(true);
    expect(second.last < second.next).toBe(true);
  });

  test('wait for followSchedules if they are to run later', async () => {
    const host = await startApp('everything', {
      env: { TICK_SCHEDULE: '* * * * * *' },
      schedules: 'later',
    });
    await delay(1_100);
    expect(messagesOf('tick')).toEqual([]);
    host.followSchedules();
    await untilLogged('tick');
  });

  test('logs the failure of a scheduled run, and continues', async () => {
    await startApp('everything', { env: { TICK_SCHEDULE: '* * * * * *' } });
    await untilLogged('failing', 2);
    expect(messagesOf('failing')[0]).toContain('Error: no more quota');
  });

  test('reject with their error if they are run by hand', async () => {
    const host = await startApp('everything');
    await expect(host.runTimer('failing')).rejects.toThrow('no more quota');
  });

  test('refuses a function that is registered after the start', async () => {
    const host = await startApp('everything');
    await expect(host.runTimer('registering')).rejects.toMatchObject({ code: 'tooLate' });
  });

  test('names the function that is not a timer', async () => {
    const host = await startApp('everything');
    await expect(host.runTimer('echo')).rejects.toMatchObject({
      code: 'unknownFunction',
      message: 'The app has no timer function named "echo".',
    });
  });
});

describe('stopping', () => {
  test('answers the requests that have begun, and accepts no more', async () => {
    const host = await startApp('everything');
    const answer = fetch(`${host.url}/api/slow`);
    await untilLogged('slow');
    const stopped = host.stop();
    expect(await (await answer).text()).toBe('slow ends');
    await stopped;
    await expect(fetch(`${host.url}/api/nothing`)).rejects.toThrow();
    await expect(host.runTimer('tick')).rejects.toMatchObject({ code: 'stopped' });
  });

  test('gives up on a function that does not end, and names it', async () => {
    const host = await startApp('everything', { stopWithinMs: 100 });
    const answer = fetch(`${host.url}/api/stuck`);
    await untilLogged('stuck');
    await host.stop();
    await expect(answer).rejects.toThrow();
    expect(messagesOf(null)).toEqual(['Stopped while still running: stuck.']);
    await expect(host.runTimer('tick')).rejects.toMatchObject({ code: 'stopped' });
  });

  test('can be called twice', async () => {
    const host = await startApp('bareRoutes');
    await Promise.all([host.stop(), host.stop()]);
    expect((await startApp('bareRoutes')).functions).toHaveLength(1);
  });

  test('restores the module loader', async () => {
    const before = require('node:module').prototype.require;
    await (await startApp('bareRoutes')).stop();
    expect(require('node:module').prototype.require).toBe(before);
  });
});
