import { describe, expect, test } from '@jest/globals';
import { minuteOf } from '../../shared/domain/account/moments';
import { DAY_MS, isoTime } from '../../shared/domain/time';
import { isUnreported, timesAlone, urgentSince, urgentUseOf } from '../../shared/domain/urgent/urgentUse';
import { NOW, someFacts } from './builders';

const EARLY = '2026-03-01T10:00:00.000Z';
const LATE = '2026-03-02T10:00:30.000Z';
const lastUse = { at: LATE, app: 'azureCli', outcome: 'withoutMfa', ipAddress: '192.0.2.1' } as const;
const alone = (...times: string[]) => ({ passwordAlone: times.map(minuteOf) });
const NOBODY = { breakGlass: new Set<string>(), privileged: new Set<string>() };

describe('the urgent use of an account', () => {
  test('is the last use of one that is named as break-glass, by id or by UPN', () => {
    const facts = someFacts({ userId: 'u', userPrincipalName: 'Root@Contoso.example', lastUse });
    for (const name of ['u', 'root@contoso.example']) {
      const use = urgentUseOf(facts, { ...NOBODY, breakGlass: new Set([name]) });
      expect(use).toMatchObject({ kind: 'breakGlassUsed', userId: 'u', ...lastUse });
    }
    expect(urgentUseOf(facts, NOBODY)).toBeNull();
    expect(urgentUseOf(someFacts({ userId: 'u' }), { ...NOBODY, breakGlass: new Set(['u']) })).toBeNull();
  });

  test('is the newest sign-in by a password alone of one with a privileged role', () => {
    const occasions = {
      adminPortals: alone(EARLY, LATE),
      azureCli: { ...alone(EARLY), rememberedDevice: [minuteOf(LATE) + 1] },
    };
    const watched = { ...NOBODY, privileged: new Set(['u']) };
    expect(urgentUseOf(someFacts({ userId: 'u', occasions, lastUse }), watched)).toMatchObject({
      kind: 'passwordAlone',
      at: '2026-03-02T10:00:00.000Z',
      app: 'adminPortals',
      outcome: 'withoutMfa',
      ipAddress: null,
    });
    expect(urgentUseOf(someFacts({ userId: 'u', lastUse }), watched)).toBeNull();
  });

  test('has the address of the last use, if it is the same sign-in', () => {
    const facts = someFacts({ userId: 'u', occasions: { azureCli: alone(LATE) }, lastUse });
    expect(urgentUseOf(facts, { ...NOBODY, privileged: new Set(['u']) })?.ipAddress).toBe('192.0.2.1');
  });

  test('of a break-glass account with a role is its last use alone', () => {
    const both = { breakGlass: new Set(['u']), privileged: new Set(['u']) };
    const facts = someFacts({ userId: 'u', occasions: { azureCli: alone(LATE) }, lastUse });
    expect(urgentUseOf(facts, both)?.kind).toBe('breakGlassUsed');
  });
});

test('a use is reported by a mail about it or about a later one', () => {
  expect(isUnreported({ at: LATE }, null)).toBe(true);
  expect(isUnreported({ at: LATE }, { reported: EARLY })).toBe(true);
  expect(isUnreported({ at: LATE }, { reported: LATE })).toBe(false);
  expect(isUnreported({ at: EARLY }, { reported: LATE })).toBe(false);
});

test('sign-ins by a password alone count once a minute, after the last mail', () => {
  const facts = someFacts({ occasions: { azureCli: alone(EARLY, LATE), adminPortals: alone(LATE) } });
  expect(timesAlone(facts, isoTime(NOW - 9 * DAY_MS), LATE)).toBe(2);
  expect(timesAlone(facts, EARLY, LATE)).toBe(1);
});

test('a use is urgent from a day before the first run on, and for two weeks', () => {
  expect(urgentSince(NOW, NOW)).toBe(isoTime(NOW - DAY_MS));
  expect(urgentSince(NOW - 90 * DAY_MS, NOW)).toBe(isoTime(NOW - 14 * DAY_MS));
});
