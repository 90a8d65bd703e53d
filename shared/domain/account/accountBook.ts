import type { Finding } from '../finding/finding';
import { isFederated, isGuest } from '../signIn/scope';
import type { SignIn } from '../signIn/signIn';
import type { SessionProof } from '../verdict/classify';
import type { Judged } from '../verdict/judged';
import { earlierProof } from '../verdict/sessions';
import type { Verdict } from '../verdict/verdict';
import type { LastSignal } from './account';
import { type AccountFacts, type AppUse, unseenAccount } from './accountFacts';

/** What one judged sign-in shows of its account; `null` when it shows nothing or names no user. */
export function factsOf(judged: Judged): AccountFacts | null {
  const { signIn, app, verdict, signal } = judged;
  if (signIn.userId === null || app === null) return null;
  const at = signIn.createdDateTime;
  if (verdict.kind === 'outOfScope') {
    return signal === null ? null : { ...nameOf(signIn, signIn.userId), lastSignal: { signal, at } };
  }
  const use: AppUse =
    verdict.kind === 'mfa'
      ? { firstFinding: null, lastFinding: null, lastMfa: at }
      : { firstFinding: at, lastFinding: at, lastMfa: null };
  return {
    ...nameOf(signIn, signIn.userId),
    apps: { [app]: use },
    interactive: signIn.interactive === true,
    nonInteractive: signIn.interactive === false,
    unattended: unattendedUse(signIn),
    sessions: provedSession(signIn, verdict),
  };
}

/** Nothing but who the account is. */
function nameOf(signIn: SignIn, userId: string): AccountFacts {
  const { userPrincipalName, userDisplayName, createdDateTime: namedAt } = signIn;
  const named = unseenAccount({ userId, userPrincipalName, userDisplayName, namedAt });
  return { ...named, guest: isGuest(signIn), federated: isFederated(signIn) };
}

/** What leans on a session adds nothing to it. */
function provedSession(
  { sessionId, id, createdDateTime }: SignIn,
  verdict: Verdict,
): AccountFacts['sessions'] {
  if (sessionId === null || verdict.kind !== 'mfa' || verdict.by === 'sameSession') return {};
  return { [sessionId]: { signInId: id, at: createdDateTime } };
}

/** ROPC hands the password over in the request: it cannot be combined with MFA. */
function unattendedUse(signIn: SignIn): readonly string[] {
  return signIn.authenticationProtocol?.toLowerCase() === 'ropc' ? ['ropc'] : [];
}

/** Both together, in whichever order they came; the same facts twice change nothing. */
export function mergeFacts(a: AccountFacts, b: AccountFacts): AccountFacts {
  const [older, newer] = nameOrder(a) <= nameOrder(b) ? [a, b] : [b, a];
  return {
    userId: a.userId,
    userPrincipalName: newer.userPrincipalName ?? older.userPrincipalName,
    userDisplayName: newer.userDisplayName ?? older.userDisplayName,
    namedAt: newer.namedAt,
    guest: a.guest || b.guest,
    federated: a.federated || b.federated,
    apps: mergeApps(a.apps, b.apps),
    lastSignal: laterSignal(a.lastSignal, b.lastSignal),
    interactive: a.interactive || b.interactive,
    nonInteractive: a.nonInteractive || b.nonInteractive,
    unattended: [...new Set([...a.unattended, ...b.unattended])].sort(),
    sessions: mergeSessions(a.sessions, b.sessions),
    registration: newer.registration ?? older.registration,
  };
}

function mergeSessions(a: AccountFacts['sessions'], b: AccountFacts['sessions']): AccountFacts['sessions'] {
  const merged: Record<string, SessionProof> = { ...a };
  for (const [sessionId, proof] of Object.entries(b)) {
    const known = merged[sessionId];
    merged[sessionId] = known ? earlierProof(known, proof) : proof;
  }
  return merged;
}

// Of two at one instant the text decides, so that the order of arrival makes no difference.
function nameOrder({ namedAt, userPrincipalName, userDisplayName }: AccountFacts): string {
  return `${namedAt} ${userPrincipalName ?? ''} ${userDisplayName ?? ''}`;
}

function laterSignal(a: LastSignal | null, b: LastSignal | null): LastSignal | null {
  if (a === null || b === null) return a ?? b;
  return `${a.at} ${a.signal}` > `${b.at} ${b.signal}` ? a : b;
}

function mergeApps(a: AccountFacts['apps'], b: AccountFacts['apps']): AccountFacts['apps'] {
  const merged: Record<string, AppUse> = { ...a };
  for (const [app, use] of Object.entries(b)) {
    const known = merged[app];
    merged[app] = known
      ? {
          firstFinding: earliest(known.firstFinding, use.firstFinding),
          lastFinding: latest(known.lastFinding, use.lastFinding),
          lastMfa: latest(known.lastMfa, use.lastMfa),
        }
      : use;
  }
  return merged;
}

export function earliest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

export function latest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

/** The account of a finding that turned out to be MFA, proved by its session. */
export function provedFacts(facts: AccountFacts, proved: readonly Finding[]): AccountFacts {
  const uses = proved
    .filter(({ provisional }) => !provisional)
    .map(({ app, createdDateTime }) => ({
      [app]: { firstFinding: null, lastFinding: null, lastMfa: createdDateTime },
    }));
  return { ...facts, apps: uses.reduce(mergeApps, facts.apps) };
}

/**
 * The account without session proofs of before a time, ISO 8601 UTC: an Entra session may last as long as its refresh
 * token, 90 days, and no longer.
 * https://learn.microsoft.com/entra/identity-platform/refresh-tokens (read 2026-11-21)
 */
export function withoutSessionsBefore(facts: AccountFacts, time: string): AccountFacts {
  const kept = Object.entries(facts.sessions).filter(([, { at }]) => at >= time);
  return { ...facts, sessions: Object.fromEntries(kept) };
}

export type AccountBook = {
  readonly add: (judged: Judged) => void;
  readonly facts: () => ReadonlyMap<string, AccountFacts>;
};

/** Gathers facts while sign-ins stream by: memory by accounts, never by sign-ins. */
export function accountBook(): AccountBook {
  const byUser = new Map<string, AccountFacts>();
  return {
    add: (judged) => {
      const facts = factsOf(judged);
      if (!facts) return;
      const known = byUser.get(facts.userId);
      byUser.set(facts.userId, known ? mergeFacts(known, facts) : facts);
    },
    facts: () => byUser,
  };
}
