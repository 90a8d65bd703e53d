import type { AccountAnswers } from '../../domain/account/answers';
import { accountsThatMatter, type GuestAsked, type WhatIf } from '../../domain/coverage/whatIf';
import type { RetryAdvice } from '../../domain/polling/retryAdvice';
import type { SavePosture } from '../../domain/posture';
import type { Problem } from '../../domain/problem';
import { isoTime } from '../../domain/time';
import { type TenantAround, viewsSince } from '../onDemand/accountViews';
import { type AskDeps, guestAsked, policyAnswers, withPerUserMfa } from '../onDemand/askEntra';
import type { PartDone, RefreshAt } from './part';
import type { RegistrationDeps } from './registrations';

export type WhatIfDeps = Pick<RegistrationDeps, 'allAccounts'> &
  AskDeps &
  Omit<TenantAround, 'latestCoverage'> & {
    readonly breakGlass: ReadonlySet<string>;
    readonly savePosture: SavePosture;
    readonly problemOf: (error: unknown) => Problem | null;
    readonly retryAdviceOf: (error: unknown) => RetryAdvice | null;
  };

/** At one request a second: two minutes. */
const MOST_ACCOUNTS = 50;

/**
 * Asks Entra for the effect of the policies on the accounts that matter, worst first, as far as the time goes. A missing
 * permission is a problem; any other error is thrown.
 */
export async function refreshWhatIf(deps: WhatIfDeps, { day, now, until }: RefreshAt): Promise<PartDone> {
  // The part `registrations` reports the accounts that cannot be read.
  const guests = new Map<string, GuestAsked | null>();
  const allAccounts = async function* () {
    for await (const facts of deps.allAccounts(() => {})) {
      if (facts.guest) guests.set(facts.userId, guestAsked(facts));
      yield facts;
    }
  };
  // Security defaults change only the advice, which is not needed here.
  const latestCoverage = async () => null;
  const views = accountsThatMatter(await viewsSince({ ...deps, allAccounts, latestCoverage }, {}, now));
  const userIds = views.slice(0, MOST_ACCOUNTS).map(({ userId }) => userId);
  const accounts: Record<string, AccountAnswers> = {};
  try {
    for (const userId of userIds) {
      const account = { userId, guest: guests.get(userId) ?? null };
      accounts[userId] = await policyAnswers(deps, account, until);
    }
  } catch (error) {
    const problem = deps.problemOf(error);
    if (problem !== null) return { counts: {}, problems: [problem] };
    // The answers received by then are kept.
    if (deps.retryAdviceOf(error) !== 'later') throw error;
    // No answer at all: those of another day are worth more.
    if (Object.keys(accounts).length === 0) return { counts: { askedOf: 0 }, problems: [] };
  }
  // After all of those: this is a preview of Graph, which may take long to fail.
  for (const [userId, answers] of Object.entries(accounts))
    accounts[userId] = await withPerUserMfa(deps, { userId, answers }, until);
  const whatIf: WhatIf = { at: isoTime(now), matter: views.length, accounts };
  await deps.savePosture('whatIf', day, whatIf);
  return { counts: { askedOf: Object.keys(accounts).length }, problems: refused(Object.values(accounts)) };
}

/** If Entra does not know the user, the question is not at fault. */
const UNKNOWN_USER = /notFound/i;

function refused(all: readonly AccountAnswers[]): readonly Problem[] {
  const codes = all
    .flatMap(({ unanswered }) => Object.values(unanswered ?? {}))
    .filter((code) => !UNKNOWN_USER.test(code));
  const [reply] = codes;
  return reply === undefined ? [] : [{ code: 'whatIfRefused', questions: codes.length, reply }];
}
