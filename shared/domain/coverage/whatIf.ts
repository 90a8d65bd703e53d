import type { AccountView } from '../account/account';
import { worstFirst } from '../account/accountOrder';
import { type AccountAnswers, WHAT_IF_ANSWERS, type WhatIfAnswer } from '../account/answers';
import { isOpen } from '../account/effectCounts';
import { demandOf } from './demand';
import type { Policy } from './policy';

/** Entra's evaluation of one policy for one sign-in. */
export type Evaluated = {
  readonly policy: Pick<Policy, 'id' | 'state' | 'controls'>;
  readonly applies: boolean;
  /** The reasons why it does not apply, as Graph spells them, with commas between; `null` if it applies. */
  readonly reasons: string | null;
};

/** The part of a guest that the question to Entra must contain: Entra does not look it up in the directory. */
export type GuestAsked = { readonly homeTenantId: string | null };

export type WhatIfReply =
  | { readonly kind: 'said'; readonly evaluated: readonly Evaluated[] }
  /** `code` is Graph's own. */
  | { readonly kind: 'unanswered'; readonly code: string };

export type WhatIf = {
  /** When Entra was asked, ISO 8601 UTC. */
  readonly at: string;
  /** The number of accounts that matter; Entra was asked about the worst of them. */
  readonly matter: number;
  /** By user id. */
  readonly accounts: Readonly<Record<string, AccountAnswers>>;
};

/** Accounts that get in without proven MFA, and break-glass accounts, which must always get in; worst first. */
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
  return dependsOnConditions(reasons ?? '') ? 'sometimes' : 'nothing';
}

/** Conditions on how a user signs in, unlike those on the user or the app. */
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
function dependsOnConditions(reasons: string): boolean {
  return reasons.split(',').every((reason) => CONDITIONS.has(reason.trim()));
}
