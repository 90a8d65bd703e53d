import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { HTTP_LIMITS, type HttpLimits } from '../../local/host/httpLimits';
import { parseRoutes } from '../../local/host/httpRoutes';
import { type HttpServer, serveHttp } from '../../local/host/httpServer';
import { rawRequest, readAnswer, sendRaw } from './guardedHost';

const open: HttpServer[] = [];
afterEach(async () => {
  for (const server of open) server.cut();
  await Promise.all(open.splice(0).map((server) => server.close()));
});

/** A server that answers with the length of the body, and the lengths that reached it. */
async function served(limits: Partial<HttpLimits> = {}) {
  const reached: number[] = [];
  const server = await serveHttp({
    port: 0,
    routes: parseRoutes([{ name: 'note', trigger: 'http', route: '/note', methods: ['POST'] }]),
    customHeaders: { 'x-frame-options': 'DENY' },
    answer: async (_name, { body }) => {
      reached.push(body?.bytes?.length ?? 0);
      return { status: 200, headers: {}, body: '' };
    },
    deliver: async (_name, { events }) => {
      reached.push(events.length);
    },
    limits: { ...HTTP_LIMITS, ...limits },
  });
  open.push(server);
  return { port: Number(new URL(server.url).port), url: server.url, reached };
}

const MANY = { connections: 3 };

function start(port: number, length: number | 'chunked', path = '/note'): string {
  const size = length === 'chunked' ? 'transfer-encoding: chunked' : `content-length: ${length}`;
  return rawRequest(`POST ${path}`, [`host: 127.0.0.1:${port}`, size]);
}

describe('a body', () => {
  test('may be as long as the limit, and no longer', async () => {
    const { port, reached } = await served({ bodyBytes: 100 });
    expect((await sendRaw(port, start(port, 100), 'x'.repeat(100))).status).toBe(200);
    const { status, body, headers } = await sendRaw(port, start(port, 101), 'x'.repeat(101));
    expect([status, JSON.parse(body).error.code]).toEqual([413, 'tooLong']);
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(reached).toEqual([100]);
  });

  test('that says that it is too long is refused before it comes', async () => {
    const { port, reached } = await served({ bodyBytes: 100 });
    expect((await sendRaw(port, start(port, 10 ** 12))).status).toBe(413);
    expect(reached).toEqual([]);
  });

  test('that does not say its length is counted as it comes, and not handed on, as by the deployed host', async () => {
    const { port, reached } = await served({ bodyBytes: 100 });
    const chunk = `40\r\n${'x'.repeat(64)}\r\n`;
    expect((await sendRaw(port, start(port, 'chunked'), chunk, '0\r\n\r\n')).status).toBe(200);
    expect((await sendRaw(port, start(port, 'chunked'), chunk, chunk)).status).toBe(413);
    expect(reached).toEqual([0]);
  });

  test('that never ends takes no memory', async () => {
    const { port } = await served();
    const chunk = Buffer.from(`100000\r\n${'x'.repeat(1_048_576)}\r\n`);
    const before = process.memoryUsage().arrayBuffers;
    expect((await sendRaw(port, start(port, 'chunked'), ...Array(200).fill(chunk))).status).toBe(413);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100 * 1_048_576);
  });

  test('of 1 MiB reaches a program that asks with fetch, and of 3 MiB gives it the refusal', async () => {
    const { url } = await served();
    const statusOf = async (mebibytes: number) =>
      (await fetch(`${url}/note`, { method: 'POST', body: 'x'.repeat(mebibytes * 1_048_576) })).status;
    expect([await statusOf(1), await statusOf(3), await statusOf(1)]).toEqual([200, 413, 200]);
  });

  test('of events has a limit of its own', async () => {
    const { port, url, reached } = await served({ bodyBytes: 10, deliveryBytes: 1_000 });
    const events = [{ sequence: 1, enqueuedAt: '2026-03-02T12:00:00Z', body: '{}' }];
    const delivery = JSON.stringify({ partition: '0', events });
    const answer = await fetch(`${url}/admin/eventHubs/hears`, { method: 'POST', body: delivery });
    expect([answer.status, reached]).toEqual([202, [1]]);
    const long = await sendRaw(port, start(port, 1_001, '/admin/eventHubs/hears'), 'x'.repeat(1_001));
    expect(long.status).toBe(413);
  });
});

