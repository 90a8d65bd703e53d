import { type AccountView, READINESS, type Readiness } from '../../domain/account/account';
import { READINESS_TONES, type Tone } from '../tones';
import { inDigits } from '../words/counted';
import { READINESS_WORDS } from '../words/words';
import { openGroupOf } from './accountGroups';
import { Section } from './parts';

/** How many of the open accounts will meet what, worst first. */
export function ReadinessTiles({ accounts }: { readonly accounts: readonly AccountView[] }) {
  const open = accounts.filter((account) => openGroupOf(account) === 'open');
  const tiles = WORST_FIRST.map((readiness) => ({
    readiness,
    count: open.filter((account) => account.readiness === readiness).length,
  })).filter(({ count }) => count > 0);
  // One number of what is not known says nothing.
  if (tiles.every(({ readiness }) => readiness === 'unknown')) return null;
  return (
    <Section id="readiness" title="When MFA is demanded of them">
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
