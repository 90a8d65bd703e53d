import type { AccountView } from '../account/account';
import { isPortableStrong } from '../account/registeredMethods';
import { DAY_MS, isoTime } from '../time';
import type { BreakGlassAccount, BreakGlassFacts, GlobalAdministratorHeld } from './facts';

/** Whether the break-glass accounts are as Microsoft recommends. */
export type BreakGlassReview = {
  /** The number of accounts that the setting names. */
  readonly named: number;
  readonly tooFew: boolean;
  readonly accounts: readonly ReviewedAccount[];
};

export type ReviewedAccount = Pick<BreakGlassAccount, 'asked' | 'userPrincipalName' | 'userDisplayName'> & {
  /** `null` if the directory has no such user. */
  readonly userId: string | null;
  readonly checks: readonly BreakGlassCheck[];
  readonly lastUse: LastUse;
};

export type LastUse = { readonly kind: 'at'; readonly at: string } | { readonly kind: 'never' | 'notKnown' };

export type CheckResult = 'met' | 'notMet' | 'notKnown';

export type BreakGlassCheck = { readonly result: CheckResult } & (
  | { readonly check: 'found' | 'enabled' | 'strongMethod' }
  /** `domain`: of the user principal name, if it is not the domain that every tenant has from the beginning; else `null`. */
  | { readonly check: 'cloudOnly'; readonly isSynced: boolean; readonly domain: string | null }
  | { readonly check: 'globalAdministrator'; readonly held: GlobalAdministratorHeld | null }
  /** Names of the policies that could lock it out. */
  | { readonly check: 'excluded'; readonly policies: readonly string[] }
  /** `lastMfa`: ISO 8601 UTC; `null` if none was seen. */
  | { readonly check: 'validated'; readonly lastMfa: string | null }
);

/** What the sign-in log shows of an account at the enforced apps. Times are ISO 8601 UTC; `null` if it shows none. */
export type Uses = { readonly lastUse: string | null; readonly lastMfa: string | null };

/**
 * "Create two or more emergency access accounts", and "at least every 90 days" for validating them.
 * https://learn.microsoft.com/entra/identity/role-based-access-control/security-emergency-access (read 2026-11-29)
 */
const FEWEST_ACCOUNTS = 2;
export const VALIDATED_DAYS = 90;

/**
 * Reviews the break-glass accounts; `null` if nothing was read of them yet.
 *
 * @param uses by user id
 * @param now milliseconds since 1970-01-01 UTC
 */
export function breakGlassReview(
  facts: BreakGlassFacts | null,
  uses: Readonly<Record<string, Uses>>,
  now: number,
): BreakGlassReview | null {
  if (facts === null) return null;
  const named = facts.accounts.length;
  return {
    named,
    tooFew: named < FEWEST_ACCOUNTS,
    accounts: facts.accounts.map((account) => reviewed(account, uses, now)),
  };
}

/** The last uses of all accounts. A stop is no use. */
export function usesIn(
  views: readonly Pick<AccountView, 'userId' | 'lastFinding' | 'lastMfa' | 'lastUse'>[],
): Record<string, Uses> {
  return Object.fromEntries(
    views.map(({ userId, lastFinding, lastMfa, lastUse }) => {
      // It is there at once, also if the record may still change.
      const noted = lastUse === null || lastUse.outcome === 'stopped' ? null : lastUse.at;
      return [userId, { lastUse: later(later(lastFinding, lastMfa), noted), lastMfa }];
    }),
  );
}

/** Whether something is to be done about the accounts. */
export function isLacking({ tooFew, accounts }: BreakGlassReview): boolean {
  return tooFew || accounts.some(({ checks }) => checks.some(({ result }) => result === 'notMet'));
}

function reviewed(
  account: BreakGlassAccount,
  uses: Readonly<Record<string, Uses>>,
  now: number,
): ReviewedAccount {
  const { asked, userId, userPrincipalName, userDisplayName, lastSignIn } = account;
  const seen = (userId !== null && Object.hasOwn(uses, userId) ? uses[userId] : undefined) ?? NO_USE;
  return {
    asked,
    userId,
    userPrincipalName,
    userDisplayName,
    checks: userId === null ? [{ check: 'found', result: 'notMet' }] : checksOf(account, seen, now),
    lastUse: lastUseOf(seen, lastSignIn),
  };
}

const NO_USE: Uses = { lastUse: null, lastMfa: null };

function lastUseOf({ lastUse }: Uses, lastSignIn: BreakGlassAccount['lastSignIn']): LastUse {
  const at = later(lastUse, lastSignIn?.at ?? null);
  if (at !== null) return { kind: 'at', at };
  return { kind: lastSignIn === null ? 'notKnown' : 'never' };
}

function checksOf(account: BreakGlassAccount, seen: Uses, now: number): readonly BreakGlassCheck[] {
  const { enabled, globalAdministrator, lockedOutBy } = account;
  return [
    { check: 'found', result: 'met' },
    { check: 'enabled', result: resultOf(enabled) },
    { check: 'strongMethod', result: resultOf(hasStrongMethod(account)) },
    cloudOnly(account),
    {
      check: 'globalAdministrator',
      result: resultOf(globalAdministrator && globalAdministrator === 'permanent'),
      held: globalAdministrator,
    },
    {
      check: 'excluded',
      result: resultOf(lockedOutBy && lockedOutBy.length === 0),
      policies: lockedOutBy ?? [],
    },
    { check: 'validated', result: validated(account, seen, now), lastMfa: seen.lastMfa },
  ];
}

function resultOf(isMet: boolean | null): CheckResult {
  if (isMet === null) return 'notKnown';
  return isMet ? 'met' : 'notMet';
}

/** A method that the tenant's policy does not allow is of no use. */
function hasStrongMethod({ methods, isMfaCapable }: BreakGlassAccount): boolean | null {
  return methods === null ? null : methods.some(isPortableStrong) && isMfaCapable !== false;
}

/** Of the public cloud, Azure Government and China. */
const INITIAL_DOMAIN = /\.(onmicrosoft\.com|onmicrosoft\.us|onmschina\.cn)$/i;

function cloudOnly({ isSynced, userPrincipalName }: BreakGlassAccount): BreakGlassCheck {
  const host = userPrincipalName?.split('@').at(-1) ?? null;
  const domain = host === null || INITIAL_DOMAIN.test(host) ? null : host;
  const isMet =
    isSynced === true || domain !== null ? false : isSynced === null || host === null ? null : true;
  return { check: 'cloudOnly', result: resultOf(isMet), isSynced: isSynced === true, domain };
}

function validated({ lastSignIn }: BreakGlassAccount, { lastUse, lastMfa }: Uses, now: number): CheckResult {
  const since = isoTime(now - VALIDATED_DAYS * DAY_MS);
  if (lastMfa !== null && lastMfa >= since) return 'met';
  if ((lastUse ?? '') >= since) return 'notMet';
  // Entra may know a use that this product has not seen, at another app or before its time: that may have been MFA.
  const mayBeUnseen = lastSignIn === null ? lastUse === null : (lastSignIn.at ?? '') >= since;
  return mayBeUnseen ? 'notKnown' : 'notMet';
}

function later(a: string | null, b: string | null): string | null {
  return (a ?? '') > (b ?? '') ? a : b;
}
