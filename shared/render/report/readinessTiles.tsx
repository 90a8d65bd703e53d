import { type AccountView, READINESS, type Readiness } from '../../domain/account/account';
import { isConcerned } from '../../domain/account/effectCounts';
import { READINESS_TONES, type Tone } from '../tones';
import { inDigits } from '../words/counted';
import { readinessInWords } from '../words/readiness';
import { READINESS_TITLE } from '../words/report';
import { Section } from './parts';

/** The number of accounts that are stopped, get in or only read, by readiness, worst first. */
export function ReadinessTiles({ accounts }: { readonly accounts: readonly AccountView[] }) {
  // One tile to a label: its tense follows the mandate at the apps of each account.
  const labelled = accounts.filter(isConcerned).map(({ readiness, mandate }) => ({
    label: readinessInWords(readiness, mandate),
    readiness,
  }));
  const tiles = [...new Map(labelled.map((one) => [one.label, one])).values()]
    .map((one) => ({ ...one, count: labelled.filter(({ label }) => label === one.label).length }))
    .sort((a, b) => WORST_FIRST.indexOf(a.readiness) - WORST_FIRST.indexOf(b.readiness));
  // A single number of unknown accounts says nothing.
  if (tiles.every(({ readiness }) => readiness === 'unknown')) return null;
  return (
    <Section id="readiness" title={READINESS_TITLE}>
      <ul class="tiles">
        {tiles.map(({ label, readiness, count }) => (
          <li key={label} class={READINESS_TONES[readiness]}>
            <b>{inDigits(count)}</b> {label}
          </li>
        ))}
      </ul>
    </Section>
  );
}

const URGENCY = { bad: 0, warn: 1, info: 2, quiet: 3, good: 4 } as const satisfies Record<Tone, number>;

const WORST_FIRST: readonly Readiness[] = [...READINESS].sort(
  (a, b) => URGENCY[READINESS_TONES[a]] - URGENCY[READINESS_TONES[b]],
);
