import type { AccountView } from '../domain/account/account';
import { mergeFacts } from '../domain/account/accountBook';
import { unseenAccount } from '../domain/account/accountFacts';
import { viewOf } from '../domain/account/accountView';
import type { Registration } from '../domain/account/registration';
import type { AppIndex } from '../domain/apps/enforcedApps';
import type { Finding } from '../domain/finding/finding';
import { DAY_MS, isoTime } from '../domain/polling/span';
import type { SignInQuery } from '../domain/signIn/signInQuery';
import type { Summary } from '../domain/verdict/summary';
import { type KnownSessions, readSpan } from './readSpan';

export type CheckUserDeps = {
  readonly apps: AppIndex;
  readonly includeNonInteractive: boolean;
  readonly breakGlass: ReadonlySet<string>;
  readonly readTenantId: () => Promise<string | null>;
  readonly findUser: (idOrUpn: string) => Promise<FoundUser | null>;
  readonly registrationOf: (userId: string) => Promise<Registration | null>;
  readonly sessionsOf: (userIds: Iterable<string>) => Promise<KnownSessions>;
  readonly readSignIns: (query: SignInQuery) => AsyncIterable<readonly unknown[]>;
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
 * @returns `null` when the tenant has no such user
 */
export async function checkUser(
  deps: CheckUserDeps,
  asked: { readonly user: string; readonly days: number },
  now: Date,
): Promise<UserCheck | null> {
  const user = await deps.findUser(asked.user);
  if (user === null) return null;
  const span = { from: now.getTime() - asked.days * DAY_MS, to: now.getTime() };
  const pages = deps.readSignIns({
    span,
    appIds: [...deps.apps.byClient.keys()],
    resourceIds: [...deps.apps.byResource.keys()],
    includeNonInteractive: deps.includeNonInteractive,
    userId: user.userId,
  });
  // Everything counts here, settled or not: whoever asks about one user wants to see the last minute.
  const reading = await readSpan(pages, {
    apps: deps.apps,
    tenantId: await deps.readTenantId(),
    now: now.getTime(),
    sessionsOf: deps.sessionsOf,
    countUnsettled: true,
  });
  const { userId, userPrincipalName, displayName: userDisplayName } = user;
  const named = unseenAccount({ userId, userPrincipalName, userDisplayName, namedAt: now.toISOString() });
  const known = { ...named, registration: await deps.registrationOf(userId) };
  const seen = reading.book.facts().get(userId);
  const facts = seen ? mergeFacts(known, seen) : known;
  return {
    from: isoTime(span.from),
    to: isoTime(span.to),
    summary: reading.summary,
    account: viewOf(facts, { breakGlass: deps.breakGlass, told: {}, now: now.getTime() }),
    findings: [...reading.findings].sort((a, b) => b.createdDateTime.localeCompare(a.createdDateTime)),
  };
}
