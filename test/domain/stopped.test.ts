import { describe, expect, test } from '@jest/globals';
import type { AccountFacts } from '../../shared/domain/account/accountFacts';
import { viewOf } from '../../shared/domain/account/accountView';
import { isStoppedNow } from '../../shared/domain/account/stopped';
import { DAY_MS, isoTime } from '../../shared/domain/time';
import { aRegistration, NOW, someFacts } from './builders';

const at = (daysAgo: number) => isoTime(NOW - daysAgo * DAY_MS);
const use = (lastFinding: string | null, lastMfa: string | null) => ({
  azureCli: { firstFinding: lastFinding, lastFinding, lastMfa },
});
const stops = { azureCli: at(3) };
const view = (change: Partial<AccountFacts>) =>
  viewOf(someFacts({ apps: {}, ...change }), { breakGlass: new Set(), sent: {}, now: NOW });

describe('an account is stopped now', () => {
  test.each<[string, boolean, Partial<AccountFacts>]>([
    ['whose last attempt failed for lack of MFA', true, { stops, apps: {} }],
    ['that got in before, and not since', true, { stops, apps: use(at(4), null) }],
    ['that did MFA before, and not since', true, { stops, apps: use(null, at(9)) }],
    ['that did MFA the day before, and is stopped for days', true, { stops, apps: use(null, at(3.5)) }],
    ['not one that has done MFA since', false, { stops, apps: use(null, at(2)) }],
    ['not one that has got in since', false, { stops, apps: use(at(2), null) }],
    [
      'but MFA at another app is none there',
      true,
      { stops, apps: { adminPortals: use(null, at(1)).azureCli } },
    ],
    [
      'not one that closed a prompt today after MFA yesterday',
      false,
      { stops: { azureCli: at(0.5) }, apps: use(null, at(1)) },
    ],
    ['not one that gave up two weeks ago', false, { stops: { azureCli: at(14) }, apps: {} }],
    ['not one that was blocked by a policy', false, { blocks: stops, apps: {} }],
  ])('%s', (_, is, change) => {
    expect(isStoppedNow(someFacts(change), NOW)).toBe(is);
  });
});

describe('an account that is stopped now', () => {
  test('is not resolved, names the app, and does not get in', () => {
    expect(view({ stops })).toMatchObject({ state: 'new', hasOpenFinding: false, apps: ['azureCli'] });
    expect(view({ blocks: stops })).toMatchObject({ state: 'resolved', apps: ['azureCli'] });
    expect(view({ stops, apps: use(at(4), null) })).toMatchObject({ state: 'new', hasOpenFinding: true });
  });

  test('has that as its first reason, whatever its kind', () => {
    const outlook = (change: Partial<AccountFacts>) => {
      const { readiness, reasons } = view({ stops, ...change });
      return [readiness, ...reasons.map(({ code }) => code)];
    };
    expect(outlook({ interactive: false, protocols: { ropc: at(3) } })).toEqual([
      'willBeStopped',
      'stoppedNow',
      'usesRopc',
    ]);
    const script = { interactive: false, nonInteractive: true, clients: { curl: at(3) } };
    // A registered method does not help: the script is stopped all the same.
    expect(outlook({ ...script, registration: aRegistration() })).toEqual([
      'willBeStopped',
      'stoppedNow',
      'runsUnattended',
    ]);
    expect(outlook({ registration: aRegistration() })).toEqual([
      'willBePrompted',
      'stoppedNow',
      'methodAllowed',
    ]);
    expect(outlook({ apps: { adminPortals: use(null, at(1)).azureCli } })).toEqual([
      'unknown',
      'stoppedNow',
      'notInReport',
    ]);
  });

  test('is advised to move its script and nothing else', () => {
    const { advice } = view({ stops, interactive: false, protocols: { ropc: at(3) } });
    expect(advice).toEqual(['moveToWorkloadIdentity']);
  });
});
