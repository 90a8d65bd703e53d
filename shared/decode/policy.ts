import { z } from 'zod';
import type { Condition, ConditionName, Guests, People, Policy } from '../domain/coverage/policy';
import { camelCased } from './camelCased';

// Every part may be null or missing: Graph leaves out what is not set, and PowerShell writes it as null.
const id = z.string().transform((text) => (GUID.test(text) ? text.toLowerCase() : text));
const ids = z
  .array(id)
  .nullish()
  .transform((list) => list ?? []);
const flags = z
  .union([z.string().transform((text) => text.split(',')), z.array(z.string())])
  .nullish()
  .transform((list) => (list ?? []).map((flag) => flag.trim()).filter((flag) => !isWord(flag, 'none', '')));
const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

const guests = z
  .object({
    guestOrExternalUserTypes: flags,
    externalTenants: z.object({ membershipKind: z.string().nullish(), members: ids }).nullish(),
  })
  .nullish()
  .transform((body): readonly Guests[] => {
    if (!body || body.guestOrExternalUserTypes.length === 0) return [];
    const { externalTenants: tenants, guestOrExternalUserTypes: types } = body;
    return [{ types, tenants: tenants?.membershipKind === 'enumerated' ? tenants.members : null }];
  });

const users = z.object({
  includeUsers: ids,
  excludeUsers: ids,
  includeGroups: ids,
  excludeGroups: ids,
  includeRoles: ids,
  excludeRoles: ids,
  includeGuestsOrExternalUsers: guests,
  excludeGuestsOrExternalUsers: guests,
});
type Users = z.infer<typeof users>;

const apps = z
  .object({
    includeApplications: ids,
    excludeApplications: ids,
    applicationFilter: z.object({ mode: z.string().nullish(), rule: z.string().nullish() }).nullish(),
  })
  .transform(({ includeApplications, excludeApplications, applicationFilter }) => ({
    include: includeApplications.map((name) => (isWord(name, 'all') ? 'All' : name)),
    exclude: excludeApplications.map((name) => (isWord(name, 'all') ? 'All' : name)),
    excludesByFilter: applicationFilter?.mode === 'exclude',
  }));

const KNOWN_CONDITIONS = {
  applications: apps.nullish(),
  users: users.nullish(),
  clientAppTypes: ids,
  locations: z.object({ includeLocations: ids, excludeLocations: ids }).nullish(),
  platforms: z.object({ includePlatforms: ids, excludePlatforms: ids }).nullish(),
  devices: z
    .looseObject({
      deviceFilter: z.object({ mode: z.string().nullish(), rule: z.string().nullish() }).nullish(),
    })
    .nullish(),
  signInRiskLevels: ids,
  userRiskLevels: ids,
  insiderRiskLevels: flags,
  authenticationFlows: z.object({ transferMethods: flags }).nullish(),
};
const conditions = z.looseObject(KNOWN_CONDITIONS);
type Conditions = z.infer<typeof conditions>;

const controls = z.object({
  operator: z.string().nullish(),
  builtInControls: ids,
  customAuthenticationFactors: ids,
  termsOfUse: ids,
  authenticationStrength: z
    .object({
      id: id.nullish(),
      requirementsSatisfied: z.string().nullish(),
      allowedCombinations: z.array(z.string()).nullish(),
    })
    .nullish(),
});

const STATES = { enabled: 'enabled', enabledForReportingButNotEnforced: 'reportOnly' } as const;

/** A Conditional Access policy as Graph writes it, v1.0 or beta, or as PowerShell writes what Graph gave it. */
export const conditionalAccessPolicy: z.ZodType<Policy, unknown> = z
  .record(z.string(), z.unknown())
  .transform((body) => camelCased(body))
  .refine((body) => 'conditions' in body, 'not a Conditional Access policy: it has no conditions')
  .pipe(
    z.object({
      id: z.string().nullish(),
      displayName: z.string().nullish(),
      state: z.string(),
      conditions: conditions.nullish(),
      grantControls: controls.nullish(),
    }),
  )
  .refine((body) => body.id || body.displayName, 'has neither id nor displayName')
  .transform(({ id: ownId, displayName, state, conditions: body, grantControls }) => {
    const people = body?.users ?? null;
    return {
      id: ownId ?? displayName ?? '',
      name: displayName ?? ownId ?? '',
      // A state that is not known here enforces nothing.
      state: state in STATES ? STATES[state as keyof typeof STATES] : 'disabled',
      apps: body?.applications ?? { include: [], exclude: [], excludesByFilter: false },
      include: peopleOf(people, 'include'),
      exclude: peopleOf(people, 'exclude'),
      conditions: body ? conditionsOf(body) : [],
      controls: controlsOf(grantControls ?? null),
    };
  });

