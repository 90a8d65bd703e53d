import { describe, expect, test } from '@jest/globals';
import { ENFORCED_APPS, type EnforcedApp } from '../../shared/domain/apps/enforcedApps';
import { isAboutSomebody } from '../../shared/domain/coverage/about';
import { closingPolicy } from '../../shared/domain/coverage/closingPolicy';
import { coverageOf } from '../../shared/domain/coverage/coverage';
import { type Demand, demandOf, otherControls } from '../../shared/domain/coverage/demand';
import type { WhoeverMeets } from '../../shared/domain/coverage/hole';
import type {
  Condition,
  Controls,
  Guests,
  People,
  Policy,
  Strength,
} from '../../shared/domain/coverage/policy';
import { GUEST_TYPES, is, isNot, isPossible } from '../../shared/domain/coverage/situation';
import { targetsOf } from '../../shared/domain/coverage/targets';

const NOBODY: People = { everyone: false, users: [], groups: [], roles: [], guests: [] };
const EVERYONE: People = { ...NOBODY, everyone: true };
const ALEX = 'b0000001-0000-4000-8000-000000000001';
const FABRIKAM = 'e0000002-0000-4000-8000-000000000002';

const someControls = (change: Partial<Controls> = {}): Controls => ({
  operator: 'or',
  builtIn: ['mfa'],
  custom: [],
  strength: null,
  ...change,
});

function aPolicy(change: Partial<Policy> = {}): Policy {
  return {
    id: 'p',
    name: 'Require MFA',
    state: 'enabled',
    isMicrosoftManaged: false,
    apps: { include: ['All'], exclude: [], excludesByFilter: false },
    include: EVERYONE,
    exclude: NOBODY,
    conditions: [],
    controls: someControls(),
    unread: [],
    ...change,
  };
}

const atCli = (...policies: readonly Policy[]) => coverageOf(ENFORCED_APPS, policies, false).azureCli;
const gapsAtCli = (...policies: readonly Policy[]) =>
  atCli(...policies)?.gaps.map(({ who, why, policy }) => [policy, why, who]);

