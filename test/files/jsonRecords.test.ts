import { describe, expect, test } from '@jest/globals';
import { jsonParser } from '../../local/files/jsonRecords';
import { fc } from '../seededFc';
import { errors, parseAll, raws, split } from './parsing';

const parse = (text: string) => parseAll(jsonParser(), text);

const a = {
  id: 'a',
  status: { errorCode: 0 },
  steps: [{ text: 'quote " backslash \\ brace } bracket ]' }, []],
};
const b = { id: 'b', name: 'Ünïcode 漢字\n' };
const c = { id: 'c' };
const [A, B, C] = [a, b, c].map((record) => JSON.stringify(record));

describe('finds the records in', () => {
  const table = { name: 'PrimaryResult', columns: [{ name: 'id', type: 'string' }, { name: 'status' }] };
  test.each<[string, string, readonly unknown[]]>([
    ['one object', `${A}`, [a]],
    ['a list', `[${A},${B}]`, [a, b]],
    ['an empty list', '[]', []],
    ['a list of lists', `[[${A}],[${B},${C}]]`, [a, b, c]],
    ['one record per line', `${A}\n${B}\r\n\n${C}`, [a, b, c]],
    ['objects with nothing between', `${A}${B}`, [a, b]],
    ['a page', `{"@odata.context":"x","value":[${A},${B}],"@odata.nextLink":"y","n":{"value":[1]}}`, [a, b]],
    ['an empty page', '{"value":[]}', []],
    ['pages one after another', `{"value":[${A}]}\ufeff{"value":[${B}]}\n{"value":[${C}]}`, [a, b, c]],
    ['a list of pages', `[{"value":[${A}]},{"value":[${B}]}]`, [a, b]],
    ['an envelope', `{"records":[${A},${B}]}`, [a, b]],
    ['an envelope per line', `{"records":[${A}]}\n{"records":[${B},${C}]}\n`, [a, b, c]],
    ['a list of envelopes', `[{"records": [${A}]}, {"records": [${B}, ${C}]}]`, [a, b, c]],
    [
      'the answer of Log Analytics',
      JSON.stringify({
        tables: [
          {
            ...table,
            rows: [
              ['a', '[{"x":1}]'],
              ['b', null],
            ],
          },
        ],
        statistics: {},
      }),
      [
        { id: 'a', status: '[{"x":1}]' },
        { id: 'b', status: null },
      ],
    ],
    [
      'a record with lists of these names deeper down',
      '{"id":"a","x":{"value":[1],"rows":[]}}',
      [{ id: 'a', x: { value: [1], rows: [] } }],
    ],
    ['a record whose rows have no columns', '{"rows":[[1]]}', [{ rows: [[1]] }]],
  ])('%s', (_form, text, expected) => {
    expect(parse(text).map((record) => ('raw' in record ? record.raw : record))).toEqual(expected);
  });

  const anyRecord = fc.dictionary(
    fc.string().filter((key) => !['value', 'records', 'tables', 'rows', '__proto__'].includes(key)),
    fc.jsonValue({ maxDepth: 3 }),
  );
  const layouts: Readonly<Record<string, (records: readonly object[]) => string>> = {
    'a compact list': (records) => JSON.stringify(records),
    'an indented list': (records) => JSON.stringify(records, null, 2),
    'an indented page': (records) =>
      JSON.stringify({ count: records.length, value: records, more: [{}] }, null, '\t'),
    'pages one after another': (records) =>
      records.map((record) => JSON.stringify({ '@x': 1, value: [record] })).join(''),
    'one record per line': (records) => records.map((record) => JSON.stringify(record)).join('\n'),
    'indented objects': (records) => records.map((record) => JSON.stringify(record, null, 4)).join('\r\n'),
  };
  test.each(Object.entries(layouts))('%s, in pieces of any size', (_layout, write) => {
    fc.assert(
      fc.property(fc.array(anyRecord, { maxLength: 4 }), fc.array(fc.nat(400)), (records, places) => {
        const text = write(records);
        const found = parseAll(jsonParser(), ...split(text, places));
        expect(raws(found)).toEqual(JSON.parse(JSON.stringify(records)));
        expect(found).toEqual(parse(text));
      }),
    );
  });
});

test('gives the line on which each record begins', () => {
  const text = `{"value": [\n  {\n    "id": "a"\n  }, {\n    "id": "b"\n  }]\n}\n\n${C}`;
  expect(parse(text).map(({ line }) => line)).toEqual([2, 4, 9]);
});

