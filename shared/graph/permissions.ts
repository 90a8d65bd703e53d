/**
 * Application permissions by path. Where a narrower one would do for a single path, the one that also covers its
 * neighbours is named, so that a tenant consents to few.
 * https://learn.microsoft.com/graph/permissions-reference (read 2026-11-21)
 */
const PERMISSIONS: readonly (readonly [path: RegExp, permission: string])[] = [
  [/^\/(auditLogs|reports)\//i, 'AuditLog.Read.All'],
  [/^\/roleManagement\//i, 'RoleManagement.Read.Directory'],
  [/^\/groups\//i, 'GroupMember.Read.All'],
  [/^\/users\/[^/]+\/authentication\//i, 'Policy.Read.All'],
  [/^\/users\b/i, 'User.Read.All'],
  [/^\/admin\/serviceAnnouncement\//i, 'ServiceMessage.Read.All'],
  [/^\/organization\b/i, 'Organization.Read.All'],
  [/^\/(policies|identity\/conditionalAccess)\b/i, 'Policy.Read.All'],
];

export const PERMISSION_NAMES: readonly string[] = [...new Set(PERMISSIONS.map(([, name]) => name))];

/**
 * The application permission to grant for a path.
 *
 * @param path with its version, for example `/beta/auditLogs/signIns`
 * @returns `null` for a path this product does not read
 */
export function permissionFor(path: string): string | null {
  const resource = path.replace(/^\/(v1\.0|beta)(?=\/)/i, '');
  return PERMISSIONS.find(([pattern]) => pattern.test(resource))?.[1] ?? null;
}