describe('the demand of a grant', () => {
  const strength = (change: Partial<Strength>): Strength => ({
    id: null,
    satisfies: null,
    combinations: null,
    ...change,
  });

  test.each<[string, Partial<Controls>, Demand, readonly string[], WhoeverMeets['strength']?]>([
    ['MFA', {}, 'mfa', []],
    [
      'MFA and a compliant device',
      { operator: 'and', builtIn: ['mfa', 'compliantDevice'] },
      'mfa',
      ['compliantDevice'],
    ],
    ['MFA or a compliant device', { builtIn: ['mfa', 'compliantDevice'] }, 'mfaOrOther', ['compliantDevice']],
    ['a compliant device', { builtIn: ['compliantDevice'] }, 'none', ['compliantDevice']],
    ['a custom control', { builtIn: [], custom: ['duo'] }, 'custom', ['duo']],
    [
      'a custom control or a device',
      { builtIn: ['compliantDevice'], custom: ['duo'] },
      'custom',
      ['compliantDevice', 'duo'],
    ],
    ['MFA or a custom control', { custom: ['duo'] }, 'mfaOrOther', ['duo']],
    ['MFA and a custom control', { operator: 'and', custom: ['duo'] }, 'mfa', ['duo']],
    ['nothing', { builtIn: [] }, 'none', []],
    ['a block', { builtIn: ['block'] }, 'block', []],
    ['a block and MFA', { operator: 'and', builtIn: ['mfa', 'block'] }, 'block', []],
    ['a block or MFA', { builtIn: ['mfa', 'block'] }, 'mfa', []],
    ['a block or a device', { builtIn: ['block', 'compliantDevice'] }, 'mfaOrOther', ['compliantDevice']],
    ['an unknown strength', { builtIn: [], strength: strength({ id: 's' }) }, 'unread', [], 'unknown'],
    ['MFA or an unknown strength', { strength: strength({ id: 's' }) }, 'mfaOrOther', [], 'unknown'],
    ['MFA or a strength that counts as MFA', { strength: strength({ satisfies: 'mfa' }) }, 'mfa', []],
    [
      'MFA or a strength that does not count as MFA',
      { strength: strength({ satisfies: 'none' }) },
      'mfaOrOther',
      [],
      'withoutMfa',
    ],
    [
      'a strength that does not count as MFA',
      { builtIn: [], strength: strength({ satisfies: 'none' }) },
      'none',
      [],
      'withoutMfa',
    ],
  ])('%s', (_what, change, demand, controls, weak = null) => {
    expect(demandOf(someControls(change))).toBe(demand);
    expect(otherControls(someControls(change))).toEqual({ controls, strength: weak });
  });

  const BUILT_IN = '00000000-0000-0000-0000-00000000000';
  test.each<[string, Partial<Strength>, string]>([
    ['a kind that Entra calls MFA', { satisfies: 'mfa', combinations: ['password'] }, 'mfa'],
    [
      'a kind that Entra does not call MFA, despite its id',
      { satisfies: 'none', id: `${BUILT_IN}2` },
      'none',
    ],
    ['multifactor', { id: `${BUILT_IN}2` }, 'mfa'],
    ['passwordless', { id: `${BUILT_IN}3` }, 'mfa'],
    ['phishing-resistant', { id: `${BUILT_IN}4` }, 'mfa'],
    ['one that the export does not show', { id: `${BUILT_IN}5` }, 'unread'],
    ['no combination', { combinations: [] }, 'unread'],
    ['two methods', { combinations: ['password,sms'] }, 'mfa'],
    ['a password alone', { combinations: ['password'] }, 'none'],
    ['one of two combinations', { combinations: ['fido2', 'password'] }, 'none'],
    ['an empty combination', { combinations: [''] }, 'none'],
    ...[
      'windowsHelloForBusiness',
      'fido2',
      'x509CertificateMultiFactor',
      'deviceBasedPush',
      'temporaryAccessPassOneTime',
      'temporaryAccessPassMultiUse',
      'federatedMultiFactor',
    ].map((method): [string, Partial<Strength>, string] => [method, { combinations: [method] }, 'mfa']),
  ])('a strength of %s', (_what, change, demand) => {
    const controls = someControls({ builtIn: [], strength: strength(change) });
    expect(demandOf(controls)).toBe(demand);
  });
});

