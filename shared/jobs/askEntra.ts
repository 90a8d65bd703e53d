import {
  type AccountAnswers,
  type PerUserMfa,
  RESOURCE_CLASSES,
  type ResourceClass,
  type WhatIfAnswer,
} from '../domain/account/answers';
import { type Evaluated, whatIfAnswer } from '../domain/coverage/whatIf';

export type AskDeps = {
  /** What Entra says that each policy does to an account at a resource; `null` where it does not say. */
  readonly evaluatePolicies: (
    asked: { readonly userId: string; readonly resource: ResourceClass },
    until: number,
  ) => Promise<readonly Evaluated[] | null>;
  /** What is demanded of an account by itself; `null` where that is not known. */
  readonly readPerUserMfa: (userId: string, until: number) => Promise<PerUserMfa | null>;
};

/** What Entra says that the policies come to for an account. */
export async function policyAnswers(deps: AskDeps, userId: string, until: number): Promise<AccountAnswers> {
  const answers: Partial<Record<ResourceClass, WhatIfAnswer>> = {};
  for (const resource of RESOURCE_CLASSES) {
    const evaluated = await deps.evaluatePolicies({ userId, resource }, until);
    if (evaluated !== null) answers[resource] = whatIfAnswer(evaluated);
  }
  return answers;
}

/** The same, with what is demanded of the account by itself. */
export async function withPerUserMfa(
  deps: AskDeps,
  { userId, answers }: { readonly userId: string; readonly answers: AccountAnswers },
  until: number,
): Promise<AccountAnswers> {
  const perUserMfa = await deps.readPerUserMfa(userId, until);
  return perUserMfa === null ? answers : { ...answers, perUserMfa };
}