function isWord(text: string, ...words: readonly string[]): boolean {
  return words.includes(text.toLowerCase());
}

function peopleOf(body: Users | null, side: 'include' | 'exclude'): People {
  const named = body?.[`${side}Users`] ?? [];
  return {
    everyone: named.some((user) => isWord(user, 'all')),
    users: named.filter((user) => !isWord(user, 'all', 'none', 'guestsorexternalusers')),
    groups: body?.[`${side}Groups`] ?? [],
    roles: body?.[`${side}Roles`] ?? [],
    guests: [
      ...(named.some((user) => isWord(user, 'guestsorexternalusers'))
        ? [{ types: null, tenants: null }]
        : []),
      ...(body?.[`${side}GuestsOrExternalUsers`] ?? []),
    ],
  };
}

function conditionsOf(body: Conditions): readonly Condition[] {
  const { clientAppTypes, locations, platforms, authenticationFlows } = body;
  return [
    ...condition('client', clientAppTypes, []),
    ...condition('location', locations?.includeLocations, locations?.excludeLocations),
    ...condition('platform', platforms?.includePlatforms, platforms?.excludePlatforms),
    ...deviceConditions(body.devices ?? null),
    ...condition('signInRisk', body.signInRiskLevels, []),
    ...condition('userRisk', body.userRiskLevels, []),
    ...condition('insiderRisk', body.insiderRiskLevels, []),
    ...condition('authenticationFlow', authenticationFlows?.transferMethods, []),
    ...unknownConditions(body, KNOWN_CONDITIONS),
  ];
}

/** None where the lists leave nothing out. */
function condition(
  what: ConditionName,
  include: readonly string[] = [],
  exclude: readonly string[] = [],
): readonly Condition[] {
  const isAny = include.length === 0 || include.some((value) => isWord(value, 'all'));
  if (isAny && exclude.length === 0) return [];
  return [{ what, include: isAny ? null : include, exclude }];
}

function deviceConditions(devices: Conditions['devices'] | null): readonly Condition[] {
  if (!devices) return [];
  const { mode, rule } = devices.deviceFilter ?? {};
  const isInclude = mode === 'include';
  const isFilter = Boolean(rule);
  return [
    ...(isFilter ? condition('device', isInclude ? [rule ?? ''] : [], isInclude ? [] : [rule ?? '']) : []),
    ...unknownConditions(devices, { deviceFilter: true }),
  ];
}

/** What this product does not know makes no policy certain. */
function unknownConditions(body: Readonly<Record<string, unknown>>, known: object): readonly Condition[] {
  return Object.entries(body)
    .filter(([name, value]) => !(name in known) && !name.includes('@') && saysSomething(value))
    .map(([name]) => ({ what: 'other', include: [name], exclude: [] }));
}

function saysSomething(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return false;
  return typeof value !== 'object' || Object.values(value).some(saysSomething);
}

function controlsOf(body: z.infer<typeof controls> | null): Policy['controls'] {
  const builtIn = [
    ...(body?.builtInControls ?? []),
    ...(body?.termsOfUse ?? []).map((terms) => `terms of use ${terms}`),
  ];
  const {
    id: strengthId = null,
    requirementsSatisfied,
    allowedCombinations,
  } = body?.authenticationStrength ?? {};
  const isStrength = Boolean(strengthId ?? requirementsSatisfied ?? allowedCombinations?.length);
  return {
    // Of several controls without an operator, one is all that is certain.
    operator: isWord(body?.operator ?? '', 'and') ? 'and' : 'or',
    builtIn,
    custom: body?.customAuthenticationFactors ?? [],
    strength: isStrength
      ? {
          id: strengthId,
          satisfies: requirementsSatisfied ?? null,
          combinations: allowedCombinations ?? null,
        }
      : null,
  };
}
