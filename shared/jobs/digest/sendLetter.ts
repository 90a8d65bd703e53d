import type { Letter, SendDeps } from './letter';
import { type SetSummary, sendToSet } from './sendToSet';

export type LetterSummary =
  | { readonly outcome: 'alreadyDone' | 'underWay' | 'quiet' }
  | { readonly outcome: 'sent'; readonly recipients: number; readonly mails: number };

export type LetterDue = {
  readonly letter: Letter;
  readonly localDay: string;
  readonly now: number;
  /** The further sets of recipients, if no mail of this day says who they are; none by default. */
  readonly others?: readonly (readonly string[])[];
  /** Asked before each further set: if true, it is left to the next tick. Never by default. */
  readonly isLate?: () => boolean;
};

/**
 * Sends the mail of a local day, once to each set of recipients.
 *
 * @throws DigestError when it is due and could not be sent to all of them; the next tick tries again
 */
export async function sendLetter(
  deps: SendDeps,
  { others: lastOthers = [], isLate = () => false, ...due }: LetterDue,
): Promise<LetterSummary> {
  const { letter, localDay } = due;
  const tried = [await ended(sendToSet({ deps, ...due, set: 0 }))];
  // An error for one set must not keep the mail from the others.
  const others = (await deps.readDigest(letter.series, localDay))?.others ?? lastOthers;
  for (const [index, to] of others.entries()) {
    if (isLate()) break;
    tried.push(await ended(sendToSet({ deps, ...due, set: index + 1, to })));
  }
  return together(tried);
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

function together(tried: readonly Ended[]): LetterSummary {
  const summaries = tried.map((one) => {
    if (one.kind === 'failed') throw one.error;
    return one.summary;
  });
  const outcomes = summaries.map(({ outcome }) => outcome);
  for (const outcome of ['underWay', 'sent', 'quiet'] as const) {
    if (outcomes.includes(outcome)) return summaryOf(outcome, summaries);
  }
  return { outcome: 'alreadyDone' };
}

function summaryOf(outcome: 'underWay' | 'sent' | 'quiet', summaries: readonly SetSummary[]): LetterSummary {
  if (outcome !== 'sent') return { outcome };
  const sent = summaries.filter((summary) => summary.outcome === outcome);
  const recipients = sent.reduce((sum, summary) => sum + summary.recipients, 0);
  return { outcome, recipients, mails: sent.length };
}
