import { fc } from '../seededFc';
import type { Schema } from './document';

/** In each text that a caller of these tests makes up. No log line may hold it. */
export const CANARY = 'canary7f3a';

/** What attackers and slips send: quotes and filters, paths, markup, controls, names of JavaScript, and text of all the world. */
const HOSTILE = [
  '',
  ' ',
  '\u0000',
  '\n',
  '\u2028',
  'null',
  'undefined',
  'NaN',
  '[object Object]',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  "' or '1' eq '1",
  "''",
  'x" | take 1 //',
  '%00',
  '%2e%2e%2f',
  '%E0%A4%A',
  '+',
  '*',
  '#',
  '?',
  '&a=b',
  '/\\#?%~',
  '<script>alert(1)</script>',
  '=cmd|calc',
  '{{7*7}}',
  '\u202e\ufeff',
  'ﬀ İ ß',
  '😀👩‍👩‍👧',
  'a,b',
  '\r\nset-cookie: x=1',
].map((text) => (text.trim() === '' || text.length < 3 ? text : `${text}${CANARY}`));

const hostile = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary', maxLength: 30 }).map((text) => `${text}${CANARY}`),
);

const NUMBERS = [
  '',
  ' 5 ',
  '+5',
  '-1',
  '1e2',
  '0x10',
  '5.0',
  '05',
  '٣',
  '1_000',
  '1n',
  'Infinity',
  '9'.repeat(30),
];

/** Texts for the schema of a parameter: mostly such as it may mean, from its bounds outwards, and some that nobody means. */
export function textsFor(schema: Schema, known: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof({ weight: 9, arbitrary: likely(schema, known) }, { weight: 1, arbitrary: hostile });
}

function likely(schema: Schema, known: readonly string[]): fc.Arbitrary<string> {
  if (Array.isArray(schema.anyOf)) return fc.oneof(...schema.anyOf.map((one: Schema) => likely(one, known)));
  if (Array.isArray(schema.enum))
    return mostly(fc.constantFrom(...schema.enum.map(String)), fc.constant('other'));
  if (schema.type === 'integer') return integers(Number(schema.minimum), Number(schema.maximum));
  if (schema.format === 'date')
    return mostly(
      dates.map((time) => time.slice(0, 10)),
      fc.constant('2026-02-30'),
    );
  if (schema.format === 'date-time')
    return mostly(dates, fc.constantFrom('2026-01-01T25:00:00Z', '2026-01-01T00:00:00'));
  return texts(Number(schema.maxLength), known);
}

function mostly(sound: fc.Arbitrary<string>, other: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof({ weight: 12, arbitrary: sound }, { weight: 1, arbitrary: other });
}

function integers(least: number, most: number): fc.Arbitrary<string> {
  const bounds = [least - 1, least, most, most + 1].map(String);
  return fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: least, max: most }).map(String) },
    { weight: 2, arbitrary: fc.constantFrom(...bounds) },
    { weight: 1, arbitrary: fc.constantFrom(...NUMBERS) },
  );
}

const DAY_MS = 24 * 60 * 60 * 1_000;
/** Mostly of the months to come, in which exceptions end, and of those whose findings are stored. */
const dates = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .integer({ min: -400, max: 360 })
      .map((days) => new Date(Date.now() + days * DAY_MS).toISOString()),
  },
  { weight: 1, arbitrary: fc.constantFrom('0000-01-01T00:00:00+14:00', '9999-12-31T23:59:59-14:00') },
  { weight: 1, arbitrary: fc.constant(`2026-01-01T00:00:00.${'0'.repeat(40)}Z`) },
);

function texts(most: number, known: readonly string[]): fc.Arbitrary<string> {
  const longest = Number.isFinite(most) ? most : 100;
  const bounds = fc.constantFrom(longest - 1, longest, longest + 1).map((length) => 'x'.repeat(length));
  return fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: bounds },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }) },
  );
}

/** Values for the schema of a body or a part of it, likewise. */
export function valuesFor(
  schema: Schema,
  known: (property: string) => readonly string[],
): fc.Arbitrary<unknown> {
  const { properties, required = [] } = schema as {
    properties: Readonly<Record<string, Schema>>;
    required?: readonly string[];
  };
  const fields = Object.entries(properties).map(([name, property]): [string, fc.Arbitrary<unknown>] => [
    name,
    fc.oneof({ weight: 15, arbitrary: valueFor(property, known(name)) }, { weight: 1, arbitrary: odd }),
  ]);
  const whole = fc.record(Object.fromEntries(fields), { requiredKeys: [...required] });
  return fc.oneof(
    { weight: 10, arbitrary: whole },
    { weight: 1, arbitrary: fc.record(Object.fromEntries(fields), { requiredKeys: [] }) },
    {
      weight: 1,
      arbitrary: fc.tuple(whole, hostile, odd).map(([value, name, more]) => withField(value, name, more)),
    },
    { weight: 1, arbitrary: odd },
  );
}

function valueFor(schema: Schema, known: readonly string[]): fc.Arbitrary<unknown> {
  if (schema.type !== 'array') return textsFor(schema, known);
  const item = textsFor(schema.items as Schema, known);
  const most = Number(schema.maxItems);
  return fc.oneof(
    { weight: 10, arbitrary: fc.array(item, { minLength: 1, maxLength: 3 }) },
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.constantFrom(most, most + 1).map((length) => Array(length).fill('nobody')) },
  );
}

/** An own field, even if it is named `__proto__`. */
function withField(value: object, name: string, more: unknown): unknown {
  return Object.fromEntries([...Object.entries(value), [name, more]]);
}

const odd = fc.oneof(
  fc.constantFrom(null, true, 0, -1, 1e308, [], {}, [[]], { $gt: '' }),
  fc.jsonValue({ maxDepth: 2 }),
  hostile,
);
