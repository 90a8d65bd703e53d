import { fc } from '../seededFc';
import type { Operation } from './document';
import { CANARY, textsFor, valuesFor } from './values';

/** A request, before it is written as one. */
export type Asked = {
  readonly path: string;
  readonly query: readonly (readonly [name: string, text: string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Sent | null;
  /** Without its length, as a client streams it. */
  readonly isChunked: boolean;
  /** The statuses that refuse what is wrong with it; none if nothing is. */
  readonly refusals: readonly number[];
};

type Sent = { readonly bytes: Buffer; readonly isSound: (operation: Operation) => boolean };

/** Real names of the world that is asked, by parameter or property. */
export type Known = (name: string) => readonly string[];

const MOST_BYTES = 64 * 1024;

/** Requests of one operation: many that it takes, and many with one thing or several wrong. */
export function requestsOf(operation: Operation, known: Known): fc.Arbitrary<Asked> {
  return fc
    .record({
      texts: pathTexts(operation, known),
      query: queries(operation, known),
      keys: fc.subarray(
        [
          ['code', CANARY],
          ['CODE', CANARY],
          ['clientId', CANARY],
        ] as const,
        { maxLength: 1 },
      ),
      type: operation.body ? TYPES : fc.constant<string | null>(null),
      encoding: fc.oneof(
        { weight: 15, arbitrary: fc.constant(null) },
        fc.constantFrom('identity', 'gzip', 'br'),
      ),
      body: bodies(operation, known),
      isChunked: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    })
    .map(({ texts, query, keys, type, encoding, body, isChunked }) => ({
      path: operation.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(texts[name] ?? '')),
      query: [...query, ...keys],
      headers: {
        ...(type !== null && body !== null && { 'content-type': type }),
        ...(encoding !== null && body !== null && { 'content-encoding': encoding }),
      },
      body,
      isChunked,
      // Azure passes on no body without its length.
      refusals: refusals(operation, { texts, query, type, encoding, body: isChunked ? null : body }),
    }));
}

type Parts = {
  readonly texts: Readonly<Record<string, string>>;
  readonly query: Asked['query'];
  readonly type: string | null;
  readonly encoding: string | null;
  readonly body: Sent | null;
};

/** What the document says of a request, and the rules that docs/api.md adds. */
function refusals(operation: Operation, { texts, query, type, encoding, body }: Parts): readonly number[] {
  const names = query.map(([name]) => name);
  const isBad =
    Object.entries(texts).some(([name, text]) => !operation.takes(name, text)) ||
    query.some(([name, text]) => !operation.takes(name, text)) ||
    new Set(names).size < names.length;
  if (operation.body === null) return isBad || body !== null ? [400] : [];
  const isJson = type !== null && SOUND_TYPES.includes(type) && [null, 'identity'].includes(encoding);
  return [
    ...(isBad || !body?.isSound(operation) ? [400] : []),
    ...((body?.bytes.length ?? 0) > MOST_BYTES ? [413] : []),
    ...(isJson ? [] : [415]),
  ];
}

function pathTexts(operation: Operation, known: Known): fc.Arbitrary<Readonly<Record<string, string>>> {
  const inPath = operation.parameters.filter((one) => one.in === 'path');
  return fc.record(
    Object.fromEntries(
      inPath.map(({ name, schema }) => [
        name,
        // An empty part of a path, and one of dots, are other paths.
        textsFor(schema, known(name)).filter((text) => !['', '.', '..'].includes(text)),
      ]),
    ),
  );
}

function queries(operation: Operation, known: Known): fc.Arbitrary<Asked['query']> {
  const inQuery = operation.parameters.filter((one) => one.in === 'query');
  const each = inQuery.map(({ name, schema }) =>
    fc.oneof(
      { weight: 2, arbitrary: fc.constant(null) },
      {
        weight: 1,
        arbitrary: textsFor(schema, known(name)).map((text): readonly [string, string] => [name, text]),
      },
    ),
  );
  const unknown = fc.constantFrom('colour', '__proto__', 'LIMIT', 'user[]', '', `${CANARY} `);
  const more = fc.oneof(
    { weight: 10, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.tuple(unknown, fc.constantFrom('', '1', CANARY)) },
  );
  return fc
    .record({
      pairs: fc.tuple(...each),
      more,
      isRepeated: fc.integer({ min: 0, max: 14 }).map((n) => n === 0),
    })
    .map(({ pairs, more, isRepeated }) => {
      const given = pairs.filter((pair) => pair !== null);
      return [...given, ...(isRepeated ? given.slice(0, 1) : []), ...(more === null ? [] : [more])];
    });
}

const SOUND_TYPES = [
  'application/json',
  'application/json; charset=utf-8',
  'Application/JSON;charset="UTF-8"',
];
const TYPES: fc.Arbitrary<string | null> = fc.oneof(
  { weight: 15, arbitrary: fc.constantFrom(...SOUND_TYPES) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      null,
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/merge-patch+json',
      'application/json; charset=utf-16',
      'application/json, text/plain',
      'application/jsonp',
      'multipart/form-data; boundary=x',
    ),
  },
);