describe('the ways around a policy', () => {
  const guests = (...some: readonly Guests[]): People => ({ ...NOBODY, guests: some });
  const condition = (change: Partial<Condition>): Condition => ({
    what: 'platform',
    include: null,
    exclude: [],
    ...change,
  });

  test.each<[string, Partial<Policy>, readonly unknown[]]>([
    ['is off', { state: 'disabled' }, [['p', 'disabled', 'everyone']]],
    ['only reports', { state: 'reportOnly' }, [['p', 'reportOnly', 'everyone']]],
    [
      'accepts a device instead',
      { controls: someControls({ builtIn: ['mfa', 'compliantDevice', 'domainJoinedDevice'] }) },
      [['p', 'grantOr', { controls: ['compliantDevice', 'domainJoinedDevice'], strength: null }]],
    ],
    [
      'excludes the app by a filter',
      { apps: { include: ['All'], exclude: [], excludesByFilter: true } },
      [['p', 'excludedApp', { app: 'filter' }]],
    ],
    [
      'excludes the client',
      {
        apps: {
          include: ['All'],
          exclude: ['04b07795-8ddb-461a-bbee-02f9e1bf7b46'],
          excludesByFilter: false,
        },
      },
      [['p', 'excludedApp', { app: 'is', name: '04b07795-8ddb-461a-bbee-02f9e1bf7b46' }]],
    ],
    ['is about a user', { include: { ...NOBODY, users: [ALEX] } }, [['p', 'notIncluded', 'everyone else']]],
    [
      'is about a group',
      { include: { ...NOBODY, groups: ['staff'] } },
      [['p', 'notIncluded', 'everyone else']],
    ],
    [
      'is about a role',
      { include: { ...NOBODY, roles: ['admin'] } },
      [['p', 'notIncluded', 'everyone else']],
    ],
    [
      'is about guests',
      { include: guests({ types: null, tenants: null }) },
      [['p', 'notIncluded', 'everyone else']],
    ],
    ['is about nobody', { include: NOBODY }, [['p', 'notIncluded', 'everyone']]],
    [
      'is about guests of no tenant',
      { include: guests({ types: null, tenants: [] }) },
      [['p', 'notIncluded', 'everyone']],
    ],
    [
      'is about guests of no type',
      { include: guests({ types: [], tenants: null }) },
      [['p', 'notIncluded', 'everyone']],
    ],
    ['excludes everyone', { exclude: EVERYONE }, [['p', 'excludedUser', 'everyone']]],
    ['excludes a user', { exclude: { ...NOBODY, users: [ALEX] } }, [['p', 'excludedUser', ALEX]]],
    ['excludes a group', { exclude: { ...NOBODY, groups: ['staff'] } }, [['p', 'excludedGroup', 'staff']]],
    ['excludes a role', { exclude: { ...NOBODY, roles: ['admin'] } }, [['p', 'excludedRole', 'admin']]],
    [
      'excludes guests',
      { exclude: guests({ types: null, tenants: null }) },
      [['p', 'excludedGuests', { types: null, tenants: null }]],
    ],
    [
      'excludes some guests of one tenant',
      { exclude: guests({ types: ['internalGuest', 'serviceProvider'], tenants: [FABRIKAM] }) },
      [['p', 'excludedGuests', { types: ['internalGuest', 'serviceProvider'], tenants: [FABRIKAM] }]],
    ],
    [
      'excludes guests of an unknown type',
      { exclude: guests({ types: ['somethingNew'], tenants: null }) },
      [['p', 'excludedGuests', { types: ['somethingNew'], tenants: null }]],
    ],
    [
      'is for a platform',
      { conditions: [condition({ include: ['windows', 'macOS'] })] },
      [['p', 'condition', { condition: 'platform', is: 'outside', values: ['windows', 'macOS'] }]],
    ],
    [
      'is for all platforms but one',
      { conditions: [condition({ exclude: ['linux', 'iOS'] })] },
      [['p', 'condition', { condition: 'platform', is: 'inside', values: ['linux', 'iOS'] }]],
    ],
    [
      'has an unknown condition',
      { conditions: [condition({ what: 'other', include: ['moonPhase'] })] },
      [['p', 'condition', { condition: 'other', is: 'outside', values: ['moonPhase'] }]],
    ],
  ])('that %s', (_what, change, gaps) => {
    expect(gapsAtCli(aPolicy(change))).toEqual(gaps);
  });

  test('have none for an exclusion of guests who cannot exist', () => {
    expect(atCli(aPolicy({ exclude: guests({ types: [], tenants: null }) }))?.coverage).toBe('everyone');
    expect(atCli(aPolicy({ exclude: guests({ types: null, tenants: [] }) }))?.coverage).toBe('everyone');
  });

  test('are closed only by a policy about everyone that the first one excludes', () => {
    const both = (exclude: People, include: People) =>
      atCli(aPolicy({ exclude }), aPolicy({ id: 'q', include }))?.coverage;
    const [staff, admins] = [
      { ...NOBODY, groups: ['staff'] },
      { ...NOBODY, groups: ['admins'] },
    ];
    const role = { ...NOBODY, roles: ['staff'] };
    expect([both(staff, staff), both(role, role)]).toEqual(['everyone', 'everyone']);
    expect([both(staff, admins), both(staff, role), both(role, staff)]).toEqual([
      'someone',
      'someone',
      'someone',
    ]);
    const known = guests({ types: ['internalGuest'], tenants: null });
    const anyKind = guests({ types: null, tenants: null });
    const novel = guests({ types: ['somethingNew'], tenants: null });
    const ofFabrikam = guests({ types: null, tenants: [FABRIKAM] });
    expect([both(known, known), both(known, anyKind), both(novel, anyKind)]).toEqual([
      'everyone',
      'everyone',
      'everyone',
    ]);
    expect([both(anyKind, known), both(novel, known), both(novel, novel)]).toEqual([
      'someone',
      'someone',
      'someone',
    ]);
    expect([both(ofFabrikam, ofFabrikam), both(ofFabrikam, anyKind)]).toEqual(['everyone', 'everyone']);
    expect(both(anyKind, ofFabrikam)).toBe('someone');
    const several = { ...NOBODY, guests: [...known.guests, ...ofFabrikam.guests] };
    expect([both(several, anyKind), both(several, known)]).toEqual(['everyone', 'someone']);
  });

  test.each<[Condition['what'], readonly string[], boolean]>([
    ['platform', ['windows', 'linux'], true],
    ['client', ['browser'], true],
    ['location', ['office'], true],
    ['device', ['managed'], true],
    ['signInRisk', ['high'], true],
    ['other', ['moonPhase'], false],
  ])('under one %s are closed by a policy about the rest', (what, values, isClosed) => {
    const there = aPolicy({ conditions: [condition({ what, include: values })] });
    const elsewhere = aPolicy({ id: 'q', conditions: [condition({ what, exclude: values })] });
    expect(atCli(there, elsewhere)?.coverage).toBe(isClosed ? 'everyone' : 'someone');
    expect(atCli(there, there)?.coverage).toBe('someone');
  });

  test('stay open if one of two excluded locations is closed: they may overlap or not', () => {
    const apart = aPolicy({ conditions: [condition({ what: 'location', exclude: ['office', 'home'] })] });
    const inside = (...include: readonly string[]) =>
      aPolicy({ id: 'q', conditions: [condition({ what: 'location', include })] });
    expect(atCli(apart, inside('office'))?.coverage).toBe('someone');
    expect(atCli(apart, inside('office', 'home'))?.coverage).toBe('everyone');
    const devices = aPolicy({ conditions: [condition({ what: 'device', exclude: ['a', 'b'] })] });
    const device = aPolicy({ id: 'q', conditions: [condition({ what: 'device', include: ['a', 'b'] })] });
    expect(atCli(devices, device)?.coverage).toBe('everyone');
  });

  test('are not closed by a policy that is off, or that accepts something else', () => {
    const leavesOut = aPolicy({ exclude: { ...NOBODY, users: [ALEX] } });
    const second = (change: Partial<Policy>) => aPolicy({ id: 'q', ...change });
    for (const change of [
      { state: 'disabled' },
      { state: 'reportOnly' },
      { controls: someControls({ builtIn: ['mfa', 'compliantDevice'] }) },
      { controls: someControls({ builtIn: [], custom: ['duo'] }) },
      { apps: { include: ['All'], exclude: [], excludesByFilter: true } },
    ] satisfies Partial<Policy>[]) {
      expect(atCli(leavesOut, second(change))?.coverage).toBe('someone');
    }
    expect(atCli(leavesOut, second({}))?.coverage).toBe('everyone');
  });

  test('are named once if two policies have the same', () => {
    const leavesOut = aPolicy({ exclude: { ...NOBODY, users: [ALEX] } });
    expect(gapsAtCli(leavesOut, { ...leavesOut, id: 'q' })).toEqual([['p', 'excludedUser', ALEX]]);
  });
});

