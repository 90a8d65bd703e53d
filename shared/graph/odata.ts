import { encoded } from '../http/encoded';

/** A string literal in a filter. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A query string of which each value is encoded, and each name (`$filter`) stands as it is. */
export function query(parameters: Readonly<Record<string, string | number>>): string {
  const pairs = Object.entries(parameters).map(([name, value]) => `${name}=${encoded(value)}`);
  return `?${pairs.join('&')}`;
}
