import { expect, test } from '@jest/globals';
import {
  ENFORCED_BECAUSE,
  NOT_ENFORCED_BECAUSE,
  type PhaseState,
} from '../../../shared/domain/enforcement/enforcement';
import { noticeInWords, noticesTitle, phaseInWords } from '../../../shared/render/words/enforcement';

const STATES: readonly PhaseState[] = [
  ...ENFORCED_BECAUSE.map((because) => ({ state: 'enforced' as const, because })),
  ...NOT_ENFORCED_BECAUSE.map((because) => ({ state: 'notEnforced' as const, because })),
  { state: 'postponed', until: '2026-12-01T00:00:00.000Z' },
  { state: 'notVisible', because: 'forbidden' },
];
const HIDDEN: PhaseState = { state: 'notVisible', because: 'forbidden' };
const asIs = (iso: string) => iso;

test.each(STATES)('%j is a plain sentence or two', (state) => {
  for (const phase of ['phase1', 'phase2'] as const) {
    const words = phaseInWords(phase, state, asIs);
    expect(words).toMatch(/^[A-Z].*\.$/);
    expect(words).not.toMatch(/undefined|null|\$\{/);
  }
});

test('a phase that is not visible names the role that makes it visible', () => {
  expect(phaseInWords('phase1', HIDDEN, asIs)).toContain('Reader at /providers/Microsoft.PortalServices');
  expect(phaseInWords('phase2', HIDDEN, asIs)).toContain('Reader on any one subscription');
});

test('a notice begins with the day to act by, if there is one', () => {
  const notice = { id: 'MC1', title: 'Mandatory MFA', startsAt: '1', modifiedAt: '2', actBy: null };
  expect(noticeInWords(notice, asIs)).toBe('Message center post MC1, changed on 2.');
  expect(noticeInWords({ ...notice, actBy: '3' }, asIs)).toBe(
    'Act by 3. Message center post MC1, changed on 2.',
  );
  expect(noticesTitle(7)).toBe('From Microsoft: 7 notices');
});
