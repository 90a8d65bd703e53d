import { describe, expect, test } from '@jest/globals';
import { ENFORCED_APPS } from '../../shared/domain/apps/enforcedApps';
import { closingPolicy } from '../../shared/domain/coverage/closingPolicy';
import { type AppCoverage, COVERAGES, coverageOf } from '../../shared/domain/coverage/coverage';
import type { Gap } from '../../shared/domain/coverage/hole';
import type { Condition, Guests, People, Policy } from '../../shared/domain/coverage/policy';
import { GUEST_TYPES, is, isNot, isPossible } from '../../shared/domain/coverage/situation';
import { fc } from '../seededFc';
import { aPolicy } from './builders';

const USERS = ['b0000001-0000-4000-8000-000000000001', 'b0000002-0000-4000-8000-000000000002'] as const;
const GROUPS = ['staff', 'admins'] as const;
const ROLE = '62e90394-69f5-4237-9190-012177145e10';
const TENANT = 'e0000002-0000-4000-8000-000000000002';
const ARM = '797f4846-ba00-4fd7-ba43-dac1f8f63013';

const NOBODY: People = { everyone: false, users: [], groups: [], roles: [], guests: [] };

const guests: fc.Arbitrary<Guests> = fc.record({
  types: fc.constantFrom(null, ['b2bCollaborationGuest'], ['internalGuest', 'serviceProvider']),
  tenants: fc.constantFrom(null, [TENANT]),
});
const people = fc.record({
  everyone: fc.constant(false),
  users: fc.subarray([...USERS]),
  groups: fc.subarray([...GROUPS]),
  roles: fc.subarray([ROLE]),
  guests: fc.array(guests, { maxLength: 1 }),
});
const included = fc.oneof(fc.constant({ ...NOBODY, everyone: true }), people);
const conditions: fc.Arbitrary<readonly Condition[]> = fc.constantFrom<readonly Condition[]>(
  [],
  [{ what: 'platform', include: ['windows'], exclude: [] }],
  [{ what: 'platform', include: null, exclude: ['windows'] }],
  [{ what: 'location', include: ['AllTrusted'], exclude: [] }],
  [{ what: 'location', include: null, exclude: ['AllTrusted'] }],
);
const policy: fc.Arbitrary<Policy> = fc.record({
  id: fc.uuid(),
  name: fc.constant('Policy'),
  state: fc.constantFrom('enabled', 'enabled', 'enabled', 'reportOnly', 'disabled'),
  isMicrosoftManaged: fc.constant(false),
  apps: fc.record({
    include: fc.constantFrom(['All'], ['MicrosoftAdminPortals'], [ARM], ['None']),
    exclude: fc.constantFrom([], [], [ARM]),
    excludesByFilter: fc.constant(false),
  }),
  include: included,
  exclude: people,
  conditions,
  controls: fc.record({
    operator: fc.constantFrom('and', 'or'),
    builtIn: fc.constantFrom(['mfa'], ['mfa'], ['mfa', 'compliantDevice']),
    custom: fc.constant([]),
    strength: fc.constant(null),
  }),
  unread: fc.constant([]),
});
const few: fc.Arbitrary<People> = fc.constantFrom(
  ...USERS.map((user) => ({ ...NOBODY, users: [user] })),
  { ...NOBODY, groups: ['staff'] },
  { ...NOBODY, roles: [ROLE] },
  { ...NOBODY, guests: [{ types: null, tenants: null }] },
  { ...NOBODY, guests: [{ types: ['b2bCollaborationGuest'], tenants: [TENANT] }] },
);
const everybody = fc.constant<People>({ ...NOBODY, everyone: true });
/** For all but few, or for few: the policies that only together cover everyone. */
const complementary: fc.Arbitrary<Policy> = fc
  .tuple(
    fc.oneof(fc.tuple(everybody, few), fc.tuple(everybody, few), fc.tuple(few, fc.constant(NOBODY))),
    fc.oneof(fc.constant<readonly Condition[]>([]), fc.constant<readonly Condition[]>([]), conditions),
    fc.uuid(),
  )
  .map(([[include, exclude], tests, id]) => aPolicy({ id, include, exclude, conditions: tests }));
const tenants = fc.array(fc.oneof(policy, complementary), { minLength: 1, maxLength: 5 });

/** Enabled, at all resources, and some that block. */
const enforcedTenants = fc.array(
  fc.oneof(complementary, policy).chain((one) =>
    fc.constantFrom('mfa', 'mfa', 'block').map(
      (control): Policy => ({
        ...one,
        state: 'enabled',
        apps: aPolicy().apps,
        controls: { ...one.controls, builtIn: [control] },
      }),
    ),
  ),
  { minLength: 1, maxLength: 5 },
);

const LEVELS = [...COVERAGES].reverse();
const levels = (policies: readonly Policy[]) =>
  Object.values(coverageOf(ENFORCED_APPS, policies, false)).map(({ coverage }) => LEVELS.indexOf(coverage));

