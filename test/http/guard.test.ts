import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { GuardError, guard } from '../../shared/http/guard';

const ENDPOINT = 'https://contoso.example/api';
const LIMIT = 1_000_000;

type Request = {
  url: string;
  headers: ReturnType<typeof headersOf>;
  streamResponseStatusCodes?: Set<number>;
  requestOverrides?: Record<string, unknown>;
};
type Answer = {
  status: number;
  headers: ReturnType<typeof headersOf>;
  bodyAsText?: string | null;
  readableStreamBody?: NodeJS.ReadableStream;
};

function headersOf(entries: Readonly<Record<string, string>>) {
  const values = new Map(Object.entries(entries).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    get: (name: string) => values.get(name.toLowerCase()),
    set: (name: string, value: string) => void values.set(name.toLowerCase(), value),
    delete: (name: string) => void values.delete(name.toLowerCase()),
    toJSON: () => Object.fromEntries(values),
  };
}

type Given = {
  readonly body: Readable;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly url?: string;
  readonly compressed?: boolean;
};

/** A request through the guard, to a client that answers with this stream. */
async function ask({ body, status = 200, headers = {}, url = `${ENDPOINT}/x`, compressed = false }: Given) {
  const request: Request = { url, headers: headersOf({ authorization: 'Bearer secret' }) };
  const sent: Record<string, unknown>[] = [];
  const policy = guard<Request, Answer>({ endpoint: ENDPOINT, mostBytes: LIMIT, compressed });
  const outcome = await policy
    .sendRequest(request, async ({ headers: asked, ...rest }) => {
      sent.push({ ...rest, ...asked.toJSON() });
      return { status, headers: headersOf(headers), readableStreamBody: body };
    })
    .catch((error: unknown) => error);
  return { outcome, sent, request };
}

const GZIP = { 'content-encoding': 'gzip' };

describe('the guard of a client', () => {
  test('lets no request leave for another host', async () => {
    for (const url of [
      'https://fabrikam.example/x',
      'http://contoso.example/x',
      'https://contoso.example:8443/x',
      'https://contoso.example@fabrikam.example/x',
    ]) {
      const { outcome, sent } = await ask({ url, body: Readable.from([]) });
      expect(outcome).toMatchObject({ code: 'foreignLink' });
      expect(sent).toEqual([]);
    }
  });

  test('hands on the text, and leaves the request as it was', async () => {
    const { outcome, request } = await ask({
      body: Readable.from([Buffer.from('{"a":'), Buffer.from('1}')]),
    });
    expect(outcome).toMatchObject({ status: 200, bodyAsText: '{"a":1}' });
    expect(outcome).not.toHaveProperty('readableStreamBody');
    expect(Object.keys(request)).toEqual(['url', 'headers']);
  });

  test('takes away the challenge, for which the client would get a token of any resource', async () => {
    const challenge = 'Bearer authorization_uri=https://x/y resource_id=https://graph.microsoft.com';
    const { outcome } = await ask({
      body: Readable.from([]),
      status: 401,
      headers: { 'www-authenticate': challenge },
    });
    expect((outcome as Answer).headers.get('WWW-Authenticate')).toBeUndefined();
  });

  test('cuts off an answer that is too large, said to be or not', async () => {
    for (const headers of [{}, { 'content-length': `${LIMIT + 1}` }]) {
      const body = Readable.from(endless());
      const { outcome } = await ask({ body, headers });
      expect(outcome).toMatchObject({ code: 'tooLarge', status: 200 });
      expect(body.destroyed).toBe(true);
    }
  });

  test('reads the beginning of a refusal, however long it is', async () => {
    const { outcome } = await ask({ body: Readable.from(endless()), status: 403 });
    expect(outcome).toMatchObject({ status: 403, bodyAsText: expect.stringMatching(/^a{65536}$/) });
  });

  test('passes on the error of a body that breaks off', async () => {
    const body = new Readable({ read: () => {} });
    setImmediate(() => body.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })));
    expect((await ask({ body })).outcome).toMatchObject({ code: 'ECONNRESET' });
  });
});

describe('a compressed answer', () => {
  test('is asked for only if wanted, and never decompressed by the client, which knows no bound', async () => {
    const plain = await ask({ body: Readable.from([]) });
    expect(plain.sent).toMatchObject([{ 'accept-encoding': 'identity' }]);
    expect(plain.sent[0]).not.toHaveProperty('requestOverrides');
    const zipped = await ask({ body: Readable.from([]), compressed: true });
    expect(zipped.sent).toMatchObject([
      {
        'accept-encoding': 'identity',
        requestOverrides: { headers: { authorization: 'Bearer secret', 'Accept-Encoding': 'gzip' } },
      },
    ]);
  });

  test('is decompressed', async () => {
    const { outcome } = await ask({ body: Readable.from([gzipSync('{"a":1}')]), headers: GZIP });
    expect(outcome).toMatchObject({ bodyAsText: '{"a":1}' });
  });

  test.each([
    ['becomes too large', () => [gzipSync(Buffer.alloc(100 * LIMIT))]],
    ['goes on without any content', emptyBlocks],
  ])('is cut off if it %s', async (_what, pieces) => {
    const body = Readable.from(pieces());
    const { outcome } = await ask({ body, headers: GZIP });
    expect(outcome).toMatchObject({ code: 'tooLarge' });
    await new Promise(setImmediate);
    expect(body.destroyed).toBe(true);
  });

  test('that breaks off is an error, and is not waited for', async () => {
    const body = Readable.from(
      (async function* () {
        yield gzipSync('{"a":1}').subarray(0, 12);
        throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
      })(),
    );
    expect((await ask({ body, headers: GZIP })).outcome).toMatchObject({ code: 'ECONNRESET' });
  });

  test('of another kind is no answer', async () => {
    const { outcome } = await ask({ body: Readable.from(['x']), headers: { 'content-encoding': 'br' } });
    expect(outcome).toBeInstanceOf(GuardError);
    expect(outcome).toMatchObject({ code: 'badAnswer' });
  });
});

function* endless() {
  for (;;) yield Buffer.alloc(10_000, 'a');
}

function* emptyBlocks() {
  yield Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
  for (;;) yield Buffer.alloc(50_000, Buffer.from([0, 0, 0, 0xff, 0xff]));
}
