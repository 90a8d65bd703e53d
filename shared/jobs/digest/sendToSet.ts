import { dayAfter, stepFor } from '../../domain/digest/digestDue';
import { type DigestEntry, type StoredDigestEntry, seriesOf } from '../../domain/digest/digestLedger';
import type { Fate, MailName, SendOutcome } from '../../domain/digest/mail';
import type { MailFault } from '../../domain/fault';
import { HOUR_MS, isoTime } from '../../domain/time';
import { failureOf } from '../../domain/watchError';
import { DigestError } from './digestError';
import { nobody, readersOf } from './digestReaders';
import type { Composed, Letter, SendDeps } from './letter';

export type SetSummary = {
  readonly outcome: 'alreadyDone' | 'underWay' | 'quiet' | 'sent';
  readonly recipients: number;
};
const NOT_SENT = { recipients: 0 };

/** One mail to one set of recipients. */
type Due = {
  readonly deps: SendDeps;
  readonly letter: Letter;
  /** From 0, as many recipients to a set as one mail can have. */
  readonly set: number;
  /** Left out for the first set: its recipients are read if there is something to send. */
  readonly to?: readonly string[];
  readonly localDay: string;
  readonly now: number;
};

/**
 * Sends the mail of a day to one set of recipients, once: the day is claimed before anything is sent.
 *
 * @throws DigestError when it could not be sent; the next tick tries again
 */
export async function sendToSet(due: Due): Promise<SetSummary> {
  const { deps, letter, set, localDay, now } = due;
  const series = seriesOf(letter.series, set);
  const entry = await deps.readDigest(series, localDay);
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
      if (await deps.readDigest(series, dayAfter(localDay))) return { outcome: 'alreadyDone', ...NOT_SENT };
      const named = { ...due, series };
      const earlier = await concludeEarlier(named);
      if (earlier === 'open') return { outcome: 'underWay', ...NOT_SENT };
      const lastSent = await deps.latestSent(series, localDay);
      // A mail that was begun is brought to its end, whatever it reports.
      if (entry === null && !letter.isDue(lastSent)) return { outcome: 'alreadyDone', ...NOT_SENT };
      const claimed = await claim(named, entry);
      // A lost race is no error: the other run sends it.
      if (claimed === null) return { outcome: 'underWay', ...NOT_SENT };
      return deliver({ ...named, earlier, claimed, lastSent });
    }
  }
}

type Named = Due & { readonly series: string };

/** A mail that is under way for longer will not arrive, and must not keep the next one from going out. */
const UNDER_WAY_MS = 6 * HOUR_MS;

/**
 * An earlier mail may have gone out although its run died before it noted that: this one continues from there.
 *
 * @returns its entry; `open` while its outcome is
 */
async function concludeEarlier({ deps, series, localDay, now }: Named): Promise<Earlier | 'open'> {
  const earlier = await deps.latestBefore(series, localDay);
  const step = stepFor(earlier, now);
  if (earlier === null || step === 'done') return earlier;
  if (step === 'wait') return 'open';
  const fate = await deps.mailer.fateOf(earlier);
  if (fate.kind === 'unclear') throw notSent(fate.reason);
  if (fate.kind === 'underWay') return now - Date.parse(earlier.at) > UNDER_WAY_MS ? earlier : 'open';
  if (fate.kind !== 'sent') return earlier;
  return (await deps.updateDigest(earlier, { ...earlier, status: 'sent', reason: null })) ?? 'open';
}

async function claim(
  { deps, series, localDay, now }: Named,
  before: StoredDigestEntry | null,
): Promise<StoredDigestEntry | null> {
  const claimed = { status: 'claimed', at: isoTime(now) } as const;
  // The last reason stays readable until a try succeeds.
  if (before) return deps.updateDigest(before, { ...before, ...claimed, tries: before.tries + 1 });
  return deps.claimDigest(series, localDay, {
    ...claimed,
    operationId: deps.uuidOf(`${series} ${localDay}`),
    draftId: null,
    tries: 1,
    reason: null,
    to: [],
    others: [],
    named: {},
    stopped: {},
    coverage: null,
    microsoft: {},
    reported: null,
  });
}

/** The entry of the newest day before, as this run has concluded it; `null` if there is none. */
type Earlier = StoredDigestEntry | null;

/** One try at one mail. */
type Try = Named & {
  readonly earlier: Earlier;
  readonly claimed: StoredDigestEntry;
  readonly lastSent: DigestEntry | null;
};

