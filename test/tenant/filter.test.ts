import { describe, expect, test } from '@jest/globals';
import { compileFilter, type Properties } from '../../tenant/odata/filter';
import { boundsOf } from '../../tenant/odata/filterFacts';
import { type Comparison, type Filter, type Literal, parseFilter } from '../../tenant/odata/filterSyntax';
import { BETA_PROPERTIES, V1_PROPERTIES } from '../../tenant/routes/signInProperties';
import { fc } from '../seededFc';

type Item = {
  readonly name: string | null;
  readonly code: number;
  readonly atMs: number;
  readonly on: boolean;
  readonly tags: readonly string[];
};

const COMPARISONS = ['eq', 'ne', 'ge', 'le', 'gt', 'lt'] as const;

const PROPERTIES: Properties<Item> = {
  name: { type: 'text', operators: [...COMPARISONS, 'startsWith'], read: (item) => item.name },
  'status/code': { type: 'number', operators: COMPARISONS, read: (item) => item.code },
  at: { type: 'instant', operators: COMPARISONS, read: (item) => item.atMs },
  on: { type: 'flag', operators: ['eq', 'ne'], read: (item) => item.on },
  tags: { type: 'texts', operators: ['eq', 'ne'], read: (item) => item.tags },
};

function matches(text: string, item: Partial<Item> = {}): boolean {
  const usual: Item = {
    name: "O'Hara",
    code: 0,
    atMs: Date.parse('2026-11-21T12:00:00Z'),
    on: true,
    tags: ['a', 'b'],
  };
  return compileFilter(parseFilter(text), PROPERTIES)({ ...usual, ...item });
}

describe('the filter accepts', () => {
  test.each([
    ["name eq 'O''Hara'", true],
    ["name eq 'O'", false],
    ["startswith(name,'O''H')", true],
    ["startsWith( NAME , 'H' )", false],
    ['status/code eq 0', true],
    ['Status/Code ne 0', false],
    ['status/code gt -1', true],
    ['on eq true', true],
    ['on eq false', false],
    ['at ge 2026-11-21T12:00:00Z', true],
    ['at lt 2026-11-21T12:00:00Z', false],
    ['at le 2026-11-21T12:00:00.0000001Z', true],
    ["tags/any(t: t eq 'b' or t eq 'c')", true],
    ["name in ('x', 'O''Hara')", true],
    ["name in ('x')", false],
    ["tags/any(x:x eq 'c')", false],
    ["tags/any(t: t ne 'a')", true],
    ["(name eq 'x' or on eq true) and status/code eq 0", true],
    ["name eq 'x' and on eq true or status/code eq 0", true],
    ["name eq 'x' and (on eq true or status/code eq 0)", false],
    ["  ( ( name eq 'O''Hara' ) )  ", true],
  ])('%s', (text, expected) => {
    expect(matches(text)).toBe(expected);
  });

  test('a property without a value equals nothing and starts with nothing', () => {
    expect(matches("name eq 'null'", { name: null })).toBe(false);
    expect(matches("name ne 'x'", { name: null })).toBe(true);
    expect(matches("name ge ''", { name: null })).toBe(false);
    expect(matches("startswith(name, '')", { name: null })).toBe(false);
  });
});

describe('the filter refuses', () => {
  test.each([
    '',
    ' ',
    'name',
    'name eq',
    'name eq x',
    "name eq 'x",
    "name eq 'x' and",
    "name eq 'x' name eq 'y'",
    "and name eq 'x'",
    "(name eq 'x'",
    "name eq 'x')",
    "name = 'x'",
    "name EQ 'x'",
    "'x' eq name",
    "not name eq 'x'",
    "contains(name, 'x')",
    "startswith('x', name)",
    'at ge 2026-11-21',
    "at ge '2026-11-21T12:00:00Z'",
    'at ge 2026-13-45T12:00:00Z',
    'at ge 2026-11-21T12:00:00',
    'status/code eq 1.5',
    "status/code eq '0'",
    'on eq 1',
    "on ge 'true'",
    "other eq 'x'",
    "toString eq 'x'",
    "tags eq 'a'",
    "tags/any(t: x eq 'a')",
    "tags/any(t: t gt 'a')",
    "tags/all(t: t eq 'a')",
    'tags/any()',
    "name/any(t: t eq 'a')",
    "startswith(at, '2026')",
  ])('%s', (text) => {
    expect(() => matches(text)).toThrow(
      expect.objectContaining({ status: 400, code: 'BadRequest', message: 'Invalid filter clause' }),
    );
  });
});

