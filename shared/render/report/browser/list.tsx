import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { plainText } from '../../../domain/plainText';
import { accountsCsv } from '../../accountsCsv';
import { counted } from '../../words/counted';
import { GROUP_WORDS } from '../../words/report';
import { ACCOUNTS_TITLE, NO_MATCH, shownInWords } from '../../words/reportPage';
import { GROUP_KEYS } from '../accountGroups';
import { AccountRows } from '../accountRows';
import { listAddress } from '../address';
import { fieldOf, rowAt } from '../columns';
import { LIST_STATUS } from '../dataIds';
import type { PageAccount } from '../pageData';
import { followAddress, noteAddress } from './address';
import { Controls } from './controls';
import type { Accounts } from './data';
import { chosenInWords } from './options';
import { Pager, spanOf } from './pager';
import { firstShown, type Shown, shownAfter } from './shown';
import { SortedHeader } from './sortedHeader';
import { type AccountTable, PAGE_SIZE } from './table';

type Props = Accounts & { readonly table: AccountTable };

/** All accounts: search, filters, order, and a page of rows. */
export function List({ data, accounts, table }: Props) {
  const [shown, setShown] = useState(firstShown);
  const status = useRef<HTMLParagraphElement>(null);
  useEffect(() => followAddress(() => setShown(shownAfter)), []);
  const { filter, sort, pageIndex } = shown;
  const listing = useMemo(() => table.show(filter, sort, pageIndex), [table, shown]);
  const addressOf = useMemo(() => addressesIn(accounts), [accounts]);
  const change = (next: Partial<Shown>) => {
    const changed = { ...shown, pageIndex: 0, ...next };
    setShown(changed);
    noteAddress(listAddress(changed.filter, changed.sort));
  };
  const { passing, page } = listing;
  const note = noteOf(filter.effect ?? '');
  const span = passing.length > PAGE_SIZE ? spanOf(pageIndex, passing.length) : null;
  const chosen = chosenInWords(filter, data.appNames);
  return (
    <>
      <Controls
        filter={filter}
        sort={sort}
        listing={listing}
        differIn={table.differIn}
        data={data}
        change={change}
        addresses={passing.flatMap((row) => addressOf(row) || [])}
        csv={() => accountsCsv(passing.map((row) => rowAt<PageAccount>(accounts, row)))}
      />
      <p class="muted" role="status" id={LIST_STATUS} tabIndex={-1} ref={status}>
        {shownInWords(passing.length, accounts.count, span)}
      </p>
      {chosen !== '' && <p class="muted printed">{chosen}</p>}
      {note !== null && <p class="muted">{note}</p>}
      {passing.length === 0 ? (
        <p class="empty">{NO_MATCH}</p>
      ) : (
        <AccountRows
          caption={`${ACCOUNTS_TITLE}: ${counted(passing.length, 'account')}`}
          accounts={page}
          appNames={data.appNames}
          now={Date.parse(data.generatedAt)}
          header={<SortedHeader sort={sort} change={(next) => change({ sort: next })} />}
        />
      )}
      <Pager
        {...{ pageIndex, of: passing.length }}
        change={(next) => {
          setShown({ ...shown, pageIndex: next });
          status.current?.scrollIntoView();
          status.current?.focus({ preventScroll: true });
        }}
      />
    </>
  );
}

/** The address of an account, by its row; empty if it has none. */
function addressesIn(accounts: Accounts['accounts']): (row: number) => string {
  return fieldOf(accounts, 'userPrincipalName', (upn: string | null | undefined) =>
    plainText(upn ?? '', 320),
  );
}

/** What a heading means, if the list shows the accounts under it. */
function noteOf(group: string): string | null {
  const key = GROUP_KEYS.find((one) => one === group);
  return key === undefined ? null : GROUP_WORDS[key].note;
}
