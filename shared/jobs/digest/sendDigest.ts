import { dayAfter, dueDay } from '../../domain/digest/digestDue';
import { FIRST_SET } from '../../domain/digest/digestLedger';
import { FIRST_DIGEST_WAIT_MS, isNotDueYet } from '../../domain/firstDays';
import { localTime } from '../../domain/time';
import { type DigestDeps, type SetSummary, sendToSet } from './sendToSet';

export type DigestSummary =
  | {
      /** `waiting`: for the first poll to come to its end. */
      readonly outcome: 'notDue' | 'waiting' | 'alreadyDone' | 'underWay' | 'quiet';
      readonly localDay: string | null;
    }
  | {
      readonly outcome: 'sent';
      readonly localDay: string;
      readonly recipients: number;
      readonly mails: number;
    };

/**
 * Sends the digest of the local day, once to each set of recipients: the day is claimed before anything is sent.
 *
 * @throws DigestError when it is due and could not be sent to all of them; the next tick tries again
 */
export async function sendDigest(deps: DigestDeps, now: Date): Promise<DigestSummary> {
  const at = now.getTime();
  const isFirst = (await deps.latestBefore(FIRST_SET, dayAfter(localTime(at, deps.timeZone).day))) === null;
  const localDay = dueDay(at, deps, isFirst);
  if (localDay === null) return { outcome: 'notDue', localDay };
  if (isFirst && (await isTooEarly(deps, at))) return { outcome: 'waiting', localDay };
  const tried = [await ended(sendToSet({ deps, set: FIRST_SET, localDay, now: at }))];
  // An error for one set must not keep the digest from the others.
  const others = (await deps.readDigest(FIRST_SET, localDay))?.others ?? [];
  for (const [index, to] of others.entries()) {
    tried.push(await ended(sendToSet({ deps, set: FIRST_SET + 1 + index, to, localDay, now: at })));
  }
  return together(tried, localDay);
}

/** The first poll of a small tenant takes seconds, and its timer fires with that of the digest. */
const LOOK_EVERY_MS = 5_000;
const MOST_LOOKS = 24;

/** The first digest goes to all administrators: it waits until it has something to report. */
async function isTooEarly(deps: DigestDeps, now: number): Promise<boolean> {
  if (!isNotDueYet(await deps.startedAt(now), now, FIRST_DIGEST_WAIT_MS)) return false;
  for (let looks = 0; looks < MOST_LOOKS; looks++) {
    if (await isPolled(deps)) return false;
    await deps.wait(LOOK_EVERY_MS);
  }
  return true;
}

/** Whether a poll has read everything that is due. */
async function isPolled({ readCheckpoint }: DigestDeps): Promise<boolean> {
  return (await readCheckpoint('run'))?.behindSince === null;
}

type Ended =
  | { readonly kind: 'ended'; readonly summary: SetSummary }
  | { readonly kind: 'failed'; readonly error: unknown };

async function ended(run: Promise<SetSummary>): Promise<Ended> {
  try {
    return { kind: 'ended', summary: await run };
  } catch (error) {
    return { kind: 'failed', error };
  }
}

function together(tried: readonly Ended[], localDay: string): DigestSummary {
  const summaries = tried.map((one) => {
    if (one.kind === 'failed') throw one.error;
    return one.summary;
  });
  const outcomes = summaries.map(({ outcome }) => outcome);
  for (const outcome of ['underWay', 'sent', 'quiet'] as const) {
    if (outcomes.includes(outcome)) return summaryOf(outcome, summaries, localDay);
  }
  return { outcome: 'alreadyDone', localDay };
}

function summaryOf(
  outcome: 'underWay' | 'sent' | 'quiet',
  summaries: readonly SetSummary[],
  localDay: string,
): DigestSummary {
  if (outcome !== 'sent') return { outcome, localDay };
  const sent = summaries.filter((summary) => summary.outcome === outcome);
  const recipients = sent.reduce((sum, summary) => sum + summary.recipients, 0);
  return { outcome, localDay, recipients, mails: sent.length };
}
