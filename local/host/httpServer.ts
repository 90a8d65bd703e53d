import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import { isLoopback } from '../../shared/domain/loopback';
import type { HttpData } from './coreApi';
import { type EventDelivery, eventDelivery } from './eventHubs';
import { HostError, messageOf } from './hostError';
import { readBody } from './httpBody';
import { errorAnswer, type HttpAnswer, toHttpData } from './httpMessages';
import { matchRoute, type Route } from './httpRoutes';

const LOOPBACK = '127.0.0.1';

export type HttpServer = {
  readonly url: string;
  /** Accepts no more requests; resolves when the current ones are answered. */
  readonly close: () => Promise<void>;
  /** Closes every connection that is still open. */
  readonly cut: () => void;
};

export type HttpServerOptions = {
  readonly port: number;
  readonly routes: readonly Route[];
  /** Runs a function and returns its answer; never rejects. */
  readonly answer: (functionName: string, request: HttpData) => Promise<HttpAnswer>;
  /** Delivers events to an Event Hubs function; rejects with its error. */
  readonly deliver: (functionName: string, delivery: EventDelivery) => Promise<void>;
};

/** Where another program delivers events: there is no hub to listen to. */
const DELIVERIES = /^\/admin\/eventHubs\/(\w+)$/;

/**
 * Serves the routes on the loopback address.
 *
 * `authLevel: 'function'` requires no key here, as with `func start`: only a program on this machine reaches the address.
 *
 * @param options.port 0 takes any free port
 * @throws HostError `portTaken`
 */
export async function serveHttp(options: HttpServerOptions): Promise<HttpServer> {
  const underWay = new Set<Promise<void>>();
  const server = createServer((message, response) => {
    const handled = answerTo(message, server.listening, options)
      .then((answer) => write(response, answer))
      // The caller hung up during the request: there is nobody to answer.
      .catch(() => void response.destroy())
      .finally(() => underWay.delete(handled));
    underWay.add(handled);
  });
  const url = await listen(server, options.port);
  return {
    url,
    close: async () => {
      server.close();
      await Promise.allSettled(underWay);
      server.closeAllConnections();
    },
    cut: () => server.closeAllConnections(),
  };
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const message = `Cannot listen on port ${port} (${messageOf(error)}): stop what uses it, or choose another.`;
      reject(new HostError('portTaken', message, { cause: error }));
    });
    server.listen(port, LOOPBACK, () => {
      const address = server.address();
      resolve(`http://${LOOPBACK}:${typeof address === 'object' ? address?.port : port}`);
    });
  });
}

async function answerTo(
  message: IncomingMessage,
  open: boolean,
  { routes, answer, deliver }: HttpServerOptions,
): Promise<HttpAnswer> {
  if (!open) return errorAnswer(503, 'stopping', 'The host is stopping.');
  const address = `http://${message.headers.host}${message.url}`;
  if (!isFromThisMachine(message, address)) {
    return errorAnswer(
      403,
      'forbidden',
      'This host answers only requests from this machine to its loopback address.',
    );
  }
  const url = new URL(address);
  const [, receiver] = DELIVERIES.exec(url.pathname) ?? [];
  if (receiver !== undefined && message.method === 'POST') return receive(message, receiver, deliver);
  const match = matchRoute(routes, message.method ?? '', url.pathname);
  switch (match.kind) {
    case 'notFound':
      return errorAnswer(404, 'notFound', `No function has the route ${url.pathname}.`);
    case 'wrongMethod': {
      const allow = match.allowed.join(', ');
      const refusal = errorAnswer(405, 'methodNotAllowed', `${url.pathname} takes ${allow}.`);
      return { ...refusal, headers: { ...refusal.headers, allow } };
    }
    case 'found': {
      const body = await readBody(message);
      if (body === null) return errorAnswer(413, 'bodyTooLarge', 'Azure takes no body over 100 MB.');
      return answer(match.functionName, toHttpData({ message, url, params: match.params, body }));
    }
  }
}

async function receive(
  message: IncomingMessage,
  functionName: string,
  deliver: HttpServerOptions['deliver'],
): Promise<HttpAnswer> {
  try {
    await deliver(functionName, eventDelivery.parse(await json(message)));
    return { status: 202, headers: {}, body: '' };
  } catch (error) {
    return errorAnswer(500, 'internal', messageOf(error));
  }
}

/**
 * The host requires no key, so it must refuse a web page that is open in a browser here: one with a name of its own that
 * leads to this machine, and one that posts across origins. Links to the report still work: they send no `Origin`.
 */
function isFromThisMachine({ headers }: IncomingMessage, address: string): boolean {
  return [address, headers.origin].every(
    (url) => url === undefined || (URL.canParse(url) && isLoopback(url)),
  );
}

async function write(response: ServerResponse, { status, headers, body }: HttpAnswer): Promise<void> {
  response.writeHead(status, headers);
  response.end(body);
  // If the caller has hung up, that is no error of the host.
  await finished(response).catch(() => {});
}
