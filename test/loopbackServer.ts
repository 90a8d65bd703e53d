import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Asked = {
  readonly method: string;
  /** Path and query, as received. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

/** An answer. `hang` never comes, `drop` breaks the connection, `cut` breaks it in the middle of the body. */
export type Reply =
  | 'hang'
  | 'drop'
  | 'cut'
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly body?: unknown };

export type LoopbackServer = {
  readonly endpoint: string;
  readonly asked: readonly Asked[];
  readonly close: () => Promise<void>;
};

/** Serves the answers of `reply`, as JSON unless the body is text, and keeps the requests. */
export async function loopbackServer(
  reply: (asked: Asked, endpoint: string) => Reply,
): Promise<LoopbackServer> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = '', url = '', headers } = request;
    const one = { method, url, headers, body: Buffer.concat(chunks).toString() };
    asked.push(one);
    const answer = reply(one, endpoint);
    if (answer === 'hang') return;
    if (answer === 'drop') return void request.socket.destroy();
    if (answer === 'cut') {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"value":[', () => request.socket.destroy());
      return;
    }
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
    response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    endpoint,
    asked,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
