import type { DigestContent } from '../domain/digest/digest';
import { dueDay, quietIsSent, stepFor } from '../domain/digest/digestDue';
import type { DigestEntry, StoredDigestEntry } from '../domain/digest/digestLedger';
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
  readonly time: string;
  readonly whenQuiet: 'daily' | 'weekly' | 'never';
  readonly readDigest: (localDay: string) => Promise<StoredDigestEntry | null>;
  /** Creates the day's entry; `null` when another run has. */
  readonly claimDigest: (localDay: string, entry: DigestEntry) => Promise<StoredDigestEntry | null>;
  /** `null` when another run changed the entry first. */
  readonly updateDigest: (stored: StoredDigestEntry, entry: DigestEntry) => Promise<StoredDigestEntry | null>;
  readonly renderDigest: (content: DigestContent) => MailContent;
  readonly mailer: Mailer;
  /** A UUID that is the same for the same text. */
  readonly uuidOf: (text: string) => string;
};

export type DigestSummary =
  | { readonly outcome: 'notDue' | 'alreadyDone' | 'underWay' | 'quiet'; readonly localDay: string | null }
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
  const localDay = dueDay(at, deps);
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
      const claimed = await claim(deps, localDay, { before: entry, now: at });
      // A lost race is no error: the other run sends it.
      return claimed ? compose(deps, claimed, at) : { outcome: 'underWay', localDay };
    }
  }
}

async function claim(
  deps: DigestDeps,
  localDay: string,
  at: { readonly before: StoredDigestEntry | null; readonly now: number },
): Promise<StoredDigestEntry | null> {
  const entry: DigestEntry = {
    status: 'claimed',
    operationId: deps.uuidOf(`digest ${localDay}`),
    at: isoTime(at.now),
    tries: (at.before?.tries ?? 0) + 1,
    reason: null,
    named: at.before?.named ?? {},
  };
  return at.before ? deps.updateDigest(at.before, entry) : deps.claimDigest(localDay, entry);
}

async function compose(deps: DigestDeps, claimed: StoredDigestEntry, now: number): Promise<DigestSummary> {
  const { localDay } = claimed;
  const at = isoTime(now);
  // A try before this one may have gone out although its answer was lost.
  const before = claimed.tries > 1 ? await deps.mailer.outcomeOf(claimed.operationId) : null;
  const today = await composeToday(deps, localDay, now);
  if (isOut(before)) return send(deps, claimed, today);
  if (today.content.quiet && !quietIsSent(deps.whenQuiet, today.lastSent?.at ?? null, now)) {
    await deps.updateDigest(claimed, { ...claimed, status: 'quiet', at });
    return { outcome: 'quiet', localDay };
  }
  if (today.recipients.addresses.length === 0) {
    const reason =
      'nobody to send it to: no Global Administrator has an address and DIGEST_RECIPIENTS is empty';
    await deps.updateDigest(claimed, { ...claimed, status: 'failed', at, reason });
    throw new DigestError('noRecipients', `The digest of ${localDay} has ${reason}`);
  }
  const sending = await deps.updateDigest(claimed, {
    ...claimed,
    status: 'sending',
    at,
    named: today.named,
    // The service would answer a refused operation with its old refusal.
    operationId:
      before?.kind === 'refused' ? deps.uuidOf(`digest ${localDay} ${claimed.tries}`) : claimed.operationId,
  });
  return sending ? send(deps, sending, today) : { outcome: 'underWay', localDay };
}

async function send(deps: DigestDeps, sending: StoredDigestEntry, today: Today): Promise<DigestSummary> {
  const mails = mailsFor(deps.renderDigest(today.content), today.recipients.addresses);
  for (const [index, mail] of mails.entries()) {
    const operationId = index === 0 ? sending.operationId : deps.uuidOf(`${sending.operationId} ${index}`);
    const before = sending.tries > 1 ? await deps.mailer.outcomeOf(operationId) : null;
    if (isOut(before)) continue;
    const outcome = await deps.mailer.send(mail, operationId);
    if (outcome.kind === 'refused' || outcome.kind === 'unclear') {
      await deps.updateDigest(sending, { ...sending, status: 'failed', reason: outcome.reason });
      throw new DigestError('notSent', `The digest of ${sending.localDay} was not sent: ${outcome.reason}`);
    }
  }
  await deps.updateDigest(sending, { ...sending, status: 'sent' });
  const recipients = today.recipients.addresses.length;
  return { outcome: 'sent', localDay: sending.localDay, recipients, mails: mails.length };
}

function isOut(outcome: SendOutcome | null): boolean {
  return outcome?.kind === 'sent' || outcome?.kind === 'underWay';
}

function mailsFor(content: MailContent, addresses: readonly string[]): Mail[] {
  const mails: Mail[] = [];
  for (let from = 0; from < addresses.length; from += MAX_RECIPIENTS) {
    mails.push({ ...content, to: addresses.slice(from, from + MAX_RECIPIENTS) });
  }
  return mails;
}
