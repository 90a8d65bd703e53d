import type { DigestContent } from '../../domain/digest/digest';
import { dayAfter, quietIsSent, stepFor } from '../../domain/digest/digestDue';
import { type DigestEntry, FIRST_SET, type StoredDigestEntry } from '../../domain/digest/digestLedger';
import type { MailContent, Mailer, SendOutcome } from '../../domain/digest/mail';
import type { MailFault } from '../../domain/fault';
import type { CheckpointKind, StoredCheckpoint } from '../../domain/polling/checkpoint';
import { HOUR_MS, isoTime } from '../../domain/time';
import { failureOf } from '../../domain/watchError';
import { type ComposeDeps, composeToday, type Today } from './composeToday';
import { DigestError } from './digestError';
import { nobody, readersOf } from './digestReaders';

export type DigestDeps = ComposeDeps & {
  /** Local time of day, `HH:MM`. */
  readonly time: string;
  readonly whenQuiet: 'daily' | 'weekly' | 'never';
  /** The sets of recipients are numbered from 0, as many to a set as one mail can have. */
  readonly readDigest: (set: number, localDay: string) => Promise<StoredDigestEntry | null>;
  /** The newest entry of a local day before this one, whatever its status. */
  readonly latestBefore: (set: number, localDay: string) => Promise<StoredDigestEntry | null>;
  /** Creates the day's entry; `null` if another run has. */
  readonly claimDigest: (
    set: number,
    localDay: string,
    entry: DigestEntry,
  ) => Promise<StoredDigestEntry | null>;
  /** `null` if another run changed the entry first. */
  readonly updateDigest: (stored: StoredDigestEntry, entry: DigestEntry) => Promise<StoredDigestEntry | null>;
  readonly readCheckpoint: (kind: CheckpointKind) => Promise<StoredCheckpoint | null>;
  /** When this deployment was first seen to run; noted by the first call. */
  readonly startedAt: (now: number) => Promise<number>;
  readonly wait: (ms: number) => Promise<void>;
  /** Reads the registrations again if they are hours old, so that no account is sent with its readiness unknown. */
  readonly freshenPosture: (now: Date) => Promise<void>;
  readonly renderDigest: (content: DigestContent) => MailContent;
  readonly mailer: Mailer;
  /** A UUID that is the same for the same text. */
  readonly uuidOf: (text: string) => string;
};

export type SetSummary = {
  readonly outcome: 'alreadyDone' | 'underWay' | 'quiet' | 'sent';
  readonly recipients: number;
};
const NOT_SENT = { recipients: 0 };

/** One digest for one set of recipients. */
type Due = {
  readonly deps: DigestDeps;
  readonly set: number;
  /** Left out for the first set: its recipients are read if there is something to send. */
  readonly to?: readonly string[];
  readonly localDay: string;
  readonly now: number;
};

/**
 * Sends the digest of a day to one set of recipients, once: the day is claimed before anything is sent.
 *
 * @throws DigestError when it could not be sent; the next tick tries again
 */
export async function sendToSet(due: Due): Promise<SetSummary> {
  const { deps, set, localDay, now } = due;
  const entry = await deps.readDigest(set, localDay);
  switch (stepFor(entry, now)) {
    case 'done':
      return { outcome: 'alreadyDone', ...NOT_SENT };
    case 'wait':
      return { outcome: 'underWay', ...NOT_SENT };
    case 'giveUp':
      throw new DigestError({
        system: 'watch',
        code: 'gaveUp',
        localDay,
        tries: entry?.tries ?? 0,
        last: entry?.reason ?? null,
      });
    case 'claim':
    case 'resume': {
      // The clock is behind: the news of the day after must not be sent again.
      if (await deps.readDigest(set, dayAfter(localDay))) return { outcome: 'alreadyDone', ...NOT_SENT };
      const earlier = await concludeEarlier(due);
      if (earlier === 'open') return { outcome: 'underWay', ...NOT_SENT };
      const claimed = await claim(due, entry);
      // A lost race is no error: the other run sends it.
      if (claimed === null) return { outcome: 'underWay', ...NOT_SENT };
      return deliver({ ...due, earlier, claimed, lastSent: await deps.latestSent(set, localDay) });
    }
  }
}

/** A mail that is under way for longer will not arrive, and must not keep the next one from going out. */
const UNDER_WAY_MS = 6 * HOUR_MS;

/**
 * An earlier digest may have gone out although its run died before it noted that: this one continues from there.
 *
 * @returns its entry; `open` while its outcome is
 */
async function concludeEarlier({ deps, set, localDay, now }: Due): Promise<Earlier | 'open'> {
  const earlier = await deps.latestBefore(set, localDay);
  const step = stepFor(earlier, now);
  if (earlier === null || step === 'done') return earlier;
  if (step === 'wait') return 'open';
  const outcome = await deps.mailer.outcomeOf(earlier.operationId);
  if (outcome?.kind === 'unclear') throw notSent(outcome.reason);
  if (outcome?.kind === 'underWay') return now - Date.parse(earlier.at) > UNDER_WAY_MS ? earlier : 'open';
  if (outcome?.kind !== 'sent') return earlier;
  return (await deps.updateDigest(earlier, { ...earlier, status: 'sent', reason: null })) ?? 'open';
}

