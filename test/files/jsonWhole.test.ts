import { describe, expect, jest, test } from '@jest/globals';
import { jsonParser } from '../../local/files/jsonRecords';
import { fc } from '../seededFc';
import { parseAll, split } from './parsing';

/** Records as they are read at once and as they are read character by character. */
function readBothWays(text: string, places: readonly number[]) {
  const pieces = split(text, places);
  return { atOnce: parseAll(jsonParser(), ...pieces), carefully: parseAll(jsonParser(true), ...pieces) };
}

const deep = (levels: number) => `${'{"a":'.repeat(levels - 1)}{}${'}'.repeat(levels - 1)}`;

const record = fc.dictionary(
  fc.oneof(fc.string(), fc.constantFrom('value', 'records', 'tables', 'rows', 'columns', '__proto__', 'id')),
  fc.jsonValue({ maxDepth: 4 }),
);
const layout = fc.oneof(
  fc
    .tuple(record, fc.constantFrom(undefined, 1, 2, '\t'))
    .map(([one, indent]) => JSON.stringify(one, null, indent)),
  fc
    .tuple(fc.array(record, { maxLength: 3 }), fc.constantFrom(undefined, 2))
    .map(([many, indent]) =>
      JSON.stringify({ '@odata.context': 'x', value: many, after: [1] }, null, indent),
    ),
  fc.array(record, { maxLength: 3 }).map((many) => JSON.stringify(many, null, 2)),
  fc.integer({ min: 60, max: 70 }).map(deep),
  fc.constantFrom(
    '{"a":[',
    '{',
    '}',
    '[',
    ']',
    '"',
    '\\',
    ',',
    'null',
    '\0',
    '{"a"{"b"}',
    '{"id":"x',
    '{"valu\\u0065":[{}]}',
  ),
);
const text = fc
  .array(fc.tuple(layout, fc.constantFrom('\n', '\r\n', '\r', '', ',', ' ', '\n  ')), { maxLength: 6 })
  .map((parts) => parts.flat().join(''));

test('reads any text, in pieces of any size, as careful reading does', () => {
  fc.assert(
    fc.property(text, fc.array(fc.nat(600), { maxLength: 5 }), (whole, places) => {
      const { atOnce, carefully } = readBothWays(whole, places);
      expect(atOnce).toEqual(carefully);
    }),
    { numRuns: 1_000 },
  );
});

test('reads a text with one changed character as careful reading does', () => {
  const lines = JSON.stringify(
    [
      { id: 'a', x: [{ y: '}' }] },
      { id: 'b', z: {} },
    ],
    null,
    2,
  );
  const characters = fc.constantFrom('"', '{', '}', '[', ']', ',', ':', '\\', '\n', ' ', 'x');
  fc.assert(
    fc.property(fc.nat(lines.length), characters, fc.array(fc.nat(99)), (at, character, places) => {
      const { atOnce, carefully } = readBothWays(
        lines.slice(0, at) + character + lines.slice(at + 1),
        places,
      );
      expect(atOnce).toEqual(carefully);
    }),
    { numRuns: 1_000 },
  );
});

