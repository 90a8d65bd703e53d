import { z } from 'zod';
import type { PolicyApps, Unread } from '../domain/coverage/policy';
import { ADMIN_PORTALS, isAppName, MANAGEMENT_API } from '../domain/coverage/targets';
import { ids, isWord, part, text, unknownMembers } from './policyMembers';

const APPS = {
  includeApplications: ids,
  excludeApplications: ids,
  applicationFilter: part(z.looseObject({ mode: text, rule: text })),
  // A policy that names these names no apps, and so reaches none.
  includeUserActions: ids,
  includeAuthenticationContextClassReferences: ids,
};

export const applications = part(z.looseObject(APPS));
type Body = z.infer<typeof applications>;

export type AppsRead = {
  readonly apps: PolicyApps;
  readonly unread: readonly Unread[];
  /** Paths of unknown members. */
  readonly unknown: readonly string[];
};

export function appsOf(body: Body): AppsRead {
  if (body === null)
    return { apps: { include: [], exclude: [], excludesByFilter: false }, unread: [], unknown: [] };
  const include = body.includeApplications.map(appNamed);
  const exclude = body.excludeApplications.map(appNamed);
  const { mode = null, rule = null } = body.applicationFilter ?? {};
  // If the mode of a filter is lost or unknown, it may leave out any app.
  const excludesByFilter = isWord(mode ?? '', 'exclude') || (Boolean(rule) && !isWord(mode ?? '', 'include'));
  return {
    apps: { include, exclude, excludesByFilter },
    unread: [...new Set([...include, ...exclude])]
      .filter((name) => !isAppName(name))
      .map((name) => ({ what: 'app', name })),
    unknown: unknownMembers(body, APPS).map((name) => `applications.${name}`),
  };
}

/** The names in the admin center, for exports that have names in place of ids. */
const BY_NAME: ReadonlyMap<string, string> = new Map([
  ['all', 'All'],
  ['all resources', 'All'],
  ['all cloud apps', 'All'],
  ["all resources (formerly 'all cloud apps')", 'All'],
  ['none', 'None'],
  ['office365', 'Office365'],
  ['office 365', 'Office365'],
  ['microsoftadminportals', ADMIN_PORTALS],
  ['microsoft admin portals', ADMIN_PORTALS],
  ['windows azure service management api', MANAGEMENT_API],
  ['microsoft azure management', MANAGEMENT_API],
]);

function appNamed(name: string): string {
  return BY_NAME.get(name.trim().toLowerCase()) ?? name;
}