async function deliver(attempt: Try): Promise<SetSummary> {
  const { deps, letter, series, localDay, claimed, lastSent, now } = attempt;
  const { tries } = claimed;
  try {
    // A try before this one may have gone out although its answer was lost.
    const before = tries > 1 ? await deps.mailer.fateOf(claimed) : NEVER_TRIED;
    if (before.kind === 'unclear') throw notSent(before.reason);
    if (before.kind === 'sent' || before.kind === 'underWay') return await conclude(deps, claimed, before);
    const name = nameFor(attempt, before);
    return await sendAnew(attempt, await letter.compose({ localDay, now, lastSent, tries }), name);
  } catch (error) {
    const reason = failureOf(error);
    const failed = await deps.readDigest(series, localDay);
    // If another run has taken over meanwhile, it notes the outcome.
    if (failed?.tries === tries) await deps.updateDigest(failed, { ...failed, status: 'failed', reason });
    throw error;
  }
}

const NEVER_TRIED: Fate = { kind: 'notSent', draftId: null };

function nameFor({ deps, series, localDay, claimed }: Try, before: Fate): MailName {
  const { operationId, tries } = claimed;
  if (before.kind === 'notSent') return { operationId, draftId: before.draftId };
  // The service would answer a refused operation with its old refusal.
  return { operationId: deps.uuidOf(`${series} ${localDay} try ${tries}`), draftId: null };
}

async function sendAnew(attempt: Try, composed: Composed, name: MailName): Promise<SetSummary> {
  const { deps, to, claimed } = attempt;
  const recipients = readersOf(to, claimed, composed);
  if (!composed.isNews) {
    await deps.updateDigest(claimed, { ...claimed, ...recipients, status: 'quiet', reason: null });
    return { outcome: 'quiet', ...NOT_SENT };
  }
  if (recipients.to.length === 0) throw nobody(composed);
  const mail = { ...composed.write(), to: recipients.to };
  const prepared = await deps.mailer.prepare(mail, name);
  if (prepared.kind === 'refused') throw notSent(prepared.reason);
  // Before the call, so that a run that takes over can ask for the outcome; and after the draft has this content, not before.
  const sending = await deps.updateDigest(claimed, {
    ...claimed,
    ...recipients,
    ...composed.sent,
    operationId: name.operationId,
    draftId: prepared.draftId,
    status: 'sending',
  });
  if (sending === null || (await isMet(attempt))) return { outcome: 'underWay', ...NOT_SENT };
  const outcome = await deps.mailer.send(mail, sending);
  if (outcome.kind === 'refused') await forgetDraft(deps, sending);
  if (outcome.kind === 'refused' || outcome.kind === 'unclear') throw notSent(outcome.reason);
  return conclude(deps, sending, outcome);
}

/** A draft that was certainly not sent and is gone later must not count as sent: the mark on it finds it, if it is there. */
async function forgetDraft(deps: SendDeps, entry: StoredDigestEntry): Promise<void> {
  if (entry.draftId !== null) await deps.updateDigest(entry, { ...entry, draftId: null });
}

function notSent(mail: MailFault): DigestError {
  return new DigestError({ system: 'watch', code: 'notSent', mail });
}

/**
 * Whether a run by another clock is at the day before or after: of two with the same news, one must not go out. Asked once
 * this one can be seen to be sending, so that of two at least one sees the other. Compares stored entries, not times.
 */
async function isMet({ deps, series, localDay, earlier }: Try): Promise<boolean> {
  if (await deps.readDigest(series, dayAfter(localDay))) return true;
  return (await deps.latestBefore(series, localDay))?.etag !== earlier?.etag;
}

const UNCONFIRMED = { system: 'watch', code: 'notSent', mail: { kind: 'unconfirmed' } } as const;

/** If the mail is under way, the next tick asks for its outcome. */
async function conclude(deps: SendDeps, entry: StoredDigestEntry, outcome: SendOutcome): Promise<SetSummary> {
  const isSent = outcome.kind === 'sent';
  const reason = isSent || entry.tries === 1 ? null : UNCONFIRMED;
  await deps.updateDigest(entry, { ...entry, status: isSent ? 'sent' : 'sending', reason });
  return isSent ? { outcome: 'sent', recipients: entry.to.length } : { outcome: 'underWay', ...NOT_SENT };
}
