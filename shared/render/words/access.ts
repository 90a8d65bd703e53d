import type { LostByPermission } from '../../domain/problem';

/** Something that is wrong, and how to fix it; a plain sentence each. */
export type Words = { readonly sentence: string; readonly mend: string };

const LOST = {
  ownTenant:
    "The app may not use Organization.Read.All, so sign-ins to other tenants' resources are counted as if they were to this tenant's.",
  groupAdministrators: 'Global Administrators who hold the role through a group could not be read.',
} as const satisfies Record<LostByPermission, string>;

export function missingPermissionInWords(permission: string | null, lost: LostByPermission | null): Words {
  const which =
    permission === null
      ? 'the application permissions that docs/permissions.md lists'
      : `the application permission ${permission}`;
  return {
    sentence:
      lost === null
        ? `The app may not use ${permission ?? 'a part of Microsoft Graph that it needs'}.`
        : LOST[lost],
    mend: `Grant ${which} to its identity: deploy infra/graph.bicep, or run infra/grant-graph-permissions.sh.`,
  };
}

export const IDENTITY_UNKNOWN: Words = {
  sentence: 'Graph does not know the identity of the app.',
  mend: 'Check AZURE_CLIENT_ID and AZURE_CLOUD, and that the identity belongs to this tenant.',
};
