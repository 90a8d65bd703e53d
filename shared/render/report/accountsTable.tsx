import type { AccountView } from '../../domain/account/account';
import type { Action } from '../../domain/account/advice';
import type { KindEvidence } from '../../domain/account/kindEvidence';
import type { ReportContent } from '../../domain/report';
import { accountName } from '../accountName';
import { type AppNames, appName } from '../appList';
import { utcTime } from '../time';
import { READINESS_TONES, STATE_TONES } from '../tones';
import { ADVICE_WORDS } from '../words/advice';
import { occurrenceInWords } from '../words/cause';
import { inDigits } from '../words/counted';
import { deadlineInWords } from '../words/deadline';
import { effectInWords } from '../words/effect';
import { exceptionInWords } from '../words/exception';
import { graceInWords } from '../words/grace';
import { evidenceInWords, KIND_WORDS } from '../words/kind';
import { outlookOf } from '../words/readiness';
import { ACCOUNT_COLUMNS, GROUP_WORDS, moreAccounts, NOTHING_TO_DO } from '../words/report';
import { requiredByInWords } from '../words/requirement';
import { rolesInWords } from '../words/roles';
import { STATE_WORDS } from '../words/state';
import { stopInWords } from '../words/stops';
import { whatIfInWords } from '../words/whatIf';
import { type AccountGroup, accountGroups } from './accountGroups';
import { Badge, Cell, HeaderRow, Person, Prose, Time } from './parts';

export function AccountsTables({ content }: { readonly content: ReportContent }) {
  return (
    <>
      {accountGroups(content).map((group) => (
        <Group key={group.key} group={group} content={content} />
      ))}
    </>
  );
}

type GroupProps = { readonly group: AccountGroup; readonly content: ReportContent };

/** Groups that need no action are folded. */
function Group({ group, content }: GroupProps) {
  const { title, note } = GROUP_WORDS[group.key];
  const heading = (
    <h3>
      {title} <span class="count">{inDigits(group.total)}</span>
    </h3>
  );
  const body = (
    <>
      <p class="muted">{note}</p>
      {group.shown.length > 0 && <AccountsTable title={title} accounts={group.shown} content={content} />}
      <Rest group={group} content={content} />
    </>
  );
  const folded = group.key === 'quiet' || group.key === 'settled';
  return folded ? (
    <details class="group">
      <summary>{heading}</summary>
      {body}
    </details>
  ) : (
    <div class="group">
      {heading}
      {body}
    </div>
  );
}

function Rest({ group: { total, shown }, content }: GroupProps) {
  const left = total - shown.length;
  if (left === 0) return null;
  return (
    <p class="rest">
      <Prose text={moreAccounts(left, content)} />
    </p>
  );
}

type TableProps = Pick<GroupProps, 'content'> & {
  readonly title: string;
  readonly accounts: readonly AccountView[];
};

function AccountsTable({ title, accounts, content }: TableProps) {
  const now = Date.parse(content.generatedAt);
  return (
    <table class="rows accounts">
      <caption>{title}</caption>
      <HeaderRow labels={Object.values(ACCOUNT_COLUMNS)} />
      <tbody>
        {accounts.map((account) => (
          <AccountRow key={account.userId} account={account} appNames={content.appNames} now={now} />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = {
  readonly account: AccountView;
  readonly appNames: AppNames;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number;
};

function AccountRow({ account, appNames, now }: RowProps) {
  const { kind, kindEvidence, state, roles, readiness, apps, lastFinding, lastMfa, lastSignal, advice } =
    account;
  const { label, reason } = outlookOf(account);
  const { exception, grace, deadline, why = [] } = account;
  const required = requiredByInWords(account.requiredBy);
  const effect = effectInWords(account, { appNames, showTime: utcTime });
  const entra = account.whatIf && whatIfInWords(account.whatIf);
  return (
    <tr>
      <th scope="row">
        <Person {...accountName(account)} />
        <span class="badges">
          <Badge tone={STATE_TONES[state]}>{STATE_WORDS[state]}</Badge>
          {roles.length > 0 && <Badge tone="info">{rolesInWords(roles)}</Badge>}
          <span class="muted">{KIND_WORDS[kind]}</span>
        </span>
        {kindEvidence.length > 0 && <Evidence evidence={kindEvidence} />}
      </th>
      <Cell label={ACCOUNT_COLUMNS.status}>
        {effect !== null && (
          <p>
            <b>{effect}</b>
          </p>
        )}
        {why.map((one) => (
          <p key={`${one.app} ${one.cause}`}>{occurrenceInWords(one, appNames, utcTime)}.</p>
        ))}
        <Badge tone={READINESS_TONES[readiness]}>{label}</Badge>
        <p>{reason}</p>
        {lastSignal && account.effect.kind !== 'stopped' && why.length === 0 && (
          <p>{stopInWords(lastSignal, utcTime)}</p>
        )}
        {deadline !== null && <p>{deadlineInWords(deadline, now)}</p>}
        {required !== null && <p>{required}</p>}
        {exception && <p>{exceptionInWords(exception, utcTime)}</p>}
        {grace !== null && <p>{graceInWords(grace, utcTime)}</p>}
        {entra !== null && <p>{entra}</p>}
      </Cell>
      <Cell label={ACCOUNT_COLUMNS.apps}>
        {apps.length === 0 ? (
          <Absent>None</Absent>
        ) : (
          apps.map((key) => <p key={key}>{appName(key, appNames)}</p>)
        )}
      </Cell>
      <Cell label={ACCOUNT_COLUMNS.lastFinding}>
        {lastFinding === null ? <Absent>None</Absent> : <Time iso={lastFinding} />}
      </Cell>
      <Cell label={ACCOUNT_COLUMNS.lastMfa}>
        {lastMfa === null ? <Absent>Never seen</Absent> : <Time iso={lastMfa} />}
      </Cell>
      <Cell label={ACCOUNT_COLUMNS.next}>
        {advice.length === 0 ? <Absent>{NOTHING_TO_DO}</Absent> : <Steps actions={advice} />}
      </Cell>
    </tr>
  );
}

function Evidence({ evidence }: { readonly evidence: readonly KindEvidence[] }) {
  return (
    <details>
      <summary>Evidence</summary>
      {evidence.map(evidenceInWords).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </details>
  );
}

function Absent({ children }: { readonly children: string }) {
  return <span class="muted">{children}</span>;
}

function Steps({ actions }: { readonly actions: readonly Action[] }) {
  return (
    <>
      {actions.map((action) => {
        const { sentence, url, link } = ADVICE_WORDS[action];
        return (
          <p key={action}>
            {sentence} <a href={url}>{link}</a>
          </p>
        );
      })}
    </>
  );
}