describe('the documented properties:', () => {
  const accepts = (text: string, properties: Properties<never>) => {
    try {
      compileFilter(parseFilter(text), properties);
      return true;
    } catch {
      return false;
    }
  };

  test.each([
    ["id eq 'a'", true, true],
    ['createdDateTime ge 2026-11-21T12:00:00Z', true, true],
    ['createdDateTime le 2026-11-21T12:00:00Z', true, true],
    ['createdDateTime gt 2026-11-21T12:00:00Z', false, false],
    ['createdDateTime lt 2026-11-21T12:00:00Z', false, false],
    ["appId eq 'a'", true, true],
    ["appId ne 'a'", false, false],
    ["startswith(appId, 'a')", false, false],
    ["startswith(appDisplayName, 'Azure')", true, true],
    ["resourceId eq 'a'", true, true],
    ["userId eq 'a'", true, true],
    ["startswith(userPrincipalName, 'a')", true, true],
    ['status/errorCode eq 0', true, true],
    ['status/errorCode ne 0', false, false],
    ["startswith(ipAddress, '203.')", true, true],
    ['isInteractive eq true', false, false],
    ["homeTenantId eq 'a'", false, false],
    ["sessionId eq 'a'", false, false],
    ["userType eq 'guest'", false, false],
    ["crossTenantAccessType eq 'none'", false, false],
    ["authenticationRequirement eq 'singleFactorAuthentication'", true, false],
    ["signInEventTypes/any(t: t eq 'nonInteractiveUser')", true, false],
    ["signInEventTypes/any(t: t ne 'interactiveUser')", true, false],
    ["startswith(userAgent, 'azsdk')", true, false],
  ])('%s', (text, inBeta, inV1) => {
    expect([accepts(text, BETA_PROPERTIES), accepts(text, V1_PROPERTIES)]).toEqual([inBeta, inV1]);
  });
});

