import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readBody } from '../../local/host/httpBody';

const server = createServer(async (message, response) => {
  const body = await readBody(message);
  response.end(body === null ? 'too long' : `${body.length} bytes`);
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

function sent(headers: Record<string, string>, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    const asked = request({ host: '127.0.0.1', port, method: 'DELETE', headers }, (answer) => {
      resolve(text(answer));
    });
    asked.on('error', reject);
    asked.flushHeaders();
    asked.end(body);
  });
}

test.each([
  ['with its length', { 'content-length': '5' }, 'hello', '5 bytes'],
  ['without its length, as Azure drops it', { 'transfer-encoding': 'chunked' }, 'hello', '0 bytes'],
  ['longer than Azure takes, before it comes', { 'content-length': '104857601' }, '', 'too long'],
])('a body arrives %s', async (_what, headers: Record<string, string>, body, arrived) => {
  expect(await sent(headers, body)).toBe(arrived);
});
