import type { AccountView } from '../../domain/account/account';
import type { UnprovenWriter, UnprovenWrites } from '../../domain/enforcement/unprovenWrites';
import { accountName } from '../accountName';
import { inDigits } from '../words/counted';
import {
  moreWriters,
  notReported,
  WRITES_CAPTION,
  WRITES_COLUMNS,
  WRITES_TITLE,
  writesInWords,
} from '../words/writes';
import { Cell, HeaderRow, Person, Section, Time } from './parts';

const MOST_ROWS = 100;
const HOW_TO = 'https://learn.microsoft.com/azure/governance/policy/tutorials/mfa-enforcement';

type Props = { readonly writes: UnprovenWrites; readonly accounts: readonly AccountView[] };

/** The accounts that change Azure resources without MFA. */
export function WritesSection({ writes, accounts }: Props) {
  return (
    <Section id="writes" title={WRITES_TITLE}>
      {writes.noted === 0 ? <NotReported writes={writes} /> : <Writers writes={writes} accounts={accounts} />}
    </Section>
  );
}

function NotReported({ writes }: { readonly writes: UnprovenWrites }) {
  const { sentence, link } = notReported(writes);
  return (
    <p class="empty">
      {sentence} <a href={HOW_TO}>{link}</a>
    </p>
  );
}

function Writers({ writes, accounts }: Props) {
  const { writers } = writes;
  if (writers.length === 0) return <p class="empty">{writesInWords(writes)}</p>;
  const shown = writers.slice(0, MOST_ROWS);
  const byId = new Map(accounts.map((account) => [account.userId, account]));
  return (
    <>
      <p class="muted">{writesInWords(writes)}</p>
      <table class="rows writes">
        <caption>{WRITES_CAPTION}</caption>
        <HeaderRow labels={Object.values(WRITES_COLUMNS)} />
        <tbody>
          {shown.map((writer) => (
            <WriterRow key={writer.userId} writer={writer} account={byId.get(writer.userId)} />
          ))}
        </tbody>
      </table>
      {shown.length < writers.length && <p class="rest">{moreWriters(writers.length - shown.length)}</p>}
    </>
  );
}

function WriterRow(props: { readonly writer: UnprovenWriter; readonly account: AccountView | undefined }) {
  const { writer, account } = props;
  const { userId, userPrincipalName } = writer;
  return (
    <tr>
      <th scope="row">
        <Person {...accountName(account ?? { userId, userPrincipalName, userDisplayName: null })} />
      </th>
      <Cell label={WRITES_COLUMNS.wentThrough}>{inDigits(writer.wentThrough)}</Cell>
      <Cell label={WRITES_COLUMNS.stopped}>{inDigits(writer.stopped)}</Cell>
      <Cell label={WRITES_COLUMNS.last}>
        <Time iso={writer.last} />
      </Cell>
    </tr>
  );
}
