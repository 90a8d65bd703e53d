import { type Comparison, type Filter, invalidFilter, type Literal } from './filterSyntax';

export type Matches<T> = (item: T) => boolean;

/** The filters that one property accepts. All others are refused, as the service does. */
export type Property<T> =
  | {
      readonly type: Literal['type'];
      readonly operators: readonly (Comparison | 'startsWith')[];
      readonly read: (item: T) => string | number | boolean | null;
    }
  | {
      /** A list of texts, filtered with `any`. */
      readonly type: 'texts';
      readonly operators: readonly Comparison[];
      readonly read: (item: T) => readonly string[];
    };

/** By property path in lower case. */
export type Properties<T> = Readonly<Record<string, Property<T>>>;

/** @throws Refusal 400 for a property, operator or literal that the service does not accept */
export function compileFilter<T>(filter: Filter, properties: Properties<T>): Matches<T> {
  switch (filter.kind) {
    case 'and': {
      const parts = filter.parts.map((part) => compileFilter(part, properties));
      return (item) => parts.every((matches) => matches(item));
    }
    case 'or': {
      const parts = filter.parts.map((part) => compileFilter(part, properties));
      return (item) => parts.some((matches) => matches(item));
    }
    case 'compare':
      return compileTest(filter.property, filter.operator, { value: filter.value, properties });
    case 'startsWith':
      return compileTest(filter.property, 'startsWith', { value: filter.value, properties });
    case 'any':
      return compileAny(filter, properties);
  }
}

function compileTest<T>(
  path: string,
  operator: Comparison | 'startsWith',
  { value, properties }: { readonly value: Literal; readonly properties: Properties<T> },
): Matches<T> {
  const property = propertyAt(properties, path);
  if (property.type !== value.type || !property.operators.some((known) => known === operator))
    throw invalidFilter();
  const { read } = property;
  const test = TESTS[operator];
  const operand = value.value;
  return (item) => test(read(item), operand);
}

function compileAny<T>(filter: Extract<Filter, { kind: 'any' }>, properties: Properties<T>): Matches<T> {
  const property = propertyAt(properties, filter.property);
  if (property.type !== 'texts') throw invalidFilter();
  const { operators, read } = property;
  const element: Property<string> = { type: 'text', operators, read: (text) => text };
  const matches = compileFilter(filter.condition, { [filter.variable]: element });
  return (item) => read(item).some(matches);
}

function propertyAt<T>(properties: Properties<T>, path: string): Property<T> {
  const property = Object.hasOwn(properties, path) ? properties[path] : undefined;
  if (property === undefined) throw invalidFilter();
  return property;
}

type Value = string | number | boolean | null;

const TESTS: Readonly<
  Record<Comparison | 'startsWith', (value: Value, operand: Exclude<Value, null>) => boolean>
> = {
  eq: (value, operand) => value === operand,
  ne: (value, operand) => value !== operand,
  ge: (value, operand) => value !== null && value >= operand,
  le: (value, operand) => value !== null && value <= operand,
  gt: (value, operand) => value !== null && value > operand,
  lt: (value, operand) => value !== null && value < operand,
  startsWith: (value, operand) => typeof value === 'string' && value.startsWith(String(operand)),
};