describe('a broken record', () => {
  const notJson = (line: number) => ({ line, error: 'not JSON' });
  test.each<[string, string, readonly unknown[]]>([
    ['in a list costs only itself', `[${A},{"id":},${B}]`, [a, notJson(1), b]],
    ['with a brace too many', `[${A}},${B}]`, [a, { line: 1, error: 'not a record' }, b]],
    ['with a brace too few', `[${A},{"id":"x","status":{"errorCode":0},${B}]`, [a, notJson(1), b]],
    ['with the wrong bracket', `[\n${A},\n{"id":["x"}},\n${B}]`, [a, notJson(3), b]],
    ['in a line of its own', `${A}\n{"id":"x\n${B}\n${C}`, [a, notJson(2), b, c]],
    ['that would swallow the next one', `${A}\n{"id":"x","status":\n${B}\n${C}`, [a, notJson(2), b, c]],
    [
      'of several lines',
      `[\n  {\n    "id": "x\n    "y": {}\n  },\n  {\n    "id": "c"\n  }\n]`,
      [notJson(2), c],
    ],
    ['at the end of its list', `{"value":[\n  {\n    "id": {\n  }\n]}\n${C}`, [notJson(2), c]],
    ['that is no record', `[${A},null,${B}]`, [a, { line: 1, error: 'not a record' }, b]],
    ['that is a line of text', `${A}\nnext page follows\n${B}`, [a, { line: 2, error: 'not a record' }, b]],
  ])('%s', (_case, text, expected) => {
    expect(parse(text).map((record) => ('raw' in record ? record.raw : record))).toEqual(expected);
  });

  test('that nests too deeply, line after line, is not read again for each line', () => {
    const found = parse(`${'{"a":[\n'.repeat(100_000)}${C}`);
    expect(found.at(-1)).toEqual({ line: 100_001, raw: c });
  });

  const list = ['a', 'b', 'c', 'd', 'e'].map((id) => ({
    id,
    status: { errorCode: 0, text: 'x[{' },
    steps: [{ n: 1 }, []],
  }));

  test('that is cut off within its line leaves all other lines readable', () => {
    const lines = list.map((record) => JSON.stringify(record));
    const length = lines[0]?.length ?? 0;
    fc.assert(
      fc.property(
        fc.nat(4),
        fc.integer({ min: 1, max: length - 1 }),
        fc.array(fc.nat(600)),
        (index, end, places) => {
          const text = lines.map((line, at) => (at === index ? line.slice(0, end) : line)).join('\n');
          const found = parseAll(jsonParser(), ...split(text, places));
          expect(raws(found)).toEqual(list.filter((_, at) => at !== index));
          expect(errors(found).map(({ line }) => line)).toEqual([index + 1]);
        },
      ),
    );
  });

  test('that lacks a quote or a closing bracket leaves all others of an indented list readable', () => {
    const texts = list.map((record) => JSON.stringify(record, null, 2).replace(/^/gm, '  '));
    const marks = [...(texts[0] ?? '').matchAll(/["}\]](?!")/g)].map(({ index }) => index);
    fc.assert(
      fc.property(fc.nat(4), fc.constantFrom(...marks), fc.array(fc.nat(1_000)), (index, mark, places) => {
        const broken = texts.map((text, at) =>
          at === index ? text.slice(0, mark) + text.slice(mark + 1) : text,
        );
        const found = parseAll(jsonParser(), ...split(`[\n${broken.join(',\n')}\n]\n`, places));
        expect(raws(found)).toEqual(list.filter((_, at) => at !== index));
        expect(errors(found)).toHaveLength(1);
      }),
    );
  });
});

describe('a text that ends too early', () => {
  test.each<[string, string, readonly unknown[]]>([
    ['inside a record', `[${A},\n{"id":"x`, [a, { line: 2, error: 'the file ends inside a record' }]],
    ['inside a list', `{"value":[${A},\n`, [a, { line: 2, error: 'the file ends inside a list of records' }]],
    [
      'after the list of a page',
      `{"value":[${A}]`,
      [a, { line: 1, error: 'the file ends inside a list of records' }],
    ],
  ])('%s gives the records before the end', (_case, text, expected) => {
    expect(parse(text).map((record) => ('raw' in record ? record.raw : record))).toEqual(expected);
  });

  test('says why, if that is known', () => {
    const parser = jsonParser();
    expect([...parser.push(`${A}\n`)]).toEqual([{ line: 1, raw: a }]);
    expect([...parser.end('the disk is full')]).toEqual([{ line: 2, error: 'the disk is full' }]);
  });
});

test('reports a record that never ends, keeps little of it, and reads on after it', () => {
  const parser = jsonParser();
  const found = [...parser.push(`[\n${A},\n{"id":"`)];
  for (let megabyte = 0; megabyte < 40; megabyte++) found.push(...parser.push('x'.repeat(1024 * 1024)));
  found.push(...parser.push(`"},\n${B}]`), ...parser.end(null));
  expect(found).toEqual([
    { line: 2, raw: a },
    { line: 3, error: 'larger than 16 MiB' },
    { line: 4, raw: b },
  ]);
});

test('reports a record that never ends once, even if it is broken too', () => {
  const parser = jsonParser();
  const found = [...parser.push('{"id":"')];
  for (let megabyte = 0; megabyte < 17; megabyte++) found.push(...parser.push('x'.repeat(1024 * 1024)));
  found.push(...parser.push(`\n${B}`), ...parser.end(null));
  expect(found).toEqual([
    { line: 1, error: 'larger than 16 MiB' },
    { line: 2, raw: b },
  ]);
});
