import { DAY_MS, isoTime } from '../time';
import { QUIET_MS } from './account';
import type { AppUse } from './accountFacts';

export function mfaUse(at: string): AppUse {
  return { firstFinding: null, lastFinding: null, lastMfa: at, lastWithoutMfa: null, firstMfa: at };
}

export function findingUse(at: string, isWithoutMfa: boolean): AppUse {
  const lastWithoutMfa = isWithoutMfa ? at : null;
  return { firstFinding: at, lastFinding: at, lastMfa: null, lastWithoutMfa, firstMfa: null };
}

export function mergeUses(a: AppUse, b: AppUse): AppUse {
  return {
    firstFinding: earliest(a.firstFinding, b.firstFinding),
    lastFinding: latest(a.lastFinding, b.lastFinding),
    lastMfa: latest(a.lastMfa, b.lastMfa),
    lastWithoutMfa: latest(lastWithoutMfaOf(a), lastWithoutMfaOf(b)),
    firstMfa: earliest(firstMfaOf(a), firstMfaOf(b)),
  };
}

export function earliest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

export function latest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

/** When the account last did MFA at any app, ISO 8601 UTC; `null` if never. */
export function lastMfaOf(apps: Readonly<Record<string, AppUse>>): string | null {
  return Object.values(apps)
    .map(({ lastMfa }) => lastMfa)
    .reduce(latest, null);
}

function lastWithoutMfaOf({ lastWithoutMfa, lastFinding }: AppUse): string | null {
  return lastWithoutMfa === undefined ? lastFinding : lastWithoutMfa;
}

export function firstMfaOf({ firstMfa, lastMfa }: AppUse): string | null {
  return firstMfa === undefined ? lastMfa : firstMfa;
}

/** `asSent`: either may be true, so that it stays as the last digest sent it. */
export type Standing = 'open' | 'over' | 'asSent';

/** How long an account that has done MFA since its last finding must go without another one to be over. */
const HOLD_MS = 3 * DAY_MS;

/**
 * Whether an account is open at an app: a finding of the last 14 days that counts, unless MFA followed and 3 days have
 * passed.
 *
 * @param now milliseconds since 1970-01-01 UTC
 */
export function standingOf(use: AppUse, now: number): Standing {
  const { at, isExact } = lastThatCounts(use);
  if (at === null || at <= isoTime(now - QUIET_MS)) return 'over';
  if (use.lastMfa === null || use.lastMfa < at) return 'open';
  if (at <= isoTime(now - HOLD_MS)) return 'over';
  return isExact ? 'open' : 'asSent';
}

type LastThatCounts = {
  readonly at: string | null;
  /** False if `at` is the latest time that is possible. */
  readonly isExact: boolean;
};

function lastThatCounts(use: AppUse): LastThatCounts {
  if (!isByOldProof(use)) return { at: use.lastFinding, isExact: true };
  const lastWithoutMfa = lastWithoutMfaOf(use);
  const firstMfa = firstMfaOf(use);
  const hadFindingBefore = use.firstFinding !== null && firstMfa !== null && use.firstFinding < firstMfa;
  if (!hadFindingBefore || (lastWithoutMfa ?? '') >= firstMfa) return { at: lastWithoutMfa, isExact: true };
  return { at: firstMfa, isExact: false };
}

/** https://learn.microsoft.com/entra/identity-platform/refresh-tokens (read 2026-11-21) */
const SESSION_MS = 90 * DAY_MS;

/**
 * Whether the log cannot tell for the last finding, and MFA was done at the same app before it, within the life of a
 * session: most such sign-ins renew a token in silence, and would bring the account back day after day.
 */
function isByOldProof(use: AppUse): boolean {
  const { lastFinding, lastMfa } = use;
  const firstMfa = firstMfaOf(use);
  if (lastFinding === null || lastMfa === null || firstMfa === null) return false;
  if ((lastWithoutMfaOf(use) ?? '') >= lastFinding || firstMfa > lastFinding) return false;
  return lastMfa >= isoTime(Date.parse(lastFinding) - SESSION_MS);
}
