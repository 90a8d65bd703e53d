import type { AccountFacts } from '../domain/account/accountFacts';
import type { Registration } from '../domain/account/registration';
import { DAY_MS, HOUR_MS, isoTime } from '../domain/polling/span';
import type { Problem } from '../domain/problem';
import type { PostureRun } from './readHealth';
import type { UpdateAccounts } from './storeSpan';

export type PostureDeps = {
  /** Tells how many rows of a page could not be read. */
  readonly registrationPages: (onSkipped: (rows: number) => void) => AsyncIterable<readonly Registration[]>;
  /** Tells the row key of each stored account that could not be read. */
  readonly allAccounts: (onBadRow: (rowKey: string) => void) => AsyncIterable<AccountFacts>;
  readonly updateAccounts: UpdateAccounts;
  readonly savePosture: (kind: 'run' | 'registration', day: string, value: unknown) => Promise<void>;
  /** Forgets findings, rejects, posture and digests of the days before. */
  readonly forgetBefore: (day: string) => Promise<number>;
  readonly forgetAccounts: (isOver: (facts: AccountFacts) => boolean) => Promise<number>;
  readonly retentionDays: number;
  readonly problemOf: (error: unknown) => Problem | null;
};

export type PostureSummary = RegistrationCounts & {
  readonly accountsUpdated: number;
  readonly forgotten: number;
  readonly problems: readonly string[];
};

type RegistrationCounts = {
  readonly users: number;
  readonly mfaRegistered: number;
  readonly mfaCapable: number;
};

/** Reads who can do MFA, in pages, and forgets what is past retention. */
export async function refreshPosture(deps: PostureDeps, now: Date): Promise<PostureSummary> {
  const day = now.toISOString().slice(0, 10);
  const { counts, accountsUpdated, problems } = await refreshRegistrations(deps, day);
  const forgotten = await forget(deps, now.getTime());
  const run: PostureRun = { at: now.toISOString(), problems };
  await deps.savePosture('run', day, run);
  return { ...counts, accountsUpdated, forgotten, problems: problems.map(({ code }) => code) };
}

export type FreshenDeps = PostureDeps & { readonly latestPosture: () => Promise<PostureRun | null> };

const FRESH_MS = 6 * HOUR_MS;

/** Refreshes what is hours old, for a reader who is told next. */
export async function freshenPosture(deps: FreshenDeps, now: Date): Promise<void> {
  const last = await deps.latestPosture();
  if (last !== null && Math.abs(now.getTime() - Date.parse(last.at)) < FRESH_MS) return;
  // A posture that stays old is told by health; it must not keep the digest from going out.
  await refreshPosture(deps, now).catch(() => undefined);
}

type Refreshed = {
  readonly counts: RegistrationCounts;
  readonly accountsUpdated: number;
  readonly problems: readonly Problem[];
};

/** A missing licence or permission is told and costs readiness only, as a bad row does; any other error ends the run. */
async function refreshRegistrations(deps: PostureDeps, day: string): Promise<Refreshed> {
  const known = new Set<string>();
  const badRows: string[] = [];
  for await (const { userId } of deps.allAccounts((rowKey) => badRows.push(rowKey))) known.add(userId);
  const problems = badRows.length > 0 ? [accountsUnread(badRows)] : [];
  let skipped = 0;
  const found = new Map<string, Registration>();
  const counts = { users: 0, mfaRegistered: 0, mfaCapable: 0 };
  try {
    const pages = deps.registrationPages((rows) => {
      skipped += rows;
    });
    for await (const page of pages) {
      for (const registration of page) {
        counts.users++;
        if (registration.isMfaRegistered) counts.mfaRegistered++;
        if (registration.isMfaCapable) counts.mfaCapable++;
        if (known.has(registration.userId)) found.set(registration.userId, registration);
      }
    }
  } catch (error) {
    const problem = deps.problemOf(error);
    if (problem === null) throw error;
    return { counts, accountsUpdated: 0, problems: [...problems, problem] };
  }
  const accountsUpdated = await deps.updateAccounts([...found.keys()], (userId, stored) => {
    const registration = found.get(userId);
    return stored && registration ? { ...stored, registration } : stored;
  });
  await deps.savePosture('registration', day, counts);
  if (skipped > 0) problems.push(registrationsUnread(skipped));
  return { counts, accountsUpdated, problems };
}

const MOST_NAMED = 5;

function accountsUnread(rowKeys: readonly string[]): Problem {
  const named = rowKeys.slice(0, MOST_NAMED).join(', ');
  return {
    code: 'accountsUnread',
    sentence: `${rowKeys.length} stored accounts cannot be read, so what is said here leaves them out.`,
    mend: `Mend or delete these rows of the table Accounts: ${named}${rowKeys.length > MOST_NAMED ? ' and more' : ''}.`,
  };
}

function registrationsUnread(rows: number): Problem {
  return {
    code: 'registrationsUnread',
    sentence: `${rows} rows of the registration report could not be read, so the readiness of those users may be unknown or old.`,
    mend: 'Upgrade MFA Watch; if it stays, report it to the project.',
  };
}

async function forget(deps: PostureDeps, now: number): Promise<number> {
  const oldest = isoTime(now - deps.retentionDays * DAY_MS);
  const rows = await deps.forgetBefore(oldest.slice(0, 10));
  return rows + (await deps.forgetAccounts((facts) => lastSeen(facts) < oldest));
}

function lastSeen(facts: AccountFacts): string {
  const times = Object.values(facts.apps).flatMap((use) => [use.lastFinding, use.lastMfa]);
  return [facts.namedAt, facts.lastSignal?.at ?? null, ...times].reduce<string>(
    (last, time) => (time !== null && time > last ? time : last),
    '',
  );
}
