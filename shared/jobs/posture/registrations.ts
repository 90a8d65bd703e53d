import type { AccountFacts } from '../../domain/account/accountFacts';
import { hasOnlyPhones } from '../../domain/account/registeredMethods';
import type { Registration, RegistrationCounts } from '../../domain/account/registration';
import type { RetryAdvice } from '../../domain/polling/retryAdvice';
import type { SavePosture } from '../../domain/posture';
import type { Problem } from '../../domain/problem';
import type { UpdateAccounts } from '../poll/reconcile';
import type { PartDone, RefreshAt } from './part';

export type RegistrationDeps = {
  /** `onSkipped` gets the number of rows of a page that could not be read. Nothing is asked after `until`, milliseconds since 1970-01-01 UTC. */
  readonly registrationPages: (
    onSkipped: (rows: number) => void,
    until: number,
  ) => AsyncIterable<readonly Registration[]>;
  /** `onBadRow` gets the row key of each stored account that could not be read. */
  readonly allAccounts: (onBadRow: (rowKey: string) => void) => AsyncIterable<AccountFacts>;
  readonly updateAccounts: UpdateAccounts;
  readonly savePosture: SavePosture;
  readonly problemOf: (error: unknown) => Problem | null;
  readonly retryAdviceOf: (error: unknown) => RetryAdvice | null;
};

/**
 * Stores the registration report's facts with each known account.
 *
 * A missing licence or permission is a problem and costs readiness only, as does a bad row, and the rest of a report that is too
 * long for one run; any other error is thrown.
 */
export async function refreshRegistrations(
  deps: RegistrationDeps,
  { day, until }: RefreshAt,
): Promise<PartDone> {
  const known = new Set<string>();
  const badRows: string[] = [];
  for await (const { userId } of deps.allAccounts((rowKey) => badRows.push(rowKey))) known.add(userId);
  const problems = badRows.length > 0 ? [accountsUnread(badRows)] : [];
  const read = await readRegistrations(deps, known, until);
  const { counts, found, skipped } = read;
  const accountsUpdated = await deps.updateAccounts([...found.keys()], (userId, stored) => {
    const registration = found.get(userId);
    return stored && registration ? { ...stored, registration } : stored;
  });
  // Half a count would look like half the tenant.
  if (read.problem === null) await deps.savePosture('registration', day, counts);
  else problems.push(read.problem);
  if (skipped > 0) problems.push({ code: 'registrationsUnread', rows: skipped });
  return { counts: { ...counts, accountsUpdated }, problems };
}

type RegistrationsRead = {
  readonly counts: RegistrationCounts;
  /** Of the known accounts, by user id. */
  readonly found: ReadonlyMap<string, Registration>;
  readonly skipped: number;
  /** The problem that kept it from reading the whole report. */
  readonly problem: Problem | null;
};

async function readRegistrations(
  deps: RegistrationDeps,
  known: ReadonlySet<string>,
  until: number,
): Promise<RegistrationsRead> {
  let skipped = 0;
  const found = new Map<string, Registration>();
  const counts = { users: 0, mfaRegistered: 0, mfaCapable: 0, phoneOnly: 0, phoneOnlyAdmins: 0 };
  const ended = (problem: Problem | null) => ({ counts, found, skipped, problem });
  const onSkipped = (rows: number) => {
    skipped += rows;
  };
  try {
    for await (const page of deps.registrationPages(onSkipped, until)) {
      for (const registration of page) {
        count(registration, counts);
        if (known.has(registration.userId)) found.set(registration.userId, registration);
      }
    }
    return ended(null);
  } catch (error) {
    const problem =
      deps.retryAdviceOf(error) === 'later'
        ? ({ code: 'registrationsCut', users: counts.users } as const)
        : deps.problemOf(error);
    if (problem === null) throw error;
    return ended(problem);
  }
}

function count(
  { isMfaRegistered, isMfaCapable, isAdmin, methods }: Registration,
  counts: Record<keyof RegistrationCounts, number>,
): void {
  counts.users++;
  if (isMfaRegistered) counts.mfaRegistered++;
  if (isMfaCapable) counts.mfaCapable++;
  if (!hasOnlyPhones(methods)) return;
  counts.phoneOnly++;
  if (isAdmin) counts.phoneOnlyAdmins++;
}

const MOST_NAMED = 5;

function accountsUnread(rowKeys: readonly string[]): Problem {
  return { code: 'accountsUnread', accounts: rowKeys.length, rowKeys: rowKeys.slice(0, MOST_NAMED) };
}
