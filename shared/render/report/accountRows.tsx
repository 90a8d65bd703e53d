import type { ComponentChildren } from 'preact';
import { asksFirst } from '../../domain/digest/firstSteps';
import { accountName } from '../accountName';
import type { AppNames } from '../appList';
import { utcTime } from '../time';
import { READINESS_TONES, STATE_TONES } from '../tones';
import { ASK_FIRST } from '../words/advice';
import { occurrenceInWords } from '../words/cause';
import { deadlineInWords } from '../words/deadline';
import { effectInWords } from '../words/effect';
import { exceptionInWords } from '../words/exception';
import { graceInWords } from '../words/grace';
import { KIND_WORDS } from '../words/kind';
import { outlookOf } from '../words/readiness';
import { ACCOUNT_COLUMNS, NEVER_SEEN, NO_FINDING_OF_ACCOUNT, NOTHING_TO_DO } from '../words/report';
import { rolesInWords } from '../words/roles';
import { STATE_WORDS } from '../words/state';
import { stopInWords } from '../words/stops';
import { accountAddress } from './address';
import { AdviceLine } from './adviceLine';
import type { ShownAccount } from './pageData';
import { Absent, Badge, Cell, HeaderRow, Person, Time } from './parts';

type TableProps = {
  readonly caption: string;
  readonly accounts: readonly ShownAccount[];
  readonly appNames: AppNames;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number;
  /** In place of the plain header row. */
  readonly header?: ComponentChildren;
};

/** Accounts as a table; on a narrow screen, as cards. Each name leads to the page of its account. */
export function AccountRows({ caption, accounts, appNames, now, header }: TableProps) {
  return (
    <table class="rows accounts">
      <caption>{caption}</caption>
      {header ?? <HeaderRow labels={Object.values(ACCOUNT_COLUMNS)} />}
      <tbody>
        {accounts.map((account) => (
          <AccountRow key={account.userId} account={account} appNames={appNames} now={now} />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = Pick<TableProps, 'appNames' | 'now'> & { readonly account: ShownAccount };

function AccountRow({ account, appNames, now }: RowProps) {
  const { kind, state, roles, lastFinding, lastMfa, advice } = account;
  const [first] = advice;
  return (
    <tr>
      <th scope="row">
        <a class="to-account" href={accountAddress(account.userId)}>
          <Person {...accountName(account)} />
        </a>
        <span class="badges">
          <Badge tone={STATE_TONES[state]}>{STATE_WORDS[state]}</Badge>
          {roles.length > 0 && <Badge tone="info">{rolesInWords(roles)}</Badge>}
          <span class="muted">{KIND_WORDS[kind]}</span>
        </span>
      </th>
      <Cell label={ACCOUNT_COLUMNS.status}>
        <AccountStatus account={account} appNames={appNames} now={now} />
      </Cell>
      <Cell label={ACCOUNT_COLUMNS.lastFinding}>
        {lastFinding === null ? <Absent>{NO_FINDING_OF_ACCOUNT}</Absent> : <Time iso={lastFinding} />}
      </Cell>
      <Cell label={ACCOUNT_COLUMNS.lastMfa}>
        {lastMfa === null ? <Absent>{NEVER_SEEN}</Absent> : <Time iso={lastMfa} />}
      </Cell>
      <Cell label={ACCOUNT_COLUMNS.next}>
        {asksFirst(account) && <p>{ASK_FIRST}</p>}
        {first === undefined ? <Absent>{NOTHING_TO_DO}</Absent> : <AdviceLine action={first} />}
      </Cell>
    </tr>
  );
}

/** What happens to the account, and whether it can do MFA. */
export function AccountStatus({ account, appNames, now }: RowProps) {
  const { readiness, lastSignal, exception, grace, deadline, why = [] } = account;
  const { label, reason } = outlookOf(account);
  const effect = effectInWords(account, { appNames, showTime: utcTime });
  return (
    <>
      {effect !== null && (
        <p>
          <b>{effect}</b>
        </p>
      )}
      {why.map((one) => (
        <p key={`${one.app} ${one.cause}`} class="aside">
          {occurrenceInWords(one, appNames, utcTime)}.
        </p>
      ))}
      <p>
        <Badge tone={READINESS_TONES[readiness]}>{label}</Badge> <span class="aside">{reason}</span>
      </p>
      {lastSignal && account.effect.kind !== 'stopped' && why.length === 0 && (
        <p class="aside">{stopInWords(lastSignal, utcTime)}</p>
      )}
      {deadline !== null && <p>{deadlineInWords(deadline, now)}</p>}
      {exception && <p>{exceptionInWords(exception, utcTime)}</p>}
      {grace !== null && <p>{graceInWords(grace, utcTime)}</p>}
    </>
  );
}
