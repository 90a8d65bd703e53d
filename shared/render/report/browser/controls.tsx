import { useRef, useState } from 'preact/hooks';
import {
  ANY,
  CLEAR,
  COPY_ADDRESSES,
  copiedInWords,
  FILTER_WORDS,
  filtersInWords,
  REVERSED,
  SAVE_CSV,
  SEARCH,
  SEARCH_HINT,
  SORT,
  SORT_WORDS,
} from '../../words/reportPage';
import { type AccountFilter, FILTERS, type FilterName, SORTS, type Sort } from '../address';
import type { PageData } from '../pageData';
import { optionsOf } from './options';
import { copyText, saveFile } from './output';
import type { AccountTable, Listing } from './table';

type Props = {
  readonly filter: AccountFilter;
  readonly sort: Sort;
  readonly listing: Listing;
  /** Whether a filter has anything to choose from. */
  readonly differIn: AccountTable['differIn'];
  readonly data: Pick<PageData, 'appNames' | 'generatedAt'>;
  readonly change: (next: { readonly filter?: AccountFilter; readonly sort?: Sort }) => void;
  /** Of all accounts of the list. */
  readonly addresses: readonly string[];
  /** The accounts of the list as CSV. */
  readonly csv: () => string;
};

/** Search, filters and order; and the whole list as addresses or CSV. */
export function Controls({ filter, sort, listing, differIn, data, change, addresses, csv }: Props) {
  const [copied, setCopied] = useState<Listing | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const chosen = FILTERS.filter((name) => filter[name]).length;
  // On a phone, nine controls would stand before the first account.
  const [isOpen] = useState(() => chosen > 0 || matchMedia('(min-width: 761px)').matches);
  const set = (name: FilterName | 'q', value: string) => change({ filter: { ...filter, [name]: value } });
  return (
    <search>
      <form class="controls" onSubmit={(event) => event.preventDefault()}>
        <label class="search">
          {SEARCH}
          <input
            type="search"
            ref={search}
            value={filter.q ?? ''}
            placeholder={SEARCH_HINT}
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => set('q', event.currentTarget.value)}
          />
        </label>
        <details class="filters" open={isOpen}>
          <summary>{filtersInWords(chosen)}</summary>
          <div>
            {FILTERS.filter((name) => filter[name] || differIn(name)).map((name) => (
              <Choice key={name} name={name} filter={filter} listing={listing} data={data} set={set} />
            ))}
            <label>
              {SORT}
              <select
                value={sort.by}
                onChange={({ currentTarget: { value } }) =>
                  change({ sort: { by: SORTS.find((by) => by === value) ?? 'urgency', reversed: false } })
                }
              >
                {SORTS.map((by) => (
                  <option key={by} value={by}>
                    {SORT_WORDS[by]}
                    {sort.by === by && sort.reversed ? `, ${REVERSED.toLowerCase()}` : ''}
                  </option>
                ))}
              </select>
            </label>
          </div>
        </details>
        <p class="buttons">
          {Object.values(filter).some((value) => value !== '') && (
            <button
              type="button"
              onClick={() => {
                change({ filter: {} });
                search.current?.focus();
              }}
            >
              {CLEAR}
            </button>
          )}
          <button
            type="button"
            disabled={addresses.length === 0}
            onClick={async () => {
              if (await copyText(addresses.join('\n'))) setCopied(listing);
            }}
          >
            {COPY_ADDRESSES}
          </button>
          <button
            type="button"
            disabled={listing.passing.length === 0}
            onClick={() => saveFile(`mfa-watch-accounts-${data.generatedAt.slice(0, 10)}.csv`, csv())}
          >
            {SAVE_CSV}
          </button>
          <span class="muted" role="status">
            {copied === listing && copiedInWords(addresses.length)}
          </span>
        </p>
      </form>
    </search>
  );
}

type ChoiceProps = Pick<Props, 'filter' | 'listing' | 'data'> & {
  readonly name: FilterName;
  readonly set: (name: FilterName, value: string) => void;
};

/** One filter, with the number of accounts behind each value. */
function Choice({ name, filter, listing, data, set }: ChoiceProps) {
  const wanted = filter[name] ?? '';
  const options = optionsOf(name, { counts: listing.counts(name), wanted, appNames: data.appNames });
  return (
    <label>
      {FILTER_WORDS[name]}
      <select value={wanted} onChange={({ currentTarget: { value } }) => set(name, value)}>
        <option value="">{ANY}</option>
        {options.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