describe('a policy about anybody', () => {
  test.each<[string, Partial<Policy>, boolean]>([
    ['everyone', {}, true],
    ['nobody', { include: NOBODY }, false],
    ['all but all', { exclude: EVERYONE }, false],
    [
      'a user who is excluded',
      { include: { ...NOBODY, users: [ALEX] }, exclude: { ...NOBODY, users: [ALEX] } },
      false,
    ],
    [
      'a user in a group that is excluded',
      { include: { ...NOBODY, users: [ALEX] }, exclude: { ...NOBODY, groups: ['staff'] } },
      true,
    ],
    [
      'a group that is excluded',
      { include: { ...NOBODY, groups: ['staff'] }, exclude: { ...NOBODY, groups: ['staff'] } },
      false,
    ],
    ['guests of no tenant', { include: { ...NOBODY, guests: [{ types: null, tenants: [] }] } }, false],
  ])('%s', (_what, change, isAbout) => {
    expect(isAboutSomebody(aPolicy(change))).toBe(isAbout);
    expect(atCli(aPolicy(change))?.coverage).toBe(
      isAbout ? (change.include || change.exclude ? 'someone' : 'everyone') : 'none',
    );
  });
});

test('what is known of one subject leaves what it leaves', () => {
  const guest = is('kind', ...GUEST_TYPES);
  expect(isPossible([guest, is('kind', 'member')], [])).toBe(false);
  expect(isPossible([guest], [[[isNot('kind', 'member')]], [[is('kind', 'member')]]])).toBe(false);
  expect(isPossible([is('user', 'a', 'b'), isNot('user', 'a')], [[[is('user', 'b')]]])).toBe(true);
  expect(isPossible([is('user', 'a', 'b'), isNot('user', 'a')], [[[is('user', 'a')]]])).toBe(false);
  expect(isPossible([isNot('user', 'a', 'b')], [[[isNot('user', 'a')]], [[is('user', 'b')]]])).toBe(false);
  expect(isPossible([isNot('user', 'a')], [[[is('user', 'a')], [is('user', 'c')]]])).toBe(true);
  expect(GUEST_TYPES).toEqual([
    'internalGuest',
    'b2bCollaborationGuest',
    'b2bCollaborationMember',
    'b2bDirectConnectUser',
    'otherExternalUser',
    'serviceProvider',
  ]);
});

