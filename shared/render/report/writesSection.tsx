import type { AccountView } from '../../domain/account/account';
import type { UnprovenWriter, UnprovenWrites } from '../../domain/enforcement/unprovenWrites';
import { accountName } from '../accountName';
import { timeBetween } from '../time';
import { counted, inDigits } from '../words/counted';
import { Cell, HeaderRow, Person, Section, Time } from './parts';

const MOST_ROWS = 100;
const HOW_TO = 'https://learn.microsoft.com/azure/governance/policy/tutorials/mfa-enforcement';
const COLUMNS = ['Account', 'Went through', 'Stopped', 'Last'];

type Props = { readonly writes: UnprovenWrites; readonly accounts: readonly AccountView[] };

/** Who changes Azure resources without MFA. */
export function WritesSection({ writes, accounts }: Props) {
  return (
    <Section id="writes" title="Changes to Azure resources without MFA">
      {writes.noted === 0 ? (
        <NothingNoted writes={writes} />
      ) : (
        <Writers writes={writes} accounts={accounts} />
      )}
    </Section>
  );
}

function NothingNoted({ writes: { subscriptions } }: { readonly writes: UnprovenWrites }) {
  return (
    <p class="empty">
      No policy notes them in {counted(subscriptions, 'subscription')} that MFA Watch may read. To see whom
      phase 2 stops, <a href={HOW_TO}>assign Azure's audit policies for MFA</a>.
    </p>
  );
}

function Writers({ writes, accounts }: Props) {
  const { writers, isCut } = writes;
  const shown = writers.slice(0, MOST_ROWS);
  const byId = new Map(accounts.map((account) => [account.userId, account]));
  if (writers.length === 0) {
    return (
      <p class="empty">
        {isCut ? 'None in the part of the Activity Log that could be read' : 'None'}: {spanInWords(writes)}.
      </p>
    );
  }
  return (
    <>
      <p class="muted">
        As policies noted them: {spanInWords(writes)}. Phase 2 stops these accounts.
        {isCut && ' Not all of the log could be read, so each count is at least this.'}
      </p>
      <table class="rows writes">
        <caption>Accounts that changed Azure resources without MFA, most first</caption>
        <HeaderRow labels={COLUMNS} />
        <tbody>
          {shown.map((writer) => (
            <WriterRow key={writer.userId} writer={writer} account={byId.get(writer.userId)} />
          ))}
        </tbody>
      </table>
      {shown.length < writers.length && (
        <p class="rest">And {counted(writers.length - shown.length, 'more account')}.</p>
      )}
    </>
  );
}

function spanInWords({ from, at, read }: UnprovenWrites): string {
  return `the ${timeBetween(from, at)} before the last reading, in ${counted(read, 'subscription')}`;
}

function WriterRow(props: { readonly writer: UnprovenWriter; readonly account: AccountView | undefined }) {
  const { writer, account } = props;
  const { userId, userPrincipalName } = writer;
  return (
    <tr>
      <th scope="row">
        <Person {...accountName(account ?? { userId, userPrincipalName, userDisplayName: null })} />
      </th>
      <Cell label="Went through">{inDigits(writer.wentThrough)}</Cell>
      <Cell label="Stopped">{inDigits(writer.stopped)}</Cell>
      <Cell label="Last">
        <Time iso={writer.last} />
      </Cell>
    </tr>
  );
}
