import { badRequest } from '../refusal';

export type QueryOption = '$filter' | '$top' | '$skiptoken' | '$orderby' | '$select' | '$expand' | '$count';

/** The query options of one request, by their lower-case names. */
export type QueryOptions = Readonly<Partial<Record<QueryOption, string>>>;

/** @throws Refusal 400 for an option that the call does not accept, or that occurs twice */
export function readOptions(query: URLSearchParams, accepted: readonly QueryOption[]): QueryOptions {
  const options: Partial<Record<QueryOption, string>> = {};
  for (const [name, value] of query) {
    if (!name.startsWith('$')) continue;
    const option = accepted.find((known) => known === name.toLowerCase());
    if (option === undefined) throw badRequest(`The query option '${name}' is not supported.`);
    if (options[option] !== undefined)
      throw badRequest(`Query option '${name}' was specified more than once.`);
    options[option] = value;
  }
  return options;
}

/** @throws Refusal 400 */
export function pageSize(top: string | undefined, most: number): number {
  if (top === undefined) return most;
  const size = /^\d+$/.test(top) ? Number(top) : 0;
  if (size < 1) throw badRequest(`Invalid value '${top}' for $top query option found.`);
  if (size > 1_000) throw badRequest('Invalid page size specified: it must be between 1 and 1000 inclusive.');
  return Math.min(size, most);
}

/** Whether `$orderby` asks for ascending order; `null` if there is no `$orderby`. @throws Refusal 400 */
export function ascending(orderby: string | undefined, properties: readonly string[]): boolean | null {
  if (orderby === undefined) return null;
  const [name = '', direction = 'asc', ...rest] = orderby.trim().split(/\s+/);
  const known = properties.some((property) => property.toLowerCase() === name.toLowerCase());
  if (!known || rest.length > 0 || !['asc', 'desc'].includes(direction)) {
    throw badRequest(`Sorting by '${orderby}' is not supported.`);
  }
  return direction === 'asc';
}

/**
 * The selected properties, and the annotations of OData.
 *
 * @param names every name that may be selected, if not every object has all of them
 * @throws Refusal 400 for any other name
 */
export function selected(
  object: object,
  select: string | undefined,
  names: readonly string[] = Object.keys(object),
): object {
  if (select === undefined) return object;
  const asked = select.split(',').map((name) => name.trim());
  const unknown = asked.find((name) => !names.includes(name));
  if (unknown !== undefined) throw badRequest(`Could not find a property named '${unknown}'.`);
  return Object.fromEntries(
    Object.entries(object).filter(([name]) => name.startsWith('@odata') || asked.includes(name)),
  );
}