describe('for any filter and any item', () => {
  const item: fc.Arbitrary<Item> = fc.record({
    name: fc.option(fc.constantFrom('', 'a', 'ab', "a'b", 'b'), { nil: null }),
    code: fc.integer({ min: -2, max: 2 }),
    atMs: fc.integer({ min: 0, max: 3 }).map((day) => Date.UTC(2026, 10, 1 + day)),
    on: fc.boolean(),
    tags: fc.subarray(['a', 'b', 'c']),
  });
  const operator = fc.constantFrom(...COMPARISONS);
  const text = fc.constantFrom('', 'a', 'ab', "a'b", 'c').map((value): Literal => ({ type: 'text', value }));
  const leaf: fc.Arbitrary<Filter> = fc.oneof(
    fc.record({
      kind: fc.constant('compare' as const),
      property: fc.constant('name'),
      operator,
      value: text,
    }),
    fc.record({ kind: fc.constant('startsWith' as const), property: fc.constant('name'), value: text }),
    fc.record({
      kind: fc.constant('compare' as const),
      property: fc.constant('status/code'),
      operator,
      value: fc.integer({ min: -2, max: 2 }).map((value): Literal => ({ type: 'number', value })),
    }),
    fc.record({
      kind: fc.constant('compare' as const),
      property: fc.constant('at'),
      operator,
      value: fc
        .integer({ min: 0, max: 3 })
        .map((day): Literal => ({ type: 'instant', value: Date.UTC(2026, 10, 1 + day) })),
    }),
    fc.record({
      kind: fc.constant('any' as const),
      property: fc.constant('tags'),
      variable: fc.constant('t'),
      condition: fc.record({
        kind: fc.constant('compare' as const),
        property: fc.constant('t'),
        operator: fc.constantFrom('eq' as const, 'ne' as const),
        value: text,
      }),
    }),
  );
  const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.record({
        kind: fc.constantFrom('and' as const, 'or' as const),
        parts: fc.array(tie('filter'), { minLength: 2, maxLength: 3 }),
      }),
    ),
  }));

  test('a written filter reads as the same filter', () => {
    fc.assert(
      fc.property(filter, item, (wanted, given) => {
        expect(compileFilter(parseFilter(written(wanted)), PROPERTIES)(given)).toBe(holds(wanted, given));
      }),
      { numRuns: 500 },
    );
  });

  test('nothing matches outside of the bounds', () => {
    fc.assert(
      fc.property(filter, item, (wanted, given) => {
        const { fromMs, toMs } = boundsOf(wanted, 'at');
        if (given.atMs < fromMs || given.atMs > toMs) expect(holds(wanted, given)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  test('every text is accepted or refused', () => {
    const words = fc.constantFrom(
      'name',
      'at',
      'eq',
      'and',
      'or',
      '(',
      ')',
      "'a'",
      ',',
      ':',
      'tags/any',
      't',
      '2026-11-21T12:00:00Z',
      '-1',
      "'",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(words).map((parts) => parts.join(' ')),
        ),
        (anything) => {
          try {
            compileFilter(parseFilter(anything), PROPERTIES);
          } catch (error) {
            expect(error).toMatchObject({ status: 400 });
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

test('the bounds of a filter come from conditions that must all hold', () => {
  const bounds = (text: string) => boundsOf(parseFilter(text), 'at');
  const [early, late] = ['2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z'];
  expect(bounds(`at ge ${early} and (at le ${late} and on eq true)`)).toEqual({
    fromMs: Date.parse(early),
    toMs: Date.parse(late),
  });
  expect(bounds(`at ge ${early} and at ge ${late}`).fromMs).toBe(Date.parse(late));
  expect(bounds(`at ge ${early} or on eq true`).fromMs).toBe(Number.NEGATIVE_INFINITY);
});

function written(filter: Filter): string {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return `(${filter.parts.map(written).join(` ${filter.kind} `)})`;
    case 'compare':
      return `${filter.property} ${filter.operator} ${literal(filter.value)}`;
    case 'startsWith':
      return `startswith(${filter.property}, ${literal(filter.value)})`;
    case 'any':
      return `${filter.property}/any(${filter.variable}: ${written(filter.condition)})`;
  }
}

function literal({ type, value }: Literal): string {
  if (type === 'text') return `'${value.replaceAll("'", "''")}'`;
  return type === 'instant' ? new Date(value).toISOString() : String(value);
}

/** The same result by another method: a missing name matches only `ne`. */
function holds(filter: Filter, item: Item | string): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.parts.every((part) => holds(part, item));
    case 'or':
      return filter.parts.some((part) => holds(part, item));
    case 'any':
      return typeof item !== 'string' && item.tags.some((tag) => holds(filter.condition, tag));
    case 'startsWith':
      return typeof item !== 'string' && item.name?.startsWith(String(filter.value.value)) === true;
    case 'compare': {
      const value =
        typeof item === 'string'
          ? item
          : { name: item.name, 'status/code': item.code, at: item.atMs }[filter.property];
      const wanted = filter.value.value;
      const order =
        value === null || value === undefined ? null : value < wanted ? -1 : value > wanted ? 1 : 0;
      return ORDERS[filter.operator].includes(order);
    }
  }
}

const ORDERS: Readonly<Record<Comparison, readonly (number | null)[]>> = {
  eq: [0],
  ne: [-1, 1, null],
  ge: [0, 1],
  le: [0, -1],
  gt: [1],
  lt: [-1],
};