describe('a record that nests too deeply', () => {
  const tooDeep = { line: 2, error: 'nested in more than 64 levels' };
  const a = { id: 'a' };
  const next = { line: 3, raw: { id: 'c' } };
  test.each([65, 5_000, 100_000])('in %i levels is one reject, and the next is read', (levels) => {
    const found = parseAll(jsonParser(), `{"id":"a"}\n${deep(levels)}\n{"id":"c"}\n`);
    expect(found).toEqual([{ line: 1, raw: a }, tooDeep, next]);
  });

  test('is one reject in a list on one line, among others', () => {
    const found = parseAll(jsonParser(), `[\n${deep(5_000)},{"id":"a"},${deep(64)}]`);
    expect(found.map((one) => ('raw' in one ? 'read' : one))).toEqual([tooDeep, 'read', 'read']);
  });

  test('is one reject if it is indented', () => {
    const list = JSON.stringify([a, JSON.parse(deep(300)), { id: 'c' }], null, 1);
    const found = parseAll(jsonParser(), list);
    expect(found.map((one) => ('raw' in one ? one.raw : one.error))).toEqual([a, tooDeep.error, { id: 'c' }]);
  });

  test('is one reject if it never ends', () => {
    const found = parseAll(jsonParser(), `{"id":"a"}\n${'{"a":['.repeat(5_000)}\n{"id":"c"}\n`);
    expect(found).toEqual([{ line: 1, raw: a }, tooDeep, next]);
  });

  test('may hold lists under the names of lists of records', () => {
    const found = parseAll(jsonParser(), `\n{"a":${deep(5_000)},"value":[1]}\n{"id":"c"}`);
    expect(found).toEqual([tooDeep, next]);
  });
});

describe('reads garbage in time that grows with its length', () => {
  const line = (length: number) => `{"id":"${'x'.repeat(length)}"}`;
  test.each<[string, string]>([
    ['a bracket that opens on every line', '{"a":[\n'.repeat(100_000)],
    ['brackets that open on one line', '{"a":['.repeat(200_000)],
    ['records that break on one line', '{"a"'.repeat(200_000)],
    ['records cut in the middle', `${line(2_000).slice(0, 1_000)}\n`.repeat(1_000)],
    ['lines of two records', '{"a":1}{"b":2}\n'.repeat(50_000)],
    ['strings that never end', '{"a":"\n'.repeat(100_000)],
    ['no line break at all', 'x'.repeat(1_000_000)],
    ['carriage returns only', `${line(100)}\r`.repeat(5_000)],
    ['NUL bytes', '\0'.repeat(1_000_000)],
    ['quotes', '{"a":"\\'.repeat(100_000)],
    ['closing brackets', '{"a":1}}]'.repeat(50_000)],
    ['blank indentation', `[{"a":x\n${' '.repeat(1_000_000)}\n]`],
  ])('%s', (_kind, garbage) => {
    const parsed = parsedCharacters(() => {
      const pieces = Array.from({ length: Math.ceil(garbage.length / 65_536) }, (_, n) =>
        garbage.slice(n * 65_536, (n + 1) * 65_536),
      );
      parseAll(jsonParser(), ...pieces);
    });
    expect(parsed).toBeLessThanOrEqual(3 * garbage.length);
  });
});

test('joins a record of 16 MiB from its pieces without copying it for each', () => {
  const long = `{"id":"${'x'.repeat(16 * 1024 * 1024 - 20)}"}\n`;
  const pieces = Array.from({ length: Math.ceil(long.length / 16_384) }, (_, n) =>
    long.slice(n * 16_384, (n + 1) * 16_384),
  );
  const join = jest.spyOn(Array.prototype, 'join');
  try {
    expect(parseAll(jsonParser(), ...pieces, '{"id":"b"}')).toHaveLength(2);
    const copied = join.mock.results.reduce((sum, { value }) => sum + String(value).length, 0);
    expect(copied).toBeLessThan(4 * long.length);
  } finally {
    join.mockRestore();
  }
});

test('reads a string of 300 KB inside a record', () => {
  const long = { id: 'a', text: 'x'.repeat(300_000) };
  const found = parseAll(
    jsonParser(),
    ...split(`${JSON.stringify(long)}\n{"id":"b"}`, [65_536, 131_072, 196_608, 262_144]),
  );
  expect(found).toEqual([
    { line: 1, raw: long },
    { line: 2, raw: { id: 'b' } },
  ]);
});

/** How many characters are handed to JSON.parse meanwhile. */
function parsedCharacters(work: () => void): number {
  const parse = jest.spyOn(JSON, 'parse');
  try {
    work();
    return parse.mock.calls.reduce((sum, [part]) => sum + part.length, 0);
  } finally {
    parse.mockRestore();
  }
}
