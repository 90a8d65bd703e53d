import type { CountedAs } from '../../shared/domain/account/effectCounts';
import { inDigits } from '../../shared/render/words/counted';
import { ACCOUNT_COLUMNS, GROUP_WORDS } from '../../shared/render/words/report';

export const LOOK_FIRST = 'Look at these accounts first:';
export const OPEN_THESE = 'Open these:';
export const FILE_LABELS = { report: 'Report', digest: 'Digest', urgent: 'Urgent mail' } as const;
export const BESIDE_MAILS = 'Beside each mail, .txt is its text part and .json its recipients.';

/** @param next without a full stop */
export function nextStepInWords(next: string): string {
  return `${ACCOUNT_COLUMNS.next}: ${next}.`;
}

/** An account that counts under another number in the report than in the digest before. */
export type Moved = {
  readonly name: string;
  /** `null` if nothing was stored of it. */
  readonly before: CountedAs | null;
  readonly now: CountedAs;
};

export type NumberPair = {
  readonly number: keyof typeof NAMES;
  readonly before: number;
  readonly now: number;
};

/** Why the report shows other numbers than the digest; `null` if it shows the same. */
export function differenceInWords(pairs: readonly NumberPair[], moved: readonly Moved[]): string | null {
  const differing = pairs.filter(({ before, now }) => before !== now);
  if (differing.length === 0) return null;
  const numbers = differing.map(
    ({ number, before, now }) =>
      `${NAMES[number]}: ${inDigits(before)} in the digest, ${inDigits(now)} in the report`,
  );
  return `The report is newer than the digest, so their numbers differ (${numbers.join('; ')}). Since the digest, ${moved.map(movedInWords).join('; ')}.`;
}

const NAMES = {
  stopped: GROUP_WORDS.stopped.title,
  getsIn: GROUP_WORDS.getsIn.title,
  readsOnly: GROUP_WORDS.readsOnly.title,
  excepted: GROUP_WORDS.excepted.title,
} as const;

function movedInWords({ name, before, now }: Moved): string {
  if (before === 'excepted') return `the exemption of ${name} has ended`;
  if (now === 'excepted') return `${name} was exempted`;
  if (before === null || before === 'none') return `${name} has appeared in the log`;
  if (now === 'none') return `${name} was resolved`;
  return `${name} has moved from “${titleOf(before)}” to “${titleOf(now)}”`;
}

function titleOf(number: Exclude<CountedAs, 'none'>): string {
  return GROUP_WORDS[number].title;
}
