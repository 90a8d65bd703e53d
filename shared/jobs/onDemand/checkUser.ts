import type { AccountView } from '../../domain/account/account';
import { type AccountFacts, unseenAccount } from '../../domain/account/accountFacts';
import { viewOf } from '../../domain/account/accountView';
import { isUserId } from '../../domain/account/addresses';
import type { AccountAnswers } from '../../domain/account/answers';
import { mergeFacts } from '../../domain/account/mergeFacts';
import type { Registration } from '../../domain/account/registration';
import type { AppIndex } from '../../domain/apps/enforcedApps';
import type { Finding } from '../../domain/finding/finding';
import type { RetryAdvice } from '../../domain/polling/retryAdvice';
import type { Problem } from '../../domain/problem';
import type { SignInQuery } from '../../domain/signIn/signInQuery';
import { DAY_MS, isoTime } from '../../domain/time';
import type { Summary } from '../../domain/verdict/summary';
import { judgePages, type KnownSessions } from '../poll/judgePages';
import { type TenantAround, tenantAround } from './accountViews';
import { type AccountAsked, type AskDeps, guestAsked, policyAnswers, withPerUserMfa } from './askEntra';
import { SeveralUsersError } from './severalUsers';

export type CheckUserDeps = AskDeps &
  TenantAround & {
    readonly problemOf: (error: unknown) => Problem | null;
    readonly retryAdviceOf: (error: unknown) => RetryAdvice | null;
    readonly apps: AppIndex;
    readonly includeNonInteractive: boolean;
    readonly breakGlass: ReadonlySet<string>;
    // Nothing is asked of Graph after `until`, milliseconds since 1970-01-01 UTC.
    readonly readTenantId: (until: number) => Promise<string | null>;
    /** By id, name or address; several may share an address. */
    readonly findUsers: (asked: string, until: number) => Promise<readonly FoundUser[]>;
    /** The stored facts of a user of this id, name or address; `null` if there are none. */
    readonly storedAccount: (asked: string) => Promise<AccountFacts | null>;
    readonly registrationOf: (userId: string, until: number) => Promise<Registration | null>;
    readonly sessionsOf: (userIds: Iterable<string>) => Promise<KnownSessions>;
    readonly readSignIns: (
      query: SignInQuery,
      how: { readonly until: number },
    ) => AsyncIterable<readonly unknown[]>;
    /** Milliseconds that requests may take. */
    readonly budgetMs: number;
    /** Milliseconds since 1970-01-01 UTC. */
    readonly clock: () => number;
  };

export type FoundUser = {
  readonly userId: string;
  readonly userPrincipalName: string | null;
  readonly displayName: string | null;
};

export type UserCheck = {
  readonly from: string;
  readonly to: string;
  readonly summary: Summary;
  readonly account: AccountView;
  /** Newest first. */
  readonly findings: readonly Finding[];
};

/**
 * One user's sign-ins, live: verdicts, readiness and what to do. Stores nothing.
 *
 * @returns `null` if no such user is stored, in the directory, or in the log
 * @throws SeveralUsersError
 */
export async function checkUser(
  deps: CheckUserDeps,
  asked: { readonly user: string; readonly days: number },
  now: Date,
): Promise<UserCheck | null> {
  const until = deps.clock() + deps.budgetMs;
  const found = await findOne(deps, asked.user, until);
  // Someone of another tenant may sign in without being in the directory: the log can still be asked by id.
  const user = found ?? (isUserId(asked.user) ? unnamed(asked.user) : null);
  if (user === null) return null;
  const span = { from: now.getTime() - asked.days * DAY_MS, to: now.getTime() };
  const query: SignInQuery = {
    span,
    appIds: [...deps.apps.byClient.keys()],
    resourceIds: [...deps.apps.byResource.keys()],
    includeNonInteractive: deps.includeNonInteractive,
    userId: user.userId,
  };
  const pages = deps.readSignIns(query, { until });
  // Unsettled records count here too: an admin who asks about one user wants to see the last minute.
  const reading = await judgePages(pages, {
    apps: deps.apps,
    tenantId: await deps.readTenantId(until),
    now: now.getTime(),
    sessionsOf: deps.sessionsOf,
    countUnsettled: true,
  });
  if (found === null && reading.summary.read === 0) return null;
  const { userId, userPrincipalName, displayName: userDisplayName } = user;
  const named = unseenAccount({ userId, userPrincipalName, userDisplayName, namedAt: now.toISOString() });
  const known = { ...named, registration: await deps.registrationOf(userId, until) };
  const seen = reading.book.facts().get(userId);
  const facts = seen ? mergeFacts(known, seen) : known;
  const said = await entraOn(deps, { userId, guest: guestAsked(facts) }, until);
  return {
    from: isoTime(span.from),
    to: isoTime(span.to),
    summary: reading.summary,
    account: viewOf(facts, {
      ...(await tenantAround(deps, now.getTime())),
      answers: said === null ? {} : { [userId]: said },
      breakGlass: deps.breakGlass,
      sent: {},
      now: now.getTime(),
    }),
    findings: [...reading.findings].sort((a, b) => b.createdDateTime.localeCompare(a.createdDateTime)),
  };
}

/** Stored accounts come first: lists, report and mail use their names. */
async function findOne(deps: CheckUserDeps, asked: string, until: number): Promise<FoundUser | null> {
  const stored = await deps.storedAccount(asked);
  if (stored !== null) return { ...stored, displayName: stored.userDisplayName };
  const [user = null, ...others] = await deps.findUsers(asked, until);
  if (user !== null && others.length > 0)
    throw new SeveralUsersError([user, ...others].map(({ userId }) => userId));
  return user;
}

function unnamed(userId: string): FoundUser {
  return { userId: userId.toLowerCase(), userPrincipalName: null, displayName: null };
}

/** `null` if the app may not ask, or there is no time: the rest is useful without it. */
async function entraOn(
  deps: CheckUserDeps,
  account: AccountAsked,
  until: number,
): Promise<AccountAnswers | null> {
  try {
    const answers = await policyAnswers(deps, account, until);
    return await withPerUserMfa(deps, { userId: account.userId, answers }, until);
  } catch (error) {
    if (deps.problemOf(error) === null && deps.retryAdviceOf(error) !== 'later') throw error;
    return null;
  }
}
