import type { Readable } from 'node:stream';
import { WatchError } from '../domain/watchError';
import { decompressed } from './decompressed';
import { MOST_REFUSAL_BYTES, MOST_VALUES } from './limits';
import { holdsMore, readBytes, textOf } from './readBytes';

export type GuardCode = 'foreignLink' | 'tooLarge' | 'badAnswer';

/** A client of Microsoft was to send to another host, or got an answer that must not be read. */
export class GuardError extends WatchError {
  readonly code: GuardCode;
  /** HTTP status; `null` if nothing was sent. */
  readonly status: number | null;

  constructor(code: GuardCode, status: number | null, cause?: unknown) {
    super(`${code} (status ${status})`, { cause });
    this.name = 'GuardError';
    this.code = code;
    this.status = status;
  }
}

// The parts of the types of @azure/core-rest-pipeline that are used here; three clients of Microsoft share them.
type Headers = {
  readonly get: (name: string) => string | undefined;
  readonly set: (name: string, value: string) => void;
  readonly delete: (name: string) => void;
  readonly toJSON: (options?: { preserveCase?: boolean }) => Record<string, string>;
};
type Request = {
  url: string;
  headers: Headers;
  streamResponseStatusCodes?: Set<number>;
  requestOverrides?: Record<string, unknown>;
};
type Answer = {
  status: number;
  headers: Headers;
  bodyAsText?: string | null;
  readableStreamBody?: NodeJS.ReadableStream;
};

export type GuardOptions = {
  /** Only this host gets a request: a URL. */
  readonly endpoint: string;
  /** The most bytes of an answer, on the wire and after decompression. */
  readonly mostBytes: number;
  /** Whether to ask for compressed answers. */
  readonly compressed?: boolean;
};

/**
 * The last policy of a client before the network, for what the clients lack (@azure/core-rest-pipeline 1.24.0). They send the token
 * wherever a link in an answer leads, read an answer of any size, and wait for ever for the rest of a compressed one that breaks
 * off. Once a service answers 401, its client gets a token for the resource that the answer names, and sends it to that service; so
 * the challenge is taken away.
 *
 * It throws GuardError, and errors of the network as they are.
 */
export function guard<Q extends Request, A extends Answer>({
  endpoint,
  mostBytes,
  compressed,
}: GuardOptions) {
  const { origin } = new URL(endpoint);
  return {
    name: 'mfaWatchGuard',
    sendRequest: async (request: Q, next: (request: Q) => Promise<A>): Promise<A> => {
      if (new URL(request.url).origin !== origin) throw new GuardError('foreignLink', null);
      const restore = askForStream(request, compressed === true);
      const answer = await next(request).finally(restore);
      answer.headers.delete('www-authenticate');
      answer.bodyAsText = await textWithin(answer, mostBytes);
      delete answer.readableStreamBody;
      return answer;
    },
  };
}

/** The client decompresses what it has asked for itself, and cannot be told how much; so it asks for nothing, and the header does. */
function askForStream(request: Request, compressed: boolean): () => void {
  const { streamResponseStatusCodes: streamed, requestOverrides: overrides } = request;
  request.streamResponseStatusCodes = EVERY_STATUS;
  request.headers.set('Accept-Encoding', 'identity');
  if (compressed) {
    const headers = { ...request.headers.toJSON({ preserveCase: true }), 'Accept-Encoding': 'gzip' };
    request.requestOverrides = { ...overrides, headers };
  }
  // The policies further out see the request as they made it, and a retry sends it again.
  return () => {
    delete request.streamResponseStatusCodes;
    delete request.requestOverrides;
    if (streamed !== undefined) request.streamResponseStatusCodes = streamed;
    if (overrides !== undefined) request.requestOverrides = overrides;
  };
}

/** As the client writes it. */
const EVERY_STATUS = new Set([Number.POSITIVE_INFINITY]);

async function textWithin(answer: Answer, mostBytes: number): Promise<string> {
  const { status, headers, readableStreamBody: body } = answer;
  if (body === undefined) return answer.bodyAsText ?? '';
  const isRefusal = status >= 300;
  const most = isRefusal ? Math.min(mostBytes, MOST_REFUSAL_BYTES) : mostBytes;
  const stream = body as Readable;
  if (!isRefusal && Number(headers.get('content-length')) > most) {
    stream.destroy();
    throw new GuardError('tooLarge', status);
  }
  const content = decompressed(stream, {
    encoding: headers.get('content-encoding'),
    most,
    fail: (code) => new GuardError(code, status),
  });
  const { blocks, isWhole } = await readBytes(content, most);
  if (!isRefusal && (!isWhole || holdsMore(blocks, MOST_VALUES))) throw new GuardError('tooLarge', status);
  return textOf(blocks);
}