describe('coverage', () => {
  /** Changes one of the policies, and compares. */
  function neverRaises(change: (policy: Policy) => Policy, policies: readonly Policy[], at: number) {
    const changed = policies.map((one, index) => (index === at % policies.length ? change(one) : one));
    const before = levels(policies);
    for (const [app, level] of levels(changed).entries()) expect(level).toBeLessThanOrEqual(before[app] ?? 0);
  }

  test('is never raised by an exclusion', () => {
    const anyone: People = { ...NOBODY, users: [USERS[0]] };
    const exclusions: readonly ((policy: Policy) => Policy)[] = [
      (one) => ({ ...one, exclude: { ...one.exclude, users: [...one.exclude.users, ...anyone.users] } }),
      (one) => ({ ...one, exclude: { ...one.exclude, groups: [...one.exclude.groups, 'staff'] } }),
      (one) => ({ ...one, exclude: { ...one.exclude, roles: [...one.exclude.roles, ROLE] } }),
      (one) => ({ ...one, exclude: { ...one.exclude, guests: [{ types: null, tenants: null }] } }),
      (one) => ({ ...one, apps: { ...one.apps, exclude: [...one.apps.exclude, ARM] } }),
      (one) => ({ ...one, apps: { ...one.apps, excludesByFilter: true } }),
    ];
    fc.assert(
      fc.property(tenants, fc.nat(), fc.constantFrom(...exclusions), (policies, at, exclusion) =>
        neverRaises(exclusion, policies, at),
      ),
    );
  });

  test('is never raised by turning a policy off, or to report-only', () => {
    fc.assert(
      fc.property(tenants, fc.nat(), (policies, at) => {
        neverRaises((one) => ({ ...one, state: 'disabled' }), policies, at);
        neverRaises((one) => (one.state === 'enabled' ? { ...one, state: 'reportOnly' } : one), policies, at);
      }),
    );
  });

  test('is everyone exactly if each possible sign-in meets a policy that requires MFA', () => {
    const every = everySignIn();
    let covered = 0;
    fc.assert(
      fc.property(
        fc.array(fc.oneof(complementary, complementary, complementary, policy), { maxLength: 5 }),
        (drawn) => {
          const policies = drawn.map((one) => ({ ...one, state: 'enabled' as const, apps: aPolicy().apps }));
          const firm = policies.filter(
            ({ controls: { operator, builtIn } }) => operator === 'and' || builtIn.length === 1,
          );
          const isCovered = every.every((signIn) => firm.some((one) => requiresMfaOf(one, signIn)));
          if (isCovered) covered++;
          expect(coverageOf(ENFORCED_APPS, policies, false).azureCli?.coverage === 'everyone').toBe(
            isCovered,
          );
        },
      ),
    );
    // The other tenants prove nothing about the ways in which policies complete one another.
    expect(covered).toBeGreaterThan(5);
  });

  test('has gaps that let in everybody who gets in, and no gap too many', () => {
    const every = everySignIn();
    let several = 0;
    fc.assert(
      fc.property(enforcedTenants, (policies) => {
        const { gaps } = coverageOf(ENFORCED_APPS, policies, false).azureCli ?? { gaps: [] };
        if (!policies.some(isFirm)) return;
        const gettingIn = every.filter(
          (signIn) => !policies.some((one) => isFirm(one) && requiresMfaOf(one, signIn)),
        );
        const covers = (gap: Gap, signIn: SignIn) =>
          policies.some((one) => one.id === gap.policy && isGoneThrough(gap, one, signIn));
        for (const signIn of gettingIn) expect(gaps.some((gap) => covers(gap, signIn))).toBe(true);
        for (const gap of gaps) {
          const rest = gaps.filter((other) => other !== gap);
          expect(
            gettingIn.some((signIn) => covers(gap, signIn) && !rest.some((other) => covers(other, signIn))),
          ).toBe(true);
        }
        if (gaps.length > 1) several++;
      }),
    );
    // One gap alone is never one to spare.
    expect(several).toBeGreaterThan(10);
  });

  test('has gaps exactly if it is not everyone, each with a policy of the list or none', () => {
    fc.assert(
      fc.property(tenants, fc.boolean(), (policies, securityDefaults) => {
        for (const { coverage, gaps, policies: ids } of all(
          coverageOf(ENFORCED_APPS, policies, securityDefaults),
        )) {
          expect(gaps.length > 0).toBe(coverage !== 'everyone');
          for (const gap of gaps) if (gap.policy !== null) expect(ids).toContain(gap.policy);
        }
      }),
    );
  });

  test('of many policies with many exclusions takes no time', () => {
    const many = Array.from({ length: 100 }, (_, index) =>
      aPolicy({
        id: `policy ${index}`,
        exclude: {
          ...NOBODY,
          users: [...USERS],
          groups: Array.from({ length: 20 }, (_g, group) => `${index} ${group}`),
        },
      }),
    );
    expect(coverageOf(ENFORCED_APPS, many, false).azureCli?.coverage).toBe('someone');
  });

  test('is not certain if there are too many ways around to look at each', () => {
    const dead = Array.from({ length: 12 }, (_, policy) =>
      Array.from({ length: 10 }, (_way, way) => [is(`group ${policy} ${way}`, 'in'), isNot('user', 'alex')]),
    );
    const last = Array.from({ length: 11 }, () => [is('user', 'alex')]);
    expect(isPossible([], [...dead.slice(0, 3), last])).toBe(false);
    expect(isPossible([], [...dead, last])).toBe(true);
  });
});

