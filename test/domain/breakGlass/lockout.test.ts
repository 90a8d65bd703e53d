import { describe, expect, test } from '@jest/globals';
import { ENFORCED_APPS } from '../../../shared/domain/apps/enforcedApps';
import { lockoutsOf, type PolicySubject } from '../../../shared/domain/breakGlass/lockout';
import type { People, Policy } from '../../../shared/domain/coverage/policy';
import { aPolicy } from '../builders';
import { idOfRole } from '../roleIds';

const GLOBAL = idOfRole('Global Administrator');
const BREAK_GLASS: PolicySubject = {
  userId: 'u',
  groups: new Set(['g']),
  roles: new Set([GLOBAL]),
};
const NOBODY: People = { everyone: false, users: [], groups: [], roles: [], guests: [] };
const CONTROLS = aPolicy().controls;

function lockedOutBy(change: Partial<Policy>, subject: Partial<PolicySubject> = {}) {
  return lockoutsOf({ ...BREAK_GLASS, ...subject }, [aPolicy({ name: 'P', ...change })], ENFORCED_APPS);
}

describe('a policy could lock an account out', () => {
  test.each<[string, Partial<Policy>]>([
    ['everyone', {}],
    ['it by id', { include: { ...NOBODY, users: ['u'] } }],
    ['one of its groups', { include: { ...NOBODY, groups: ['g'] } }],
    ['its role', { include: { ...NOBODY, roles: [GLOBAL] } }],
  ])('that includes %s', (_, change) => {
    expect(lockedOutBy(change)).toEqual(['P']);
  });

  test.each<[string, Policy['controls']]>([
    ['a block', { ...CONTROLS, builtIn: ['block'] }],
    ['a device', { ...CONTROLS, builtIn: ['compliantDevice'] }],
    ['a custom control', { ...CONTROLS, builtIn: [], custom: ['duo'] }],
    [
      'a strength of the tenant',
      { ...CONTROLS, builtIn: [], strength: { id: 'own', satisfies: 'mfa', combinations: ['sms,password'] } },
    ],
  ])('that requires %s', (_, controls) => {
    expect(lockedOutBy({ controls })).toEqual(['P']);
  });
});

describe('a policy does not lock an account out', () => {
  test.each<[string, Partial<Policy>]>([
    ['that excludes it by id', { exclude: { ...NOBODY, users: ['u'] } }],
    ['that excludes one of its groups', { exclude: { ...NOBODY, groups: ['g'] } }],
    ['that excludes its role', { exclude: { ...NOBODY, roles: [GLOBAL] } }],
    ['about somebody else', { include: { ...NOBODY, users: ['v'], groups: ['h'], roles: ['r'] } }],
    ['that only reports', { state: 'reportOnly' }],
    ['that is off', { state: 'disabled' }],
    ['with session controls alone', { controls: { ...CONTROLS, builtIn: [] } }],
    ['against legacy clients', { conditions: [{ what: 'client', include: ['other'], exclude: [] }] }],
    [
      'that excludes the apps it includes',
      {
        apps: {
          include: ['MicrosoftAdminPortals'],
          exclude: ['MicrosoftAdminPortals'],
          excludesByFilter: false,
        },
      },
    ],
    ['for another app', { apps: { include: ['other'], exclude: [], excludesByFilter: false } }],
    [
      'that requires phishing-resistant MFA, as Microsoft recommends',
      {
        controls: {
          ...CONTROLS,
          builtIn: [],
          strength: { id: '00000000-0000-0000-0000-000000000004', satisfies: 'mfa', combinations: ['fido2'] },
        },
      },
    ],
  ])('%s', (_, change) => {
    expect(lockedOutBy(change)).toEqual([]);
  });
});

describe('if the groups of an account are not known, a policy', () => {
  test('about a group may lock it out or not', () => {
    expect(lockedOutBy({ include: { ...NOBODY, groups: ['g'] } }, { groups: null })).toBeNull();
  });

  test('that excludes a group may lock it out or not', () => {
    expect(lockedOutBy({ exclude: { ...NOBODY, groups: ['g'] } }, { groups: null })).toBeNull();
  });

  test('that excludes the account by id does not lock it out', () => {
    const exclude = { ...NOBODY, users: ['u'], groups: ['g'] };
    expect(lockedOutBy({ exclude }, { groups: null })).toEqual([]);
  });

  test('that certainly locks it out is named', () => {
    const unsure = aPolicy({ name: 'Unsure', include: { ...NOBODY, groups: ['g'] } });
    expect(
      lockoutsOf({ ...BREAK_GLASS, groups: null }, [unsure, aPolicy({ name: 'Sure' })], ENFORCED_APPS),
    ).toEqual(['Sure']);
  });
});

test('a policy about a role may lock an account out or not if its roles are not known', () => {
  expect(lockedOutBy({ include: { ...NOBODY, roles: [GLOBAL] } }, { roles: null })).toBeNull();
});
