import { ACCOUNT_COLUMNS } from '../../words/report';
import type { Sort } from '../address';

const SORTS: Readonly<Partial<Record<keyof typeof ACCOUNT_COLUMNS, Sort['by']>>> = {
  account: 'name',
  status: 'urgency',
  lastFinding: 'lastFinding',
  lastMfa: 'lastMfa',
};

/** The newest time comes first, so that the order of times descends unless it is reversed. */
const DESCENDS: ReadonlySet<Sort['by']> = new Set<Sort['by']>(['lastFinding', 'lastMfa', 'urgency']);

type Props = { readonly sort: Sort; readonly change: (sort: Sort) => void };

/** A header row whose columns sort the list; a second press reverses the order. */
export function SortedHeader({ sort, change }: Props) {
  return (
    <thead>
      <tr>
        {(Object.keys(ACCOUNT_COLUMNS) as (keyof typeof ACCOUNT_COLUMNS)[]).map((name) => {
          const by = SORTS[name];
          const label = ACCOUNT_COLUMNS[name];
          if (by === undefined)
            return (
              <th key={name} scope="col">
                {label}
              </th>
            );
          const isSorted = sort.by === by;
          return (
            <th key={name} scope="col" aria-sort={isSorted ? direction(sort) : undefined}>
              <button
                type="button"
                class="sorter"
                onClick={() => change({ by, reversed: isSorted && !sort.reversed })}
              >
                {label}
                <span aria-hidden="true">{isSorted ? ARROWS[direction(sort)] : ''}</span>
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

const ARROWS = { ascending: ' ↑', descending: ' ↓' } as const;

function direction({ by, reversed }: Sort): 'ascending' | 'descending' {
  return DESCENDS.has(by) === reversed ? 'ascending' : 'descending';
}
