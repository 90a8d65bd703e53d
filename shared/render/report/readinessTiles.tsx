import { type AccountView, READINESS, type Readiness } from '../../domain/account/account';
import { READINESS_TONES, type Tone } from '../tones';
import { inDigits } from '../words/counted';
import { READINESS_WORDS } from '../words/readiness';
import { READINESS_TITLE } from '../words/report';
import { openGroupOf } from './accountGroups';
import { Section } from './parts';

/** The number of open accounts by readiness, worst first. */
export function ReadinessTiles({ accounts }: { readonly accounts: readonly AccountView[] }) {
  const open = accounts.filter((account) => openGroupOf(account) === 'open');
  const tiles = WORST_FIRST.map((readiness) => ({
    readiness,
    count: open.filter((account) => account.readiness === readiness).length,
  })).filter(({ count }) => count > 0);
  // A single number of unknown accounts says nothing.
  if (tiles.every(({ readiness }) => readiness === 'unknown')) return null;
  return (
    <Section id="readiness" title={READINESS_TITLE}>
      <ul class="tiles">
        {tiles.map(({ readiness, count }) => (
          <li key={readiness} class={READINESS_TONES[readiness]}>
            <b>{inDigits(count)}</b> {READINESS_WORDS[readiness]}
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
