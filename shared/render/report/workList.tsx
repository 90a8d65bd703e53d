import { type AccountsByStep, byStep } from '../../domain/digest/firstSteps';
import { plainText } from '../../domain/plainText';
import type { ReportContent } from '../../domain/report';
import { accountName } from '../accountName';
import { ADVICE_WORDS } from '../words/advice';
import { counted, inDigits } from '../words/counted';
import { ADDRESSES, SHOW_IN_LIST, WORK_TITLE } from '../words/reportPage';
import { STEP_WORDS } from '../words/step';
import { groupOf, nextStepOf, quietSince } from './accountGroups';
import { accountAddress, listAddress } from './address';
import { Section } from './parts';

/** The accounts that need a step, by the step that each needs next; what helps most comes first. */
export function WorkList({ content }: { readonly content: ReportContent }) {
  const since = quietSince(content);
  const open = content.accounts.filter((account) => nextStepOf(account, groupOf(account, since)) !== null);
  const steps = byStep(open).filter(hasAction);
  if (steps.length === 0) return null;
  return (
    <Section id="work" title={WORK_TITLE}>
      <ol class="facts work">
        {steps.map((step) => (
          <Step key={step.action} {...step} />
        ))}
      </ol>
    </Section>
  );
}

type WithAction = AccountsByStep & { readonly action: NonNullable<AccountsByStep['action']> };

function hasAction(step: AccountsByStep): step is WithAction {
  return step.action !== null;
}

const MOST_NAMES = 5;

function Step({ action, accounts }: WithAction) {
  const addresses = accounts.flatMap(({ userPrincipalName }) => userPrincipalName ?? []);
  const left = accounts.length - MOST_NAMES;
  return (
    <li class="info">
      <p>
        <b>{STEP_WORDS[action]}:</b> {counted(accounts.length, 'account')}{' '}
        <a href={ADVICE_WORDS[action].url}>{ADVICE_WORDS[action].link}</a>
      </p>
      <p>
        {accounts.slice(0, MOST_NAMES).map((account, index) => (
          <>
            {index > 0 && ', '}
            <a class="to-account" href={accountAddress(account.userId)}>
              <bdi>{accountName(account).name}</bdi>
            </a>
          </>
        ))}
        {left > 0 && ` and ${inDigits(left)} more`}{' '}
        <a class="scripted" href={listAddress({ action })}>
          {SHOW_IN_LIST}
        </a>
      </p>
      {addresses.length > 0 && <Addresses addresses={addresses} />}
    </li>
  );
}

/** One a line, as mail programs and PowerShell take them; a click selects all. */
function Addresses({ addresses }: { readonly addresses: readonly string[] }) {
  const label = `${ADDRESSES} (${inDigits(addresses.length)})`;
  return (
    <details class="addresses">
      <summary>{label}</summary>
      <pre>{addresses.map((address) => plainText(address, 320)).join('\n')}</pre>
    </details>
  );
}
