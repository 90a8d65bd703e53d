import { isoTime } from '../domain/time';

/** A piece of a query. Only `kql` makes one. */
export type Kql = { readonly kql: string };

type Value = Kql | string | number | Date | readonly string[];

/**
 * Writes a query. Each value becomes a literal of the language: a text, a list of texts, a whole number, a moment (to the
 * millisecond), or a piece that was written in the same way. A value can never end its literal, whatever it holds.
 *
 * @throws RangeError for a number that is not whole, and for an invalid date
 * @see https://learn.microsoft.com/kusto/query/scalar-data-types/string (read 2026-11-30)
 */
export function kql(texts: TemplateStringsArray, ...values: readonly Value[]): Kql {
  return {
    kql: texts.map((text, index) => text + (index < values.length ? literal(values[index]) : '')).join(''),
  };
}

function literal(value: Value | undefined): string {
  if (typeof value === 'string') return textLiteral(value);
  if (typeof value === 'number') return wholeLiteral(value);
  if (value instanceof Date) return `datetime(${isoTime(value.getTime())})`;
  if (isList(value)) return listLiteral(value);
  return value?.kql ?? '';
}

function isList(value: Kql | readonly string[] | undefined): value is readonly string[] {
  return Array.isArray(value);
}

function wholeLiteral(value: number): string {
  if (!Number.isSafeInteger(value)) throw new RangeError('Not a whole number.');
  return String(value);
}

/** The language has no empty list in brackets. */
function listLiteral(texts: readonly string[]): string {
  return texts.length === 0 ? '(dynamic([]))' : `(${texts.map(textLiteral).join(', ')})`;
}

/** Everything but printable ASCII is escaped, and so are the quote and the backslash. */
function textLiteral(text: string): string {
  const escaped = text.replace(
    /[^ !#-[\]-~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `"${escaped}"`;
}