async function claim(
  { deps, set, localDay, now }: Due,
  before: StoredDigestEntry | null,
): Promise<StoredDigestEntry | null> {
  const claimed = { status: 'claimed', at: isoTime(now) } as const;
  // The last reason stays readable until a try succeeds.
  if (before) return deps.updateDigest(before, { ...before, ...claimed, tries: before.tries + 1 });
  return deps.claimDigest(set, localDay, {
    ...claimed,
    operationId: deps.uuidOf(nameOf(set, localDay)),
    tries: 1,
    reason: null,
    to: [],
    others: [],
    named: {},
    stopped: {},
    coverage: null,
    microsoft: {},
  });
}

function nameOf(set: number, localDay: string): string {
  return set === FIRST_SET ? `digest ${localDay}` : `digest ${localDay} ${set}`;
}

/** The entry of the newest day before, as this run has concluded it; `null` if there is none. */
type Earlier = StoredDigestEntry | null;

/** One try at one digest. */
type Try = Due & {
  readonly earlier: Earlier;
  readonly claimed: StoredDigestEntry;
  readonly lastSent: StoredDigestEntry | null;
};

async function deliver(attempt: Try): Promise<SetSummary> {
  const { deps, set, localDay, claimed, lastSent, now } = attempt;
  const { tries } = claimed;
  try {
    // A try before this one may have gone out although its answer was lost.
    const before = tries > 1 ? await deps.mailer.outcomeOf(claimed.operationId) : null;
    if (before?.kind === 'unclear') throw notSent(before.reason);
    if (before?.kind === 'sent' || before?.kind === 'underWay') return await conclude(deps, claimed, before);
    await deps.freshenPosture(new Date(now));
    const today = await composeToday(deps, { localDay, now, lastSent, tries });
    return await sendAnew(attempt, today, before);
  } catch (error) {
    const reason = failureOf(error);
    const failed = await deps.readDigest(set, localDay);
    // If another run has taken over meanwhile, it notes the outcome.
    if (failed?.tries === tries) await deps.updateDigest(failed, { ...failed, status: 'failed', reason });
    throw error;
  }
}

async function sendAnew(attempt: Try, today: Today, before: SendOutcome | null): Promise<SetSummary> {
  const { deps, set, to, localDay, claimed, lastSent, now } = attempt;
  const recipients = readersOf(to, claimed, today);
  if (today.content.quiet && !quietIsSent(deps.whenQuiet, lastSent?.at ?? null, now)) {
    await deps.updateDigest(claimed, { ...claimed, ...recipients, status: 'quiet', reason: null });
    return { outcome: 'quiet', ...NOT_SENT };
  }
  if (recipients.to.length === 0) throw nobody(today);
  // The service would answer a refused operation with its old refusal.
  const operationId =
    before?.kind === 'refused'
      ? deps.uuidOf(`${nameOf(set, localDay)} try ${claimed.tries}`)
      : claimed.operationId;
  // Before the call, so that a run that takes over can ask for the outcome.
  const sending = await deps.updateDigest(claimed, {
    ...claimed,
    ...recipients,
    ...today.sent,
    status: 'sending',
    operationId,
  });
  if (sending === null || (await isMet(attempt))) return { outcome: 'underWay', ...NOT_SENT };
  const mail = { ...deps.renderDigest(today.content), to: sending.to };
  const outcome = await deps.mailer.send(mail, operationId);
  if (outcome.kind === 'refused' || outcome.kind === 'unclear') throw notSent(outcome.reason);
  return conclude(deps, sending, outcome);
}

function notSent(mail: MailFault): DigestError {
  return new DigestError({ system: 'watch', code: 'notSent', mail });
}

/**
 * Whether a run by another clock is at the day before or after: of two with the same news, one must not go out. Asked once
 * this one can be seen to be sending, so that of two at least one sees the other. Compares stored entries, not times.
 */
async function isMet({ deps, set, localDay, earlier }: Try): Promise<boolean> {
  if (await deps.readDigest(set, dayAfter(localDay))) return true;
  return (await deps.latestBefore(set, localDay))?.etag !== earlier?.etag;
}

const UNCONFIRMED = { system: 'watch', code: 'notSent', mail: { kind: 'unconfirmed' } } as const;

/** If the mail is under way, the next tick asks for its outcome. */
async function conclude(
  deps: DigestDeps,
  entry: StoredDigestEntry,
  outcome: SendOutcome,
): Promise<SetSummary> {
  const isSent = outcome.kind === 'sent';
  const reason = isSent || entry.tries === 1 ? null : UNCONFIRMED;
  await deps.updateDigest(entry, { ...entry, status: isSent ? 'sent' : 'sending', reason });
  return isSent ? { outcome: 'sent', recipients: entry.to.length } : { outcome: 'underWay', ...NOT_SENT };
}
