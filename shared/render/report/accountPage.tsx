import type { ComponentChildren } from 'preact';
import { lastStopOf } from '../../domain/account/accountView';
import { asksFirst } from '../../domain/digest/firstSteps';
import { plainText } from '../../domain/plainText';
import { accountName } from '../accountName';
import { appName } from '../appList';
import { entraLinks } from '../entraLinks';
import { utcTime } from '../time';
import { ASK_FIRST } from '../words/advice';
import { evidenceInWords, KIND_WORDS } from '../words/kind';
import { methodsInWords } from '../words/methods';
import { NEVER_SEEN, NO_FINDING_OF_ACCOUNT, NOTHING_TO_DO } from '../words/report';
import { ACCOUNT_FACTS, IN_ENTRA } from '../words/reportPage';
import { requiredByInWords } from '../words/requirement';
import { roleInWords } from '../words/roles';
import { STATE_WORDS } from '../words/state';
import { whatIfInWords } from '../words/whatIf';
import { AccountStatus } from './accountRows';
import { AdviceLine } from './adviceLine';
import type { PageAccount, PageData } from './pageData';
import { Absent } from './parts';

type Props = {
  readonly account: PageAccount;
  readonly data: Omit<PageData, 'accounts'>;
  /** Its sign-ins. */
  readonly children: ComponentChildren;
};

/** Everything that the report knows about one account. */
export function AccountPage({ account, data, children }: Props) {
  const { name, upn } = accountName(account);
  const links = entraLinks(data.cloud, account.userId);
  return (
    <>
      <h1 tabIndex={-1}>
        <bdi>{name}</bdi>
      </h1>
      {upn !== null && (
        <p class="muted">
          <bdi>{upn}</bdi>
        </p>
      )}
      {links && (
        <p class="links">
          {(['user', 'methods', 'signIns'] as const).map((page) => (
            <a key={page} href={links[page]}>
              {IN_ENTRA[page]}
            </a>
          ))}
        </p>
      )}
      <dl class="sheet">
        <Fact label={ACCOUNT_FACTS.status}>
          <AccountStatus account={account} appNames={data.appNames} now={Date.parse(data.generatedAt)} />
        </Fact>
        <Fact label={ACCOUNT_FACTS.next}>
          {asksFirst(account) && <p>{ASK_FIRST}</p>}
          {account.advice.length === 0 ? (
            <Absent>{NOTHING_TO_DO}</Absent>
          ) : (
            account.advice.map((action) => <AdviceLine key={action} action={action} />)
          )}
        </Fact>
        <Lines label={ACCOUNT_FACTS.kind} lines={kindLines(account)} />
        <Lines label={ACCOUNT_FACTS.roles} lines={account.roles.map(roleInWords)} />
        <Lines label={ACCOUNT_FACTS.state} lines={[STATE_WORDS[account.state]]} />
        <Lines label={ACCOUNT_FACTS.apps} lines={account.apps.map((key) => appName(key, data.appNames))} />
        <Lines label={ACCOUNT_FACTS.methods} lines={[methodsInWords(account.registeredMethods)]} />
        <Lines
          label={ACCOUNT_FACTS.firstFinding}
          lines={[timeOr(account.firstFinding, NO_FINDING_OF_ACCOUNT)]}
        />
        <Lines
          label={ACCOUNT_FACTS.lastFinding}
          lines={[timeOr(account.lastFinding, NO_FINDING_OF_ACCOUNT)]}
        />
        <Lines label={ACCOUNT_FACTS.lastMfa} lines={[timeOr(account.lastMfa, NEVER_SEEN)]} />
        <Lines label={ACCOUNT_FACTS.lastStop} lines={[timeOr(lastStopOf(account), NEVER_SEEN)]} />
        <Lines label={ACCOUNT_FACTS.requiredBy} lines={linesOf(requiredByInWords(account.requiredBy))} />
        <Lines
          label={ACCOUNT_FACTS.whatIf}
          lines={linesOf(account.whatIf && whatIfInWords(account.whatIf))}
        />
        <Lines label={ACCOUNT_FACTS.id} lines={[plainText(account.userId)]} />
      </dl>
      {children}
    </>
  );
}

function kindLines({ kind, kindEvidence }: PageAccount): readonly string[] {
  return [`${KIND_WORDS[kind]}.`, ...kindEvidence.map(evidenceInWords)];
}

function linesOf(text: string | null): readonly string[] {
  return text === null ? [] : [text];
}

function timeOr(iso: string | null, absent: string): string {
  return iso === null ? absent : utcTime(iso);
}

function Fact({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Nothing if there are none. */
function Lines({ label, lines }: { readonly label: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <Fact label={label}>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Fact>
  );
}
