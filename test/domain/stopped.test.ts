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
  viewOf(someFacts({ apps: {}, ...change }), { breakGlass: new Set(), told: {}, now: NOW });

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

  test('is said to be stopped, whatever it is', () => {
    const said = (change: Partial<AccountFacts>) => {
      const { readiness, reason } = view({ stops, ...change });
      return `${readiness}: ${reason}`;
    };
    expect(said({ interactive: false, protocols: { ropc: at(3) } })).toBe(
      'willBeStopped: Is stopped now. Signs in with ROPC (password in the request), which cannot do MFA.',
    );
    const script = { interactive: false, nonInteractive: true, clients: { curl: at(3) } };
    // A method helps nothing: it is registered, and the script is stopped all the same.
    expect(said({ ...script, registration: aRegistration() })).toBe(
      'willBeStopped: Is stopped now. Runs unattended: no person is there to answer a prompt for MFA.',
    );
    expect(said({ registration: aRegistration() })).toMatch(/^willBePrompted: Is stopped now\. A method is/);
    expect(said({ apps: { adminPortals: use(null, at(1)).azureCli } })).toMatch(/^unknown: Is stopped now\./);
  });

  test('advises to move the script and nothing else', () => {
    const { advice } = view({ stops, interactive: false, protocols: { ropc: at(3) } });
    expect(advice.map(({ action }) => action)).toEqual(['moveToWorkloadIdentity']);
  });
});