describe('the target that a policy must name', () => {
  const portal: EnforcedApp = {
    key: 'extra',
    name: 'Extra',
    phase: 1,
    clientAppIds: ['f0000001-0000-4000-8000-000000000001'],
    resourceIds: [],
    operations: ['create'],
    since: '2026-01-01',
    source: 'https://contoso.example',
    read: '2026-11-21',
    confirmed: false,
  };

  test('is the id of an unknown app, or everything', () => {
    const [target] = targetsOf(portal);
    expect(target).toMatchObject({
      name: 'id',
      reachedBy: ['All', 'f0000001-0000-4000-8000-000000000001'],
      leftOutBy: ['All', 'f0000001-0000-4000-8000-000000000001'],
      inSecurityDefaults: false,
    });
    const closing = { coverage: coverageOf([portal], [], false), breakGlass: [], isGovernment: false };
    expect(closingPolicy([portal], closing)?.conditions.applications.includeApplications).toEqual([
      'f0000001-0000-4000-8000-000000000001',
    ]);
    expect(closingPolicy([portal], { ...closing, coverage: {} })).toBeNull();
    expect(coverageOf([portal], [], true).extra).toMatchObject({ coverage: 'someone' });
    expect(coverageOf([{ ...portal, clientAppIds: [] }], [], false).extra).toEqual({
      coverage: 'none',
      policies: [],
      gaps: [],
    });
  });

  test('is the admin portals for either id of the Microsoft 365 admin center; Office365 excludes one of them', () => {
    const app = ENFORCED_APPS.find(({ key }) => key === 'm365AdminCenter');
    const targets = app ? targetsOf(app) : [];
    expect(targets.map(({ name, inSecurityDefaults }) => [name, inSecurityDefaults])).toEqual([
      ['adminPortals', false],
      ['adminPortals', false],
    ]);
    expect(targets.map(({ leftOutBy }) => leftOutBy.includes('Office365')).sort()).toEqual([false, true]);
    expect(targets.every(({ reachedBy }) => !reachedBy.includes('Office365'))).toBe(true);
  });
});
