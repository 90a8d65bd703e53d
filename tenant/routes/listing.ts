import type { GraphCall } from '../graphCall';
import { compileFilter, type Properties } from '../odata/filter';
import { parseFilter } from '../odata/filterSyntax';
import { pageSize, readOptions, selected } from '../odata/queryOptions';
import { nextLink, positionIn } from '../odata/skipToken';
import type { Service } from './route';

export type Listing<T> = {
  readonly context: string;
  readonly items: readonly T[];
  readonly properties: Properties<T>;
  readonly show?: (item: T, expand: string | undefined) => object;
  /** The names that `$select` accepts, if not every item has all properties, and the names that are shown without it. */
  readonly select?: { readonly names: readonly string[]; readonly usual: string };
};

const USUAL_PAGE = 100;

/** A page of a small collection, as JSON. */
export function listed<T extends object>(service: Service, call: GraphCall, listing: Listing<T>): string {
  const options = readOptions(call.query, ['$filter', '$top', '$skiptoken', '$select', '$expand', '$count']);
  const { items, properties, show = (item) => item, select } = listing;
  const matches =
    options.$filter === undefined ? () => true : compileFilter(parseFilter(options.$filter), properties);
  const matching = items.filter(matches);
  const start = (positionIn(options.$skiptoken, call, service.skipTokenMs) ?? -1) + 1;
  const end = start + pageSize(options.$top, service.pageSize ?? USUAL_PAGE);
  return JSON.stringify({
    '@odata.context': `${call.origin}/${call.version}/$metadata#${listing.context}`,
    ...(end < matching.length && { '@odata.nextLink': nextLink(call, end - 1) }),
    value: matching
      .slice(start, end)
      .map((item) => selected(show(item, options.$expand), options.$select ?? select?.usual, select?.names)),
  });
}
