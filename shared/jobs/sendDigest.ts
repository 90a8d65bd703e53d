import type { DigestContent } from '../domain/digest/digest';
import { dayAfter, dueDay, quietIsSent, stepFor } from '../domain/digest/digestDue';
import type { DigestEntry, StoredDigestEntry } from '../domain/digest/digestLedger';
import { localTime } from '../domain/digest/localTime';
import {
  MAX_RECIPIENTS,
  type Mail,
  type MailContent,
  type Mailer,
  type SendOutcome,
} from '../domain/digest/mail';
import { isoTime } from '../domain/polling/span';
import { type ComposeDeps, composeToday, type Today } from './composeToday';

export type DigestDeps = ComposeDeps & {
  /** Local time of day, `HH:MM`. */
  readonly time: string;
  readonly whenQuiet: 'daily' | 'weekly' | 'never';
  readonly readDigest: (localDay: string) => Promise<StoredDigestEntry | null>;
  /** The newest entry of a local day before this one, whatever became of it. */
  readonly latestBefore: (localDay: string) => Promise<StoredDigestEntry | null>;
  /** Creates the day's entry; `null` when another run has. */
  readonly claimDigest: (localDay: string, entry: DigestEntry) => Promise<StoredDigestEntry | null>;
  /** `null` when another run changed the entry first. */
  readonly updateDigest: (stored: StoredDigestEntry, entry: DigestEntry) => Promise<StoredDigestEntry | null>;
  /** Reads anew who can do MFA where that is hours old, so that no account is told of with its readiness unknown. */
  readonly freshenPosture: (now: Date) => Promise<void>;
  readonly renderDigest: (content: DigestContent) => MailContent;
  readonly mailer: Mailer;
  /** A UUID that is the same for the same text. */
  readonly uuidOf: (text: string) => string;
};

export type DigestSummary =
  | {
      readonly outcome: 'notDue' | 'alreadyDone' | 'underWay' | 'quiet';
      readonly localDay: string | null;
    }
  | {
      readonly outcome: 'sent';
      readonly localDay: string;
      readonly recipients: number;
      readonly mails: number;
    };

/** A digest that is due and did not go out. */
class DigestError extends Error {
  readonly code: 'noRecipients' | 'notSent' | 'gaveUp';

  constructor(code: DigestError['code'], message: string) {
    super(message);
    this.name = 'DigestError';
    this.code = code;
  }
}

/**
 * Sends the digest of the local day, once: the day is claimed before anything is sent.
 *
 * @throws DigestError when it is due and could not be sent; the next tick tries again
 */
export async function sendDigest(deps: DigestDeps, now: Date): Promise<DigestSummary> {
  const at = now.getTime();
  const isFirst = (await deps.latestBefore(dayAfter(localTime(at, deps.timeZone).day))) === null;
  const localDay = dueDay(at, deps, isFirst);
  if (localDay === null) return { outcome: 'notDue', localDay };
  const entry = await deps.readDigest(localDay);
  switch (stepFor(entry, at)) {
    case 'done':
      return { outcome: 'alreadyDone', localDay };
    case 'wait':
      return { outcome: 'underWay', localDay };
    case 'giveUp':
      throw new DigestError(
        'gaveUp',
        `The digest of ${localDay} was tried ${entry?.tries} times: ${entry?.reason}`,
      );
    case 'claim':
    case 'resume': {
      // The clock is behind: what the day after has told must not be told again.
      if (await deps.readDigest(dayAfter(localDay))) return { outcome: 'alreadyDone', localDay };
      if (!(await concludeEarlier(deps, localDay, at))) return { outcome: 'underWay', localDay };
      const claimed = await claim(deps, localDay, { before: entry, now: at });
      // A lost race is no error: the other run sends it.
      if (claimed === null || (await isMet(deps, localDay, at))) return { outcome: 'underWay', localDay };
      const lastSent = await deps.latestSent(localDay);
      return deliver({ deps, claimed, lastSent, now: at });
    }
  }
}

/** Whether another run, by another clock, has taken a day beside this one meanwhile: one of them must not go out alone. */
async function isMet(deps: DigestDeps, localDay: string, now: number): Promise<boolean> {
  if (await deps.readDigest(dayAfter(localDay))) return true;
  return stepFor(await deps.latestBefore(localDay), now) === 'wait';
}

/** One try at one digest. */
type Try = {
  readonly deps: DigestDeps;
  readonly claimed: StoredDigestEntry;
  readonly lastSent: StoredDigestEntry | null;
  readonly now: number;
};

/**
 * An earlier digest may have gone out although no try lived to note it: this one goes on from what that one told.
 *
 * @returns false while its fate is open
 */
async function concludeEarlier(deps: DigestDeps, localDay: string, now: number): Promise<boolean> {
  const earlier = await deps.latestBefore(localDay);
  const step = stepFor(earlier, now);
  if (earlier === null || step === 'done') return true;
  if (step === 'wait') return false;
  const outcome = await deps.mailer.outcomeOf(earlier.operationId);
  if (outcome?.kind === 'unclear') throw new DigestError('notSent', outcome.reason);
  if (outcome?.kind === 'underWay') return false;
  if (outcome?.kind !== 'sent') return true;
  return (await deps.updateDigest(earlier, { ...earlier, status: 'sent', reason: null })) !== null;
}

