import { describe, expect, test } from '@jest/globals';
import { microsoftNews, microsoftTold } from '../../shared/domain/digest/microsoftNews';
import type { Enforcement, PhaseState } from '../../shared/domain/enforcement/enforcement';
import type { Notice } from '../../shared/domain/notices/notice';

const AT = '2026-03-02T03:00:00.000Z';
const UNTIL = '2026-07-01T23:59:59.000Z';
const ENFORCED: PhaseState = { state: 'enforced', because: 'notPostponed' };
const HIDDEN: PhaseState = { state: 'notVisible', because: 'forbidden' };

const states = (phase1: PhaseState, phase2: PhaseState = HIDDEN): Enforcement => ({ at: AT, phase1, phase2 });
const aNotice = (id: string, modifiedAt = AT): Notice => ({
  id,
  title: id,
  startsAt: AT,
  modifiedAt,
  actBy: null,
});
const news = (enforcement: Enforcement | null, told: Readonly<Record<string, string>> = {}) =>
  microsoftNews({ enforcement, notices: null }, told, null);
/** What counts as told once a digest has told of these. */
const toldOf = (enforcement: Enforcement, told: Readonly<Record<string, string>> = {}) =>
  microsoftTold({ enforcement, notices: null }, told);

describe('the state of the phases', () => {
  test.each<[string, PhaseState, string]>([
    ['enforced', ENFORCED, 'enforced notPostponed'],
    ['postponed', { state: 'postponed', until: UNTIL }, `postponed ${UNTIL}`],
    ['not enforced', { state: 'notEnforced', because: 'notDenied' }, 'notEnforced notDenied'],
    ['not there yet', { state: 'notEnforced', because: 'notThereYet' }, 'notEnforced notThereYet'],
    ['still not there', { state: 'notEnforced', because: 'notThere' }, 'notEnforced notThereYet'],
  ])('is told once where it is %s, of either phase', (_what, state, mark) => {
    expect(news(states(state))).toMatchObject({ enforcement: null, firstRead: states(state) });
    expect(toldOf(states(state))).toEqual({ phase1: mark });
    expect(toldOf(states(HIDDEN, state))).toEqual({ phase2: mark });
    expect(news(states(state), { phase1: mark }).enforcement).toBeNull();
    expect(news(states(HIDDEN, state), { phase2: mark }).enforcement).toBeNull();
    expect(news(states(HIDDEN, state), { phase1: mark })).toMatchObject({
      enforcement: null,
      firstRead: states(HIDDEN, state),
    });
  });

  test('is told again when that of one changes, or its reason', () => {
    const told = toldOf(states(ENFORCED, { state: 'postponed', until: UNTIL }));
    expect(news(states(ENFORCED, ENFORCED), told).enforcement).toEqual(states(ENFORCED, ENFORCED));
    const later = states(ENFORCED, { state: 'postponed', until: AT });
    expect(news(later, told).enforcement).toEqual(later);
    const over = states({ state: 'enforced', because: 'postponementOver' });
    expect(news(over, told).enforcement).toEqual(over);
  });

  test('that is not visible is no news, nor forgets what was told', () => {
    expect(news(states(HIDDEN, HIDDEN))).toMatchObject({ enforcement: null, firstRead: null });
    const told = toldOf(states(ENFORCED));
    expect(toldOf(states(HIDDEN), told)).toEqual(told);
    expect(news(null, told)).toEqual({ enforcement: null, firstRead: null, notices: [] });
  });
});

describe('a notice', () => {
  const known = (...notices: readonly Notice[]) => ({ enforcement: null, notices: { at: AT, notices } });
  const all = known(aNotice('MC1'), aNotice('MC2'));
  const LATER = '2026-03-03T03:00:00.000Z';

  test('is told when it is new and when it has changed, and once each', () => {
    expect(microsoftNews(all, {}, null).notices.map(({ id }) => id)).toEqual(['MC1', 'MC2']);
    const told = microsoftTold(all, { phase1: 'enforced notPostponed' });
    expect(told).toEqual({ phase1: 'enforced notPostponed', notices: AT, MC1: AT, MC2: AT });
    const changed = aNotice('MC2', LATER);
    expect(microsoftNews(known(aNotice('MC1'), changed), told, AT).notices).toEqual([changed]);
    expect(microsoftNews(all, told, AT).notices).toEqual([]);
  });

  test('is no news when posts are read for the first time, unless it came after the last digest', () => {
    const told = { phase1: 'enforced notPostponed' };
    const late = aNotice('MC3', LATER);
    expect(microsoftNews(known(aNotice('MC1'), late), told, AT).notices).toEqual([late]);
    expect(microsoftTold(all, told)).toMatchObject({ MC1: AT, MC2: AT });
  });

  test('is news once posts were read and none was about MFA', () => {
    const told = microsoftTold(known(), {});
    expect(microsoftNews(known(aNotice('MC1')), told, LATER).notices).toEqual([aNotice('MC1')]);
  });
});
