import {
  columnFacetingFeature,
  columnFilteringFeature,
  constructTable,
  createColumnHelper,
  createFacetedRowModel,
  createFacetedUniqueValues,
  createFilteredRowModel,
  createPaginatedRowModel,
  createSortedRowModel,
  type FilterFn,
  rowPaginationFeature,
  rowSortingFeature,
  sortFn_basic,
  tableFeatures,
} from '@tanstack/table-core';
import { storeReactivityBindings } from '@tanstack/table-core/store-reactivity-bindings';
import { accountName } from '../../accountName';
import type { AppNames } from '../../appList';
import { type AccountFilter, FILTERS, type FilterName, type Sort } from '../address';
import { type Columns, fieldOf, rowAt } from '../columns';
import { filterValues } from '../filterValues';
import type { PageAccount } from '../pageData';
import { isFoundIn, searchTexts } from '../searching';

export const PAGE_SIZE = 50;

const features = tableFeatures({
  coreReactivityFeature: storeReactivityBindings(),
  columnFilteringFeature,
  filteredRowModel: createFilteredRowModel(),
  columnFacetingFeature,
  facetedRowModel: createFacetedRowModel(),
  facetedUniqueValues: createFacetedUniqueValues(),
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { basic: sortFn_basic },
  rowPaginationFeature,
  paginatedRowModel: createPaginatedRowModel(),
});

type Features = typeof features;
/** A row of the data. Ten thousand accounts as objects take longer to make than to filter. */
type Row = { readonly row: number };
const column = createColumnHelper<Features, Row>();

const hasValue: FilterFn<Features, Row> = (row, id, wanted: string) =>
  row.getValue<readonly string[]>(id).includes(wanted);
const isFound: FilterFn<Features, Row> = (row, id, words: string) =>
  isFoundIn(row.getValue<string>(id), words);

/** What the list shows, for one address. */
export type Listing = {
  /** The rows of all that pass the filter, in the order of the list. */
  readonly passing: readonly number[];
  /** The page of them. */
  readonly page: readonly PageAccount[];
  /** The number of accounts for each value of a filter, as the other filters leave them. */
  readonly counts: (name: FilterName) => ReadonlyMap<string, number>;
};

export type AccountTable = {
  /** Whether the accounts differ in what a filter asks. */
  readonly differIn: (name: FilterName) => boolean;
  /** Makes the texts for the search, which the first letter would wait for. */
  readonly prepare: () => void;
  readonly show: (filter: AccountFilter, sort: Sort, pageIndex: number) => Listing;
};

/** Filters, sorts and counts the accounts, whose rows are of the type PageAccount. */
export function accountTable(accounts: Columns, appNames: AppNames): AccountTable {
  const values = filterValues(accounts);
  const rows = Array.from({ length: accounts.count }, (_, row) => ({ row }));
  const text = searchTexts(accounts, appNames);
  const field = <V, R>(name: keyof PageAccount, make: (value: V | undefined) => R) =>
    fieldOf(accounts, name, make);
  const byName = placesByName(accounts);
  const lastFinding = field('lastFinding', newestFirst);
  const lastMfa = field('lastMfa', newestFirst);
  const columns = column.columns([
    column.accessor(({ row }) => text(row), { id: 'q', filterFn: isFound }),
    ...FILTERS.map((filter) =>
      column.accessor(({ row }) => values[filter](row), {
        id: filter,
        filterFn: hasValue,
        getUniqueValues: ({ row }) => values[filter](row),
      }),
    ),
    column.accessor(({ row }) => row, { id: 'urgency', sortFn: 'basic' }),
    column.accessor(({ row }) => byName(row), { id: 'name', sortFn: 'basic' }),
    column.accessor(({ row }) => lastFinding(row), { id: 'lastFinding', sortFn: 'basic' }),
    column.accessor(({ row }) => lastMfa(row), { id: 'lastMfa', sortFn: 'basic' }),
  ]);
  const table = constructTable({
    features,
    columns,
    data: rows,
    initialState: { pagination: { pageIndex: 0, pageSize: PAGE_SIZE } },
    autoResetPageIndex: false,
  });
  return {
    differIn: (filter) => {
      const first = values[filter](0);
      return rows.some(({ row }) => values[filter](row) !== first && `${values[filter](row)}` !== `${first}`);
    },
    prepare: () => {
      for (const row of table.getCoreRowModel().rows) row.getValue('q');
    },
    show: (filter, { by, reversed }, pageIndex) => {
      const wanted = ['q', ...FILTERS] as const;
      table.setColumnFilters(
        wanted.flatMap((id) => (filter[id] === undefined ? [] : [{ id, value: filter[id] }])),
      );
      // The accounts come in the order of their urgency.
      table.setSorting(by === 'urgency' && !reversed ? [] : [{ id: by, desc: reversed }]);
      table.setPagination({ pageIndex, pageSize: PAGE_SIZE });
      return {
        passing: table.getSortedRowModel().rows.map(({ original }) => original.row),
        page: table.getRowModel().rows.map(({ original }) => rowAt<PageAccount>(accounts, original.row)),
        counts: (id) => table.getColumn(id)?.getFacetedUniqueValues() ?? new Map(),
      };
    },
  };
}

/** The newest first, unless the order is reversed; accounts without one at the end. */
function newestFirst(iso: string | null | undefined): number {
  return iso ? -Date.parse(iso) : 0;
}

/** The place of each account in the order of names, as a reader sorts them. */
function placesByName(accounts: Columns): (row: number) => number {
  const places: number[] = [];
  const make = () => {
    const names = Array.from(
      { length: accounts.count },
      (_, row) => accountName(rowAt<PageAccount>(accounts, row)).name,
    );
    const { compare } = new Intl.Collator('en');
    const rows = names.map((_, row) => row).sort((a, b) => compare(names[a] ?? '', names[b] ?? ''));
    for (const [place, row] of rows.entries()) places[row] = place;
  };
  return (row) => {
    if (places.length === 0) make();
    return places[row] ?? 0;
  };
}
