import { dayAfter, dueDay } from '../../domain/digest/digestDue';
import { DIGESTS } from '../../domain/digest/digestLedger';
import { FIRST_DIGEST_WAIT_MS, isNotDueYet } from '../../domain/firstDays';
import { localTime } from '../../domain/time';
import { type DigestLetterDeps, digestLetter } from './digestLetter';
import { type FirstPollDeps, isPolled } from './firstPoll';
import type { SendDeps } from './letter';
import { type LetterSummary, sendLetter } from './sendLetter';

export type DigestDeps = DigestLetterDeps &
  SendDeps &
  FirstPollDeps & {
    /** Local time of day, `HH:MM`. */
    readonly time: string;
    readonly wait: (ms: number) => Promise<void>;
  };

export type DigestSummary =
  | {
      /** `waiting`: for the first poll to come to its end. */
      readonly outcome: 'notDue' | 'waiting';
      readonly localDay: string | null;
    }
  | (LetterSummary & { readonly localDay: string });

/**
 * Sends the digest of the local day, once to each set of recipients: the day is claimed before anything is sent.
 *
 * @throws DigestError when it is due and could not be sent to all of them; the next tick tries again
 */
export async function sendDigest(deps: DigestDeps, now: Date): Promise<DigestSummary> {
  const at = now.getTime();
  const isFirst = (await deps.latestBefore(DIGESTS, dayAfter(localTime(at, deps.timeZone).day))) === null;
  const localDay = dueDay(at, deps, isFirst);
  if (localDay === null) return { outcome: 'notDue', localDay };
  if (isFirst && (await isTooEarly(deps, at))) return { outcome: 'waiting', localDay };
  return { ...(await sendLetter(deps, { letter: digestLetter(deps), localDay, now: at })), localDay };
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