describe('headers', () => {
  test('longer than the limit are refused', async () => {
    const { port } = await served();
    const long = `x-long: ${'x'.repeat(HTTP_LIMITS.headerBytes)}`;
    const { status, headers } = await sendRaw(port, rawRequest('GET /note', [long]));
    expect([status, headers.get('x-frame-options')]).toEqual([431, 'DENY']);
  });

  test('that are none are refused', async () => {
    const { port } = await served();
    const { status, headers, body } = await sendRaw(port, 'SSH-2.0-OpenSSH_9.6\r\n\r\n');
    expect([status, headers.get('x-frame-options')]).toEqual([400, 'DENY']);
    expect(JSON.parse(body).error.code).toBe('badRequest');
  });

  test('with two lengths are refused', async () => {
    const { port, reached } = await served();
    const lengths = ['content-length: 4', 'transfer-encoding: chunked'];
    const text = rawRequest('POST /note', [`host: 127.0.0.1:${port}`, ...lengths], '0\r\n\r\n');
    expect((await sendRaw(port, text)).status).toBe(400);
    expect(reached).toEqual([]);
  });
});

describe('a slow caller', () => {
  const QUICK = { headersMs: 300, requestMs: 600 };

  /** Sends a byte every 50 ms for as long as the host listens. */
  async function drip(port: number, first: string) {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.on('data', (data) => {
      text += String(data);
    });
    socket.on('error', () => {});
    await once(socket, 'connect');
    const began = Date.now();
    const closed = new Promise((resolve) => {
      socket.on('close', resolve);
    });
    socket.write(first);
    const dripping = setInterval(() => socket.write('a'), 50);
    await closed;
    clearInterval(dripping);
    return { ...readAnswer(text), tookMs: Date.now() - began };
  }

  test('of headers is refused in time', async () => {
    const { port } = await served(QUICK);
    const { status, tookMs, headers } = await drip(port, 'GET /note HTTP/1.1\r\nx-slow: ');
    expect([status, headers.get('x-frame-options')]).toEqual([408, 'DENY']);
    expect(tookMs).toBeLessThan(3_000);
  });

  test('of a body is refused in time', async () => {
    const { port, reached } = await served(QUICK);
    const { status, tookMs } = await drip(port, start(port, 1_000));
    expect(status).toBe(408);
    expect(tookMs).toBeLessThan(3_000);
    expect(reached).toEqual([]);
  });

  test('who sends nothing at all is sent away', async () => {
    const { port } = await served(QUICK);
    const socket = connect(port, '127.0.0.1');
    socket.resume();
    await once(socket, 'close');
  });

  test('takes no place of others for long', async () => {
    const { port, url } = await served({ ...QUICK, ...MANY });
    const idle = Array.from({ length: MANY.connections }, () => connect(port, '127.0.0.1'));
    await Promise.all(idle.map((socket) => once(socket, 'connect')));
    await Promise.all(
      idle.map((socket) => {
        socket.resume();
        return once(socket, 'close');
      }),
    );
    expect((await fetch(`${url}/note`, { method: 'POST' })).status).toBe(200);
  });
});

test('a connection more than the limit is closed at once', async () => {
  const { port } = await served(MANY);
  const sockets = Array.from({ length: MANY.connections + 1 }, () => connect(port, '127.0.0.1'));
  for (const socket of sockets) socket.on('error', () => {}).resume();
  await Promise.race(sockets.map((socket) => once(socket, 'close')));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(sockets.filter(({ destroyed }) => !destroyed)).toHaveLength(MANY.connections);
  for (const socket of sockets) socket.destroy();
});
