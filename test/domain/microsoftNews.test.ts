import { describe, expect, test } from '@jest/globals';
import { microsoftNews, microsoftSent } from '../../shared/domain/digest/microsoftNews';
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
const news = (enforcement: Enforcement | null, sent: Readonly<Record<string, string>> = {}) =>
  microsoftNews({ enforcement, notices: null }, sent, null);
/** Counts as sent once a digest has gone out with these. */
const sentWith = (enforcement: Enforcement, sent: Readonly<Record<string, string>> = {}) =>
  microsoftSent({ enforcement, notices: null }, sent);

describe('the state of the phases', () => {
  test.each<[string, PhaseState, string]>([
    ['enforced', ENFORCED, 'enforced notPostponed'],
    ['postponed', { state: 'postponed', until: UNTIL }, `postponed ${UNTIL}`],
    ['not enforced', { state: 'notEnforced', because: 'notDenied' }, 'notEnforced notDenied'],
    ['not there yet', { state: 'notEnforced', because: 'notThereYet' }, 'notEnforced notThereYet'],
    ['late', { state: 'notEnforced', because: 'notThere' }, 'notEnforced notThereYet'],
  ])('is sent once if either phase is %s', (_what, state, mark) => {
    expect(news(states(state))).toMatchObject({ enforcement: null, firstRead: states(state) });
    expect(sentWith(states(state))).toEqual({ phase1: mark });
    expect(sentWith(states(HIDDEN, state))).toEqual({ phase2: mark });
    expect(news(states(state), { phase1: mark }).enforcement).toBeNull();
    expect(news(states(HIDDEN, state), { phase2: mark }).enforcement).toBeNull();
    expect(news(states(HIDDEN, state), { phase1: mark })).toMatchObject({
      enforcement: null,
      firstRead: states(HIDDEN, state),
    });
  });

  test('is sent again if one state or its reason changes', () => {
    const sent = sentWith(states(ENFORCED, { state: 'postponed', until: UNTIL }));
    expect(news(states(ENFORCED, ENFORCED), sent).enforcement).toEqual(states(ENFORCED, ENFORCED));
    const later = states(ENFORCED, { state: 'postponed', until: AT });
    expect(news(later, sent).enforcement).toEqual(later);
    const over = states({ state: 'enforced', because: 'postponementOver' });
    expect(news(over, sent).enforcement).toEqual(over);
  });

  test('is no news if it is not visible, and earlier states are remembered', () => {
    expect(news(states(HIDDEN, HIDDEN))).toMatchObject({ enforcement: null, firstRead: null });
    const sent = sentWith(states(ENFORCED));
    expect(sentWith(states(HIDDEN), sent)).toEqual(sent);
    expect(news(null, sent)).toEqual({ enforcement: null, firstRead: null, notices: [] });
  });
});

describe('a notice', () => {
  const known = (...notices: readonly Notice[]) => ({ enforcement: null, notices: { at: AT, notices } });
  const all = known(aNotice('MC1'), aNotice('MC2'));
  const LATER = '2026-03-03T03:00:00.000Z';

  test('is sent if it is new or has changed, and once each', () => {
    expect(microsoftNews(all, {}, null).notices.map(({ id }) => id)).toEqual(['MC1', 'MC2']);
    const sent = microsoftSent(all, { phase1: 'enforced notPostponed' });
    expect(sent).toEqual({ phase1: 'enforced notPostponed', notices: AT, MC1: AT, MC2: AT });
    const changed = aNotice('MC2', LATER);
    expect(microsoftNews(known(aNotice('MC1'), changed), sent, AT).notices).toEqual([changed]);
    expect(microsoftNews(all, sent, AT).notices).toEqual([]);
  });

  test('is no news at the first read of posts, unless it came after the last digest', () => {
    const sent = { phase1: 'enforced notPostponed' };
    const late = aNotice('MC3', LATER);
    expect(microsoftNews(known(aNotice('MC1'), late), sent, AT).notices).toEqual([late]);
    expect(microsoftSent(all, sent)).toMatchObject({ MC1: AT, MC2: AT });
  });

  test('is news after a read of posts of which none was about MFA', () => {
    const sent = microsoftSent(known(), {});
    expect(microsoftNews(known(aNotice('MC1')), sent, LATER).notices).toEqual([aNotice('MC1')]);
  });
});
