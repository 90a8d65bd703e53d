import type { AccountView } from '../account/account';
import { worstFirst } from '../account/accountView';
import { type AccountAnswers, WHAT_IF_ANSWERS, type WhatIfAnswer } from '../account/answers';
import { isOpen } from '../trend/dayCounts';
import { demandOf } from './demand';
import type { Policy } from './policy';

/** What Entra says of one policy and one sign-in. */
export type Evaluated = {
  readonly policy: Pick<Policy, 'id' | 'state' | 'controls'>;
  readonly applies: boolean;
  /** Why it does not, as Graph spells it: one word, or several with commas between; `null` where it does. */
  readonly reasons: string | null;
};

/** Of a guest, which Entra is told with the question: it does not look for it in the directory. */
export type GuestAsked = { readonly homeTenantId: string | null };

export type WhatIfReply =
  | { readonly kind: 'said'; readonly evaluated: readonly Evaluated[] }
  /** `code` is Graph's own. */
  | { readonly kind: 'unanswered'; readonly code: string };

export type WhatIf = {
  /** When Entra was asked, ISO 8601 UTC. */
  readonly at: string;
  /** How many accounts matter; of the worst of them it was asked. */
  readonly matter: number;
  /** By user id. */
  readonly accounts: Readonly<Record<string, AccountAnswers>>;
};

/** Those that get in without proven MFA, and those that must get in whatever happens; worst first. */
export function accountsThatMatter(views: readonly AccountView[]): readonly AccountView[] {
  return views
    .filter((view) => isOpen(view) || (view.kind === 'breakGlass' && view.state !== 'excepted'))
    .toSorted(worstFirst);
}

export function whatIfAnswer(evaluated: readonly Evaluated[]): WhatIfAnswer {
  const answers = evaluated.map(answerOf);
  return WHAT_IF_ANSWERS.find((answer) => answers.includes(answer)) ?? 'nothing';
}

function answerOf({ policy, applies, reasons }: Evaluated): WhatIfAnswer {
  if (policy.state !== 'enabled') return 'nothing';
  if (applies && policy.controls.builtIn.includes('block')) return 'blocked';
  const demand = demandOf(policy.controls);
  if (demand !== 'mfa' && demand !== 'mfaOrOther') return 'nothing';
  if (applies) return demand;
  return hangsOnConditions(reasons ?? '') ? 'sometimes' : 'nothing';
}

/** Of how somebody signs in, as against who does and where to. */
const CONDITIONS: ReadonlySet<string> = new Set([
  'notEnoughInformation',
  'devicePlatform',
  'devices',
  'clientApps',
  'location',
  'signInRisk',
  'userRisk',
  'insiderRisk',
  'time',
  'authenticationFlow',
]);

/** https://learn.microsoft.com/graph/api/resources/whatifanalysisresult (read 2026-11-21) */
function hangsOnConditions(reasons: string): boolean {
  return reasons.split(',').every((reason) => CONDITIONS.has(reason.trim()));
}