function bodies(operation: Operation, known: Known): fc.Arbitrary<Sent | null> {
  if (operation.body === null) {
    return fc.oneof(
      { weight: 9, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.constant(raw('{}', true)) },
    );
  }
  const values = valuesFor(operation.body, known);
  return fc.oneof(
    { weight: 20, arbitrary: values.map((value) => written(value, JSON.stringify(value))) },
    {
      weight: 1,
      arbitrary: values.map((value) => written(value, `\ufeff ${JSON.stringify(value, null, 2)}\n`)),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(values, SIZES).map(([value, size]) => written(value, padded(value, size))),
    },
    { weight: 1, arbitrary: values.map((value) => raw(repeated(value), false)) },
    { weight: 1, arbitrary: fc.constantFrom(...NO_JSON.map((bytes) => raw(bytes, false))) },
  );
}

const SIZES = fc.constantFrom(MOST_BYTES - 1, MOST_BYTES, MOST_BYTES + 1, 1024 * 1024);
const DEEP = 30_000;
const NO_JSON = [
  '{',
  'null null',
  "{'to':'a@b.example'}",
  'users=a',
  '['.repeat(DEEP) + ']'.repeat(DEEP),
  '{"a":'.repeat(DEEP / 6),
  Buffer.from([0x7b, 0x22, 0x74, 0x6f, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d]),
  Buffer.from('{"to":"a@b.example"}', 'utf16le'),
];

function written(value: unknown, text: string): Sent {
  return sent(Buffer.from(text), ({ takesBody }) => takesBody(JSON.parse(JSON.stringify(value))));
}

function raw(bytes: string | Buffer, isSound: boolean): Sent {
  return sent(Buffer.from(bytes as string), () => isSound);
}

/** A counterexample shows its beginning: somebody has to read it. */
function sent(bytes: Buffer, isSound: Sent['isSound']): Sent {
  const shown = `${bytes.length} bytes: ${bytes.subarray(0, 200)}`;
  return Object.assign({ bytes, isSound }, { [fc.toStringMethod]: () => shown });
}

/** The same value in a text of this length, if it is shorter. */
function padded(value: unknown, size: number): string {
  const text = JSON.stringify(value);
  return text + ' '.repeat(Math.max(size - Buffer.byteLength(text), 0));
}

/** An object that gives one of its names twice; nothing else is repeated. */
function repeated(value: unknown): string {
  const fields =
    value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.entries(value) : [];
  const [[name, field] = ['users', []]] = fields;
  const one = `${JSON.stringify(name)}:${JSON.stringify(field)}`;
  // An escape does not make another name of it.
  const again = `"\\u${(name.charCodeAt(0) || 0x75).toString(16).padStart(4, '0')}${JSON.stringify(name.slice(1)).slice(1)}:${JSON.stringify(field)}`;
  return `{${one},${again}}`;
}
