import type { AccountFacts } from '../../domain/account/accountFacts';
import {
  type AccountAnswers,
  type PerUserMfa,
  RESOURCE_CLASSES,
  type ResourceClass,
  type WhatIfAnswer,
} from '../../domain/account/answers';
import { type GuestAsked, type WhatIfReply, whatIfAnswer } from '../../domain/coverage/whatIf';

export type AskDeps = {
  /** The effect of each policy on an account at a resource, according to Entra. */
  readonly evaluatePolicies: (
    asked: AccountAsked & { readonly resource: ResourceClass },
    until: number,
  ) => Promise<WhatIfReply>;
  /** The per-user MFA setting of an account; `null` if it is not known. */
  readonly readPerUserMfa: (userId: string, until: number) => Promise<PerUserMfa | null>;
};

export type AccountAsked = {
  readonly userId: string;
  /** `null` for a member. */
  readonly guest: GuestAsked | null;
};

/** The facts of a guest that Entra has to be given. */
export function guestAsked({ guest, homeTenantId }: AccountFacts): GuestAsked | null {
  return guest ? { homeTenantId } : null;
}

/** The effect of all policies on an account, according to Entra. */
export async function policyAnswers(
  deps: AskDeps,
  account: AccountAsked,
  until: number,
): Promise<AccountAnswers> {
  const answers: Partial<Record<ResourceClass, WhatIfAnswer>> = {};
  const unanswered: Partial<Record<ResourceClass, string>> = {};
  for (const resource of RESOURCE_CLASSES) {
    const reply = await deps.evaluatePolicies({ ...account, resource }, until);
    if (reply.kind === 'said') answers[resource] = whatIfAnswer(reply.evaluated);
    else unanswered[resource] = reply.code;
  }
  return Object.keys(unanswered).length === 0 ? answers : { ...answers, unanswered };
}

/** The same, with the per-user MFA setting of the account. */
export async function withPerUserMfa(
  deps: AskDeps,
  { userId, answers }: { readonly userId: string; readonly answers: AccountAnswers },
  until: number,
): Promise<AccountAnswers> {
  const perUserMfa = await deps.readPerUserMfa(userId, until);
  return perUserMfa === null ? answers : { ...answers, perUserMfa };
}