describe('the policy that closes the gaps', () => {
  const closing = { breakGlass: [] as readonly string[], isGovernment: false };
  const closeFor = (policies: readonly Policy[], more: Partial<typeof closing> = {}) =>
    closingPolicy(ENFORCED_APPS, {
      ...closing,
      ...more,
      coverage: coverageOf(ENFORCED_APPS, policies, false),
    });

  test('names the portals and the management API if nothing is covered, and is report-only', () => {
    expect(closeFor([])).toMatchObject({
      state: 'enabledForReportingButNotEnforced',
      conditions: {
        applications: { includeApplications: [ARM, 'MicrosoftAdminPortals'] },
        users: { includeUsers: ['All'], excludeUsers: [] },
      },
      grantControls: { builtInControls: ['mfa'] },
    });
  });

  test('names only the apps that are open', () => {
    const portals = aPolicy({ apps: { ...aPolicy().apps, include: ['MicrosoftAdminPortals'] } });
    expect(closeFor([portals])?.conditions.applications.includeApplications).toEqual([ARM]);
  });

  test('names the management API of Azure Government in that cloud', () => {
    expect(closeFor([], { isGovernment: true })?.conditions.applications.includeApplications).toContain(
      '40a69793-8fe6-4db1-9591-dbc5c57b17d8',
    );
  });

  test('excludes the break-glass accounts, and is null if they are the only gap', () => {
    const leftOut = aPolicy({ exclude: { ...NOBODY, users: [USERS[0]] } });
    expect(closeFor([], { breakGlass: [USERS[0]] })?.conditions.users.excludeUsers).toEqual([USERS[0]]);
    expect(closeFor([leftOut], { breakGlass: [USERS[0]] })).toBeNull();
    expect(closeFor([leftOut])).not.toBeNull();
  });

  test('is null if everyone is covered', () => {
    expect(closeFor([aPolicy()])).toBeNull();
  });
});

function all(coverage: Readonly<Record<string, AppCoverage>>): readonly AppCoverage[] {
  return Object.values(coverage);
}

function isFirm({ controls: { operator, builtIn } }: Policy): boolean {
  return operator === 'and' || builtIn.length === 1;
}

/** Whether a sign-in goes through a gap of a policy. */
function isGoneThrough({ who, why }: Gap, policy: Policy, signIn: SignIn): boolean {
  const { include, exclude, conditions: tests } = policy;
  if (why === 'notIncluded') return !isAmong(include, signIn);
  if (!isAmong(include, signIn)) return false;
  if (why === 'excludedUser') return signIn.user === who;
  if (why === 'excludedGroup') return signIn.groups.includes(who);
  if (why === 'excludedRole') return signIn.roles.includes(who);
  if (why === 'excludedGuests') return isAmong({ ...NOBODY, guests: exclude.guests }, signIn);
  return why === 'condition' && !tests.every((one) => isMet(one, signIn));
}

type SignIn = {
  readonly user: string;
  readonly groups: readonly string[];
  readonly roles: readonly string[];
  readonly kind: string;
  readonly tenant: string;
  readonly platform: string;
  readonly isTrusted: boolean;
};

/** Every combination of all that the policies here can tell apart. */
function everySignIn(): readonly SignIn[] {
  const choices = {
    user: [...USERS, 'another'],
    groups: [[], ['staff'], ['admins'], ['staff', 'admins']],
    roles: [[], [ROLE]],
    kind: ['member', ...GUEST_TYPES],
    tenant: [TENANT, 'another'],
    platform: ['windows', 'another'],
    isTrusted: [true, false],
  };
  return Object.entries(choices).reduce<Record<string, unknown>[]>(
    (made, [name, values]) =>
      made.flatMap((one) => values.map((value: unknown) => ({ ...one, [name]: value }))),
    [{}],
  ) as unknown as readonly SignIn[];
}

function requiresMfaOf({ include, exclude, conditions: tests }: Policy, signIn: SignIn): boolean {
  return isAmong(include, signIn) && !isAmong(exclude, signIn) && tests.every((one) => isMet(one, signIn));
}

function isAmong(some: People, { user, groups, roles, kind, tenant }: SignIn): boolean {
  const isGuest = ({ types, tenants: homes }: Guests) =>
    kind !== 'member' && (types?.includes(kind) ?? true) && (homes?.includes(tenant) ?? true);
  return (
    some.everyone ||
    some.users.includes(user) ||
    some.groups.some((group) => groups.includes(group)) ||
    some.roles.some((role) => roles.includes(role)) ||
    some.guests.some(isGuest)
  );
}

function isMet({ what, include, exclude }: Condition, { platform, isTrusted }: SignIn): boolean {
  const value = what === 'platform' ? platform : isTrusted ? 'AllTrusted' : 'another';
  return (include?.includes(value) ?? true) && !exclude.includes(value);
}
