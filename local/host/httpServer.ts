import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { Duplex } from 'node:stream';
import { finished } from 'node:stream/promises';
import { refusalOf } from './callers';
import type { HttpData } from './coreApi';
import { type EventDelivery, eventDelivery } from './eventHubs';
import { HostError, messageOf } from './hostError';
import { bodyOf, HTTP_LIMITS, type HttpLimits, serverOptions } from './httpLimits';
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
  /** `customHeaders` of host.json: each answer gets those that it does not have. */
  readonly customHeaders: Readonly<Record<string, string>>;
  /** Runs a function and returns its answer; never rejects. */
  readonly answer: (functionName: string, request: HttpData) => Promise<HttpAnswer>;
  /** Delivers events to an Event Hubs function; rejects with its error. */
  readonly deliver: (functionName: string, delivery: EventDelivery) => Promise<void>;
  readonly limits?: HttpLimits;
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
  const { limits = HTTP_LIMITS, customHeaders } = options;
  const underWay = new Set<Promise<void>>();
  const handle = (message: IncomingMessage, response: ServerResponse) => {
    const handled = answerTo(message, server.listening, { ...options, limits })
      .then((answer) => write(response, withHeaders(answer, customHeaders)))
      // The caller hung up during the request: there is nobody to answer.
      .catch(() => void response.destroy())
      .finally(() => underWay.delete(handled));
    underWay.add(handled);
  };
  const server: Server = createServer(serverOptions(limits), handle);
  // Otherwise Node.js refuses by itself what says `Expect`.
  server.on('checkExpectation', handle);
  server.maxConnections = limits.connections;
  server.on('clientError', (error, socket) => {
    writeRaw(socket, withHeaders(answerToBroken(error), customHeaders));
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
  { routes, answer, deliver, limits }: HttpServerOptions & { readonly limits: HttpLimits },
): Promise<HttpAnswer> {
  if (!open) return errorAnswer(503, 'stopping', 'The host is stopping.');
  if (message.headersDistinct.host?.length !== 1)
    return closing(errorAnswer(400, 'badRequest', 'A request names one host.'));
  const refusal = refusalOf(message, message.socket.localPort ?? 0);
  if (refusal !== null) return closing(errorAnswer(403, 'forbidden', refusal));
  const url = new URL(`http://${message.headers.host}${message.url}`);
  const [, receiver] = DELIVERIES.exec(url.pathname) ?? [];
  if (receiver !== undefined && message.method === 'POST') {
    const body = await bodyOf(message, limits.deliveryBytes);
    return body === null ? tooLong(limits.deliveryBytes) : receive(body, receiver, deliver);
  }
  const match = matchRoute(routes, message.method ?? '', url.pathname);
  switch (match.kind) {
    case 'notFound':
      return errorAnswer(404, 'notFound', `No function has the route ${url.pathname}.`);
    case 'wrongMethod': {
      const allow = match.allowed.join(', ');
      const refused = errorAnswer(405, 'methodNotAllowed', `${url.pathname} takes ${allow}.`);
      return { ...refused, headers: { ...refused.headers, allow } };
    }
    case 'found': {
      const sent = await bodyOf(message, limits.bodyBytes);
      if (sent === null) return tooLong(limits.bodyBytes);
      // The deployed host hands a body over only if the request names its length.
      // https://github.com/Azure/azure-functions-host src/WebJobs.Script.Grpc/MessageExtensions/GrpcMessageConversionExtensions.cs (read 2026-11-30)
      const body = message.headers['content-length'] === undefined ? Buffer.alloc(0) : sent;
      return answer(match.functionName, toHttpData({ message, url, params: match.params, body }));
    }
  }
}

async function receive(
  body: Buffer,
  functionName: string,
  deliver: HttpServerOptions['deliver'],
): Promise<HttpAnswer> {
  try {
    await deliver(functionName, eventDelivery.parse(JSON.parse(body.toString())));
    return { status: 202, headers: {}, body: '' };
  } catch (error) {
    return errorAnswer(500, 'internal', messageOf(error));
  }
}

function tooLong(most: number): HttpAnswer {
  return closing(errorAnswer(413, 'tooLong', `The body is longer than ${most} bytes.`));
}

/** Nothing more is read from this caller. */
function closing(answer: HttpAnswer): HttpAnswer {
  return { ...answer, headers: { ...answer.headers, connection: 'close' } };
}

/** The answer to what is no request, or comes too slowly. */
function answerToBroken({ code }: NodeJS.ErrnoException): HttpAnswer {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return closing(errorAnswer(431, 'tooLong', 'The headers are too long.'));
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return closing(errorAnswer(408, 'tooSlow', 'The request took too long to arrive.'));
    default:
      return closing(errorAnswer(400, 'badRequest', 'This is not a request of HTTP.'));
  }
}

function withHeaders(answer: HttpAnswer, headers: Readonly<Record<string, string>>): HttpAnswer {
  return { ...answer, headers: { ...headers, ...answer.headers } };
}

async function write(response: ServerResponse, { status, headers, body }: HttpAnswer): Promise<void> {
  const length = Buffer.byteLength(body);
  response.writeHead(status, length === 0 ? headers : { ...headers, 'content-length': String(length) });
  response.end(body);
  // If the caller has hung up, that is no error of the host.
  await finished(response).catch(() => {});
}

/** Without a request there is no response object of Node.js. */
function writeRaw(socket: Duplex, { status, headers, body }: HttpAnswer): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const lines = Object.entries({ ...headers, 'content-length': String(Buffer.byteLength(body)) });
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines.map((line) => line.join(': '))];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
