import { z } from 'zod';
import type { Condition, ConditionName } from '../domain/coverage/policy';
import { applications } from './policyApps';
import { flags, ids, idsGiven, isWord, part, text, unknownMembers } from './policyMembers';
import { users } from './policyPeople';

const LOCATIONS = { includeLocations: idsGiven, excludeLocations: ids };
const PLATFORMS = { includePlatforms: ids, excludePlatforms: ids };
const FLOWS = { transferMethods: flags };
const DEVICES = {
  deviceFilter: part(z.looseObject({ mode: text, rule: text })),
  includeDevices: ids,
  excludeDevices: ids,
  includeDeviceStates: ids,
  excludeDeviceStates: ids,
};
const STATES = { includeStates: ids, excludeStates: ids };
const CONDITIONS = {
  applications,
  users,
  clientAppTypes: ids,
  locations: part(z.looseObject(LOCATIONS)),
  platforms: part(z.looseObject(PLATFORMS)),
  devices: part(z.looseObject(DEVICES)),
  deviceStates: part(z.looseObject(STATES)),
  signInRiskLevels: ids,
  userRiskLevels: ids,
  insiderRiskLevels: flags,
  authenticationFlows: part(z.looseObject(FLOWS)),
};

export const conditions = part(z.looseObject(CONDITIONS));
type Body = NonNullable<z.infer<typeof conditions>>;

export function conditionsOf(body: Body): readonly Condition[] {
  const { locations, platforms, devices, deviceStates } = body;
  return [
    ...condition('client', body.clientAppTypes, []),
    ...condition('location', locations?.includeLocations ?? [], locations?.excludeLocations),
    ...condition('platform', platforms?.includePlatforms, platforms?.excludePlatforms),
    ...filterCondition(devices),
    ...condition('deviceState', devices?.includeDevices, devices?.excludeDevices),
    ...condition('deviceState', devices?.includeDeviceStates, devices?.excludeDeviceStates),
    ...condition('deviceState', deviceStates?.includeStates, deviceStates?.excludeStates),
    ...condition('signInRisk', body.signInRiskLevels, []),
    ...condition('userRisk', body.userRiskLevels, []),
    ...condition('insiderRisk', body.insiderRiskLevels, []),
    ...condition('authenticationFlow', body.authenticationFlows?.transferMethods, []),
  ];
}

/** Empty if the lists leave nothing out. */
function condition(
  what: ConditionName,
  include: readonly string[] = [],
  exclude: readonly string[] = [],
): readonly Condition[] {
  const isAny = include.length === 0 || include.some((value) => isWord(value, 'all'));
  if (isAny && exclude.length === 0) return [];
  return [{ what, include: isAny ? null : include, exclude }];
}

function filterCondition(devices: Body['devices']): readonly Condition[] {
  const { mode, rule } = modeAndRule(devices);
  if (rule === '') return [];
  if (mode === 'include') return condition('device', [rule], []);
  return mode === 'exclude' ? condition('device', [], [rule]) : [];
}

function modeAndRule(devices: Body['devices']) {
  const { mode, rule } = devices?.deviceFilter ?? {};
  return { mode: mode?.toLowerCase() ?? '', rule: rule ?? '' };
}

/**
 * Whether the locations were removed from the policy, as in published baselines. Otherwise it would read as a policy that blocks
 * everywhere. Graph accepts no empty list there.
 */
export function hasLostPlaces({ locations }: Body): boolean {
  return locations?.includeLocations?.length === 0 && locations.excludeLocations.length === 0;
}

/** Paths of the unknown members of the conditions that have a value, except those of people and apps. */
export function unknownConditions(body: Body): readonly string[] {
  const within = (name: 'locations' | 'platforms' | 'devices' | 'deviceStates' | 'authenticationFlows') =>
    unknownMembers(body[name] ?? {}, KNOWN[name]).map((member) => `${name}.${member}`);
  const { mode, rule } = modeAndRule(body.devices);
  const isHalf = (mode === '') !== (rule === '') || !['', 'include', 'exclude'].includes(mode);
  return [
    ...unknownMembers(body, CONDITIONS),
    ...within('locations'),
    ...within('platforms'),
    ...within('devices'),
    ...within('deviceStates'),
    ...within('authenticationFlows'),
    ...(isHalf ? ['devices.deviceFilter'] : []),
  ];
}

const KNOWN = {
  locations: LOCATIONS,
  platforms: PLATFORMS,
  devices: DEVICES,
  deviceStates: STATES,
  authenticationFlows: FLOWS,
};
