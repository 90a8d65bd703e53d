import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from '@jest/globals';
import { sendEmptyGzip } from '../../bench/hostile/bodies';
import { graphError } from '../../shared/graph/graphError';
import { type WireRequest, wireFetch } from '../../shared/http/wireFetch';
import { served } from '../served';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** A server whose answers are written by hand. */
async function answering(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1.0/users?$top=1`;
}

const asked = (url: string, request: Partial<WireRequest> = {}) =>
  wireFetch(graphError)(url, { headers: {}, signal: AbortSignal.timeout(30_000), ...request });

/** The type of the first record of TLS. */
const HANDSHAKE = 22;
const TEXT = '{"value":["Łukasz"]}';

describe('a request', () => {
  test('asks for gzip, and sends URL, method, headers and body as they are', async () => {
    const server = await served(() => ({ status: 201, body: { id: 'a' } }));
    const answer = await asked(`${server.endpoint}/v1.0/users?$filter=id%20eq%20%27a%27`, {
      method: 'PATCH',
      headers: { authorization: 'Bearer secret' },
      body: TEXT,
    });
    expect([answer.status, await answer.json()]).toEqual([201, { id: 'a' }]);
    expect(server.asked).toMatchObject([
      {
        method: 'PATCH',
        url: '/v1.0/users?$filter=id%20eq%20%27a%27',
        headers: { authorization: 'Bearer secret', 'accept-encoding': 'gzip', 'content-length': '21' },
        body: TEXT,
      },
    ]);
  });

  test('to https begins with the hello of TLS', async () => {
    let first: number | undefined;
    const server = createTcpServer((socket) => {
      socket.once('data', (bytes) => {
        first = bytes[0];
        socket.destroy();
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await expect(asked(`https://127.0.0.1:${port}/v1.0/users`)).rejects.toThrow();
    expect(first).toBe(HANDSHAKE);
    server.close();
  });

  test('without an answer ends with its signal', async () => {
    const server = await served(() => 'hang');
    const signal = AbortSignal.timeout(20);
    await expect(asked(server.endpoint, { signal })).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('an answer', () => {
  test.each([
    ['as it is', Buffer.from(TEXT), {}],
    ['that names no encoding', Buffer.from(TEXT), { 'content-encoding': 'identity' }],
    ['in gzip', gzipSync(TEXT), { 'content-encoding': 'GZIP' }],
  ])('%s is read', async (_, body, headers) => {
    const url = await answering((_, response) => response.writeHead(200, headers).end(body));
    expect(await (await asked(url)).text()).toBe(TEXT);
  });

  test.each([204, 304])('without a body has none: %i', async (status) => {
    const url = await answering((_, response) => response.writeHead(status).end());
    const answer = await asked(url);
    expect([answer.status, answer.body]).toEqual([status, null]);
  });

  test.each([302, 407])('of a proxy is handed on: %i', async (status) => {
    const other = await served(() => ({}));
    const url = await answering((_, response) =>
      response.writeHead(status, { location: other.endpoint, 'retry-after': '3' }).end('<html>'),
    );
    const answer = await asked(url);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([status, '3']);
    expect(await answer.text()).toBe('<html>');
    expect(other.asked).toEqual([]);
  });

  test('of gzip without content is left once it is too large on the wire', async () => {
    const url = await answering((_, response) => void sendEmptyGzip(response));
    const answer = await asked(url);
    await expect(answer.text()).rejects.toMatchObject({ code: 'tooLarge', fault: { status: 200 } });
  });

  test('with a status that HTTP does not have is left', async () => {
    let close: () => void = () => {};
    const closed = new Promise<void>((resolve) => {
      close = resolve;
    });
    const url = await answering((_, response) => {
      response.on('close', close).writeHead(700).write(TEXT);
    });
    await expect(asked(url)).rejects.toMatchObject({ name: 'RangeError' });
    await closed;
  }, 10_000);

  test('in an encoding that nobody asked for is bad', async () => {
    const url = await answering((_, response) =>
      response.writeHead(200, { 'content-encoding': 'br' }).end(brotliCompressSync(TEXT)),
    );
    await expect(asked(url)).rejects.toMatchObject({ code: 'badAnswer', fault: { status: 200 } });
  });

  test.each([
    ['as it is', Buffer.from(TEXT), {}],
    ['in gzip', gzipSync(TEXT.repeat(9_000)), { 'content-encoding': 'gzip' }],
  ])('%s that breaks off fails its reader', async (_, body, headers) => {
    const url = await answering((_, response) => {
      response.writeHead(200, headers);
      response.write(body.subarray(0, -5), () => setTimeout(() => response.destroy(), 20));
    });
    await expect((await asked(url)).text()).rejects.toThrow();
  });

  test.each([{}, { 'content-encoding': 'gzip' }])(
    'that stops in the middle ends with the signal: %j',
    async (headers) => {
      const url = await answering((_, response) => {
        response.writeHead(200, headers);
        response.write(gzipSync(TEXT).subarray(0, 12));
      });
      const answer = await asked(url, { signal: AbortSignal.timeout(100) });
      await expect(answer.text()).rejects.toThrow();
    },
  );

  test('is left in the middle if its reader has enough', async () => {
    let isClosed = false;
    const url = await answering((_, response) => {
      response.on('close', () => {
        isClosed = true;
      });
      response.writeHead(200).write(TEXT);
    });
    const answer = await asked(url);
    for await (const piece of answer.body ?? []) {
      expect(piece.byteLength).toBeGreaterThan(0);
      break;
    }
    for (let look = 0; look < 100 && !isClosed; look++) await new Promise((wait) => setTimeout(wait, 10));
    expect(isClosed).toBe(true);
  });
});
