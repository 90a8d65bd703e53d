import type { TableService } from './tableService';

/** The readers who get one mail together, and their partition in the ledger. */
export type ReaderSet = { readonly partition: string; readonly addresses: readonly string[] };

const MOST_IN_A_MAIL = 50;

/** The readers by mail: as many as one can have, in the order of their addresses. */
export function readerSets(recipients: readonly string[]): ReaderSet[] {
  const sorted = recipients.toSorted((a, b) => a.localeCompare(b));
  const count = Math.ceil(sorted.length / MOST_IN_A_MAIL);
  return Array.from({ length: count }, (_, set) => ({
    partition: set === 0 ? 'digest' : `digest ${set}`,
    addresses: sorted.slice(set * MOST_IN_A_MAIL, (set + 1) * MOST_IN_A_MAIL),
  }));
}

/** Local days on which the product found nothing to report to a set. */
export function quietDays(tables: TableService, { partition }: ReaderSet): ReadonlySet<string> {
  return new Set(
    tables
      .rows('digests')
      .flatMap(({ partitionKey, rowKey, status }) =>
        partitionKey === partition && status === 'quiet' ? [rowKey] : [],
      ),
  );
}
