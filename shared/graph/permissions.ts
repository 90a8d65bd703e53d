/** Without an optional permission nothing counts as broken. */
export type Needed = 'required' | 'optional';

/**
 * Application permissions by path, and whether each is required. If a narrower permission covers a single path, the list names the
 * one that covers its neighbours too, so that a tenant consents to few.
 * https://learn.microsoft.com/graph/permissions-reference (read 2026-11-21)
 */
const PERMISSIONS: readonly (readonly [path: RegExp, permission: string, needed: Needed])[] = [
  [/^\/(auditLogs|reports)\//i, 'AuditLog.Read.All', 'required'],
  [/^\/roleManagement\//i, 'RoleManagement.Read.Directory', 'required'],
  [/^\/groups\//i, 'GroupMember.Read.All', 'required'],
  [/^\/users\/[^/]+\/authentication\//i, 'Policy.Read.All', 'required'],
  [/^\/users\b(?!\/[^/]+\/messages\b)/i, 'User.Read.All', 'required'],
  [/^\/admin\/serviceAnnouncement\//i, 'ServiceMessage.Read.All', 'optional'],
  [/^\/organization\b/i, 'Organization.Read.All', 'required'],
  [/^\/(policies|identity\/conditionalAccess)\b/i, 'Policy.Read.All', 'required'],
];

export const PERMISSION_NAMES: readonly string[] = [...new Set(PERMISSIONS.map(([, name]) => name))];

export function permissionsThatAre(wanted: Needed): readonly string[] {
  return [...new Set(PERMISSIONS.filter(([, , needed]) => needed === wanted).map(([, name]) => name))];
}

/**
 * The application permission to grant for a path.
 *
 * @param path with its version, for example `/beta/auditLogs/signIns`
 * @returns `null` for a path this product does not read, and for a mailbox: Exchange grants that, for this mailbox alone
 */
export function permissionFor(path: string): string | null {
  const resource = path.replace(/^\/(v1\.0|beta)(?=\/)/i, '');
  return PERMISSIONS.find(([pattern]) => pattern.test(resource))?.[1] ?? null;
}