async function claim(
  deps: DigestDeps,
  localDay: string,
  { before, now }: { readonly before: StoredDigestEntry | null; readonly now: number },
): Promise<StoredDigestEntry | null> {
  const entry: DigestEntry = {
    status: 'claimed',
    operationId: before?.operationId ?? deps.uuidOf(`digest ${localDay}`),
    at: isoTime(now),
    tries: (before?.tries ?? 0) + 1,
    // What went wrong last stays readable until it goes well.
    reason: before?.reason ?? null,
    named: before?.named ?? {},
    toldUntil: before?.toldUntil ?? isoTime(now),
  };
  return before ? deps.updateDigest(before, entry) : deps.claimDigest(localDay, entry);
}

async function deliver(attempt: Try): Promise<DigestSummary> {
  const { deps, claimed, now } = attempt;
  try {
    // A try before this one may have gone out although its answer was lost.
    const before = claimed.tries > 1 ? await deps.mailer.outcomeOf(claimed.operationId) : null;
    if (before?.kind === 'unclear') throw new DigestError('notSent', before.reason);
    await deps.freshenPosture(new Date(now));
    const { localDay, tries } = claimed;
    const today = await composeToday(deps, { localDay, now, lastSent: attempt.lastSent, tries });
    if (isOut(before)) return await send(attempt, claimed, today);
    return await sendAnew(attempt, today, before);
  } catch (error) {
    const reason =
      error instanceof Error && 'code' in error ? error.message : 'see the log of the function sendDigest';
    const failed = await deps.readDigest(claimed.localDay);
    // What another run has taken over meanwhile is that run's to note.
    if (failed?.tries === claimed.tries)
      await deps.updateDigest(failed, { ...failed, status: 'failed', reason });
    throw error;
  }
}

async function sendAnew(attempt: Try, today: Today, before: SendOutcome | null): Promise<DigestSummary> {
  const { deps, claimed, lastSent, now } = attempt;
  const { localDay } = claimed;
  if (today.content.quiet && !quietIsSent(deps.whenQuiet, lastSent?.at ?? null, now)) {
    await deps.updateDigest(claimed, { ...claimed, status: 'quiet', reason: null });
    return { outcome: 'quiet', localDay };
  }
  if (today.recipients.addresses.length === 0) throw nobody(today);
  // The service would answer a refused operation with its old refusal.
  const operationId =
    before?.kind === 'refused' ? deps.uuidOf(`digest ${localDay} ${claimed.tries}`) : claimed.operationId;
  const sending = await deps.updateDigest(claimed, {
    ...claimed,
    ...today.told,
    status: 'sending',
    operationId,
  });
  return sending ? send(attempt, sending, today) : { outcome: 'underWay', localDay };
}

/** What went out in an earlier try is left alone; what is only on its way is asked about at the next tick. */
async function send({ deps }: Try, sending: StoredDigestEntry, today: Today): Promise<DigestSummary> {
  const { localDay, tries } = sending;
  const mails = mailsFor(deps.renderDigest(today.content), today.recipients.addresses);
  let isUnderWay = false;
  for (const [index, mail] of mails.entries()) {
    const operationId = index === 0 ? sending.operationId : deps.uuidOf(`${sending.operationId} ${index}`);
    const known = tries > 1 ? await deps.mailer.outcomeOf(operationId) : null;
    const outcome =
      known === null || known.kind === 'refused' ? await deps.mailer.send(mail, operationId) : known;
    if (outcome.kind === 'refused' || outcome.kind === 'unclear')
      throw new DigestError('notSent', outcome.reason);
    isUnderWay ||= outcome.kind === 'underWay';
  }
  await deps.updateDigest(sending, { ...sending, status: isUnderWay ? 'sending' : 'sent', reason: null });
  if (isUnderWay) return { outcome: 'underWay', localDay };
  return { outcome: 'sent', localDay, recipients: today.recipients.addresses.length, mails: mails.length };
}

function isOut(outcome: SendOutcome | null): boolean {
  return outcome?.kind === 'sent' || outcome?.kind === 'underWay';
}

/** Names what kept the administrators from being read, if that is why. */
function nobody(today: Today): DigestError {
  const why = today.content.problems.find(
    ({ code }) => code === 'missingPermission' || code === 'identityUnknown',
  );
  const because = why
    ? `${why.sentence} ${why.mend}`
    : 'no Global Administrator has an address and DIGEST_RECIPIENTS is empty';
  return new DigestError('noRecipients', `There is nobody to send it to: ${because}`);
}

function mailsFor(content: MailContent, addresses: readonly string[]): Mail[] {
  const mails: Mail[] = [];
  for (let from = 0; from < addresses.length; from += MAX_RECIPIENTS) {
    mails.push({ ...content, to: addresses.slice(from, from + MAX_RECIPIENTS) });
  }
  return mails;
}
