import type { DigestContent } from '../domain/digest/digest';
import { dayAfter, dueDay, quietIsSent, stepFor } from '../domain/digest/digestDue';
import type { DigestEntry, StoredDigestEntry } from '../domain/digest/digestLedger';
import { localTime } from '../domain/digest/localTime';
import { MAX_RECIPIENTS, type MailContent, type Mailer, type SendOutcome } from '../domain/digest/mail';
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
  const outcomes = await outcomesOf(deps, earlier);
  if (outcomes.some((outcome) => outcome?.kind === 'underWay')) return false;
  if (!outcomes.some(isOut)) return true;
  return (await deps.updateDigest(earlier, { ...earlier, status: 'sent', reason: null })) !== null;
}

/**
 * What became of each mail that a try has handed over, or was about to.
 *
 * @throws DigestError when that of one cannot be learnt
 */
async function outcomesOf(
  { mailer }: DigestDeps,
  { mails }: StoredDigestEntry,
): Promise<readonly (SendOutcome | null)[]> {
  const outcomes: (SendOutcome | null)[] = [];
  for (const { operationId } of mails) {
    const outcome = await mailer.outcomeOf(operationId);
    if (outcome?.kind === 'unclear') throw new DigestError('notSent', outcome.reason);
    outcomes.push(outcome);
  }
  return outcomes;
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
    stopped: before?.stopped ?? {},
    coverage: before?.coverage ?? null,
    mails: before?.mails ?? [],
  };
  return before ? deps.updateDigest(before, entry) : deps.claimDigest(localDay, entry);
}

async function deliver(attempt: Try): Promise<DigestSummary> {
  const { deps, claimed, now } = attempt;
  try {
    // A try before this one may have gone out although its answer was lost.
    const before = await outcomesOf(deps, claimed);
    await deps.freshenPosture(new Date(now));
    const { localDay, tries } = claimed;
    const today = await composeToday(deps, { localDay, now, lastSent: attempt.lastSent, tries });
    if (before.some(isOut)) return await sendRest(attempt, today, before);
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

type Outcomes = readonly (SendOutcome | null)[];

async function sendAnew(attempt: Try, today: Today, before: Outcomes): Promise<DigestSummary> {
  const { deps, claimed, lastSent, now } = attempt;
  const { localDay } = claimed;
  if (today.content.quiet && !quietIsSent(deps.whenQuiet, lastSent?.at ?? null, now)) {
    await deps.updateDigest(claimed, { ...claimed, status: 'quiet', reason: null });
    return { outcome: 'quiet', localDay };
  }
  const { addresses } = today.recipients;
  if (addresses.length === 0) throw nobody(today);
  const operationId = before.some(isRefused) ? operationOf(attempt, 0) : claimed.operationId;
  const mails = batchesOf(addresses).map((to, index) => ({
    operationId: index === 0 ? operationId : deps.uuidOf(`${operationId} ${index}`),
    to,
  }));
  const entry: DigestEntry = { ...claimed, ...today.told, operationId, mails };
  return send(attempt, { entry, content: today.content, before: [] });
}

/** Some of the mails have gone out: what these told is what is told, and the rest goes to those that are left. */
function sendRest(attempt: Try, today: Today, before: Outcomes): Promise<DigestSummary> {
  const mails = attempt.claimed.mails.map((mail, index) =>
    isRefused(before[index] ?? null) ? { ...mail, operationId: operationOf(attempt, index) } : mail,
  );
  return send(attempt, { entry: { ...attempt.claimed, mails }, content: today.content, before });
}

/** The service would answer a refused operation with its old refusal. */
function operationOf({ deps, claimed: { localDay, tries } }: Try, index: number): string {
  return deps.uuidOf(`digest ${localDay} ${tries} ${index}`);
}

type Sending = { readonly entry: DigestEntry; readonly content: DigestContent; readonly before: Outcomes };

/** What went out in an earlier try is left alone; what is only on its way is asked about at the next tick. */
async function send({ deps, claimed }: Try, { entry, content, before }: Sending): Promise<DigestSummary> {
  const { localDay } = claimed;
  const { mails } = entry;
  // Before the first call, so that whoever takes over knows what to ask for.
  const sending = await deps.updateDigest(claimed, { ...entry, status: 'sending' });
  if (sending === null) return { outcome: 'underWay', localDay };
  const mail = deps.renderDigest(content);
  let isUnderWay = false;
  for (const [index, { operationId, to }] of mails.entries()) {
    const known = before[index] ?? null;
    const outcome = isOut(known) ? known : await deps.mailer.send({ ...mail, to }, operationId);
    if (outcome.kind === 'refused' || outcome.kind === 'unclear')
      throw new DigestError('notSent', outcome.reason);
    isUnderWay ||= outcome.kind === 'underWay';
  }
  await deps.updateDigest(sending, { ...sending, status: isUnderWay ? 'sending' : 'sent', reason: null });
  if (isUnderWay) return { outcome: 'underWay', localDay };
  const recipients = mails.reduce((sum, { to }) => sum + to.length, 0);
  return { outcome: 'sent', localDay, recipients, mails: mails.length };
}

function isOut(outcome: SendOutcome | null): outcome is SendOutcome {
  return outcome?.kind === 'sent' || outcome?.kind === 'underWay';
}

function isRefused(outcome: SendOutcome | null): boolean {
  return outcome?.kind === 'refused';
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

function batchesOf(addresses: readonly string[]): string[][] {
  const batches: string[][] = [];
  for (let from = 0; from < addresses.length; from += MAX_RECIPIENTS) {
    batches.push(addresses.slice(from, from + MAX_RECIPIENTS));
  }
  return batches;
}
