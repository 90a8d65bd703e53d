import pMap from 'p-map';
import type { AccountFacts } from '../../domain/account/accountFacts';
import { dayAfter, dayBefore } from '../../domain/digest/digestDue';
import { type StoredDigestEntry, seriesOf, urgentUser } from '../../domain/digest/digestLedger';
import { FIRST_DIGEST_WAIT_MS, isNotDueYet } from '../../domain/firstDays';
import { localTime, MINUTE_MS } from '../../domain/time';
import { oldestUrgent, urgentSince, urgentUseOf } from '../../domain/urgent/urgentUse';
import { type FirstPollDeps, isPolled } from '../digest/firstPoll';
import type { Letter, SendDeps } from '../digest/letter';
import { sendLetter } from '../digest/sendLetter';
import { type Urgent, type UrgentLetterDeps, urgentLetter, withdrawnLetter } from './urgentLetter';

export type UrgentDeps = UrgentLetterDeps &
  SendDeps &
  FirstPollDeps & {
    /** Whether urgent mails are sent at all. */
    readonly urgentMail: boolean;
    /** The stored facts of these users, without those that are not stored. */
    readonly accountsOf: (userIds: Iterable<string>) => Promise<readonly AccountFacts[]>;
    /** The ids of the stored accounts with these UPNs, lower case. */
    readonly idsOfUpns: (upns: readonly string[]) => Promise<readonly string[]>;
    /** User ids of the accounts with a privileged directory role. */
    readonly privilegedUsers: () => Promise<ReadonlySet<string>>;
    /** The newest mail of each series of local days from this one on that is neither out nor over. */
    readonly unsentUrgent: (sinceDay: string) => Promise<readonly StoredDigestEntry[]>;
    readonly clock: () => number;
  };

export type UrgentSummary = {
  /** Mails that are out; a set of recipients gets one. */
  readonly urgentMails: number;
  /** Accounts whose mail the service has, or another run. */
  readonly urgentUnderWay: number;
};

/** From the first mail on: the rest of the ten minutes of a run is for the digest. The next tick goes on. */
const BUDGET_MS = MINUTE_MS;

/**
 * Sends a mail about each account with an urgent use that no mail has reported; one a local day, at most, about each account.
 *
 * @throws the first error, after all accounts were tried; the next tick tries again
 */
export async function sendUrgent(deps: UrgentDeps, now: Date): Promise<UrgentSummary> {
  const at = now.getTime();
  const localDay = localTime(at, deps.timeZone).day;
  const errors: unknown[] = [];
  let urgentMails = 0;
  let urgentUnderWay = 0;
  const open = deps.urgentMail ? await openLetters(deps, { localDay, now: at }) : [];
  const until = deps.clock() + BUDGET_MS;
  const isLate = () => deps.clock() > until;
  const send = async ({ letter, others }: Open) => {
    if (isLate()) return;
    try {
      const summary = await sendLetter(deps, { letter, others, isLate, localDay, now: at });
      if (summary.outcome === 'sent') urgentMails += summary.mails;
      if (summary.outcome === 'underWay') urgentUnderWay++;
    } catch (error) {
      errors.push(error);
    }
  };
  // The mails about two accounts have nothing in common but their readers.
  await pMap(open, send, { concurrency: LETTERS_AT_ONCE });
  if (errors.length > 0) throw errors[0];
  return { urgentMails, urgentUnderWay };
}

/** Exchange takes four requests at once for a mailbox. https://learn.microsoft.com/graph/throttling-limits (read 2026-11-29) */
const LETTERS_AT_ONCE = 4;

type At = { readonly localDay: string; readonly now: number };

type Open = {
  readonly letter: Letter;
  /** The further sets of recipients of the last mail: one that it did not reach gets it now, though the first has no news. */
  readonly others: readonly (readonly string[])[];
};

/** The letters of which some set of recipients may not have the newest use. */
async function openLetters(deps: UrgentDeps, at: At): Promise<readonly Open[]> {
  const [urgent, unsent] = await Promise.all([
    urgentAccounts(deps, at.now),
    deps.unsentUrgent(dayBefore(at.localDay)),
  ]);
  const used = new Set(urgent.map(({ facts }) => facts.userId));
  const begun = unsent.map(({ series }) => urgentUser(series));
  const letters = [
    ...urgent.map((one) => urgentLetter(deps, one)),
    // The log has taken the use back, but the mail about it may be out.
    ...[...new Set(begun)].filter((userId) => !used.has(userId)).map(withdrawnLetter),
  ];
  const found = await pMap(letters, (letter) => openLetter(deps, letter, at), { concurrency: AT_ONCE });
  return found.filter((open) => open !== null);
}

const AT_ONCE = 8;

/** `null` if the newest mail of each set is out and reports the newest use. */
async function openLetter(deps: UrgentDeps, letter: Letter, { localDay }: At): Promise<Open | null> {
  const newestOf = (set: number) => deps.latestBefore(seriesOf(letter.series, set), dayAfter(localDay));
  const isOut = (entry: StoredDigestEntry | null) => entry?.status === 'sent' && !letter.isDue(entry);
  const first = await newestOf(0);
  const others = first?.others ?? [];
  if (!isOut(first)) return { letter, others };
  const newest = await Promise.all(others.map((_to, index) => newestOf(index + 1)));
  return newest.every(isOut) ? null : { letter, others };
}

/** The accounts with an urgent use, reported or not: break-glass accounts first, then the newest use. */
async function urgentAccounts(deps: UrgentDeps, now: number): Promise<readonly Urgent[]> {
  const { breakGlass } = deps;
  const [named, privileged] = await Promise.all([breakGlassIds(deps), deps.privilegedUsers()]);
  const ids = new Set([...named, ...privileged]);
  const found = await pMap(ids, (userId) => deps.accountsOf([userId]), { concurrency: AT_ONCE });
  const uses = found.flat().flatMap((facts) => {
    const use = urgentUseOf(facts, { breakGlass, privileged });
    return use !== null && Date.parse(use.at) >= oldestUrgent(now) ? [{ facts, use }] : [];
  });
  // Noting the start may write, and an hour without a use writes nothing.
  if (uses.length === 0) return [];
  const startedAt = await deps.startedAt(now);
  const since = urgentSince(startedAt, now);
  // Until the first poll has ended, the MFA that a session proved days ago may be unread.
  const isEarly = isNotDueYet(startedAt, now, FIRST_DIGEST_WAIT_MS) && !(await isPolled(deps));
  return uses
    .filter(({ use }) => use.at >= since && !(isEarly && use.kind === 'passwordAlone'))
    .sort((a, b) => a.use.kind.localeCompare(b.use.kind) || b.use.at.localeCompare(a.use.at))
    .map((urgent) => ({ ...urgent, since }));
}

/** The setting may name an account by its UPN, under which no row can be found without a search. */
async function breakGlassIds({ breakGlass, idsOfUpns }: UrgentDeps): Promise<readonly string[]> {
  const names = [...breakGlass];
  const upns = names.filter((name) => name.includes('@'));
  return [...names.filter((name) => !name.includes('@')), ...(upns.length > 0 ? await idsOfUpns(upns) : [])];
}
