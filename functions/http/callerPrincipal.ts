import type { HttpRequest } from '@azure/functions';
import { z } from 'zod';

/** Who App Service authentication has signed in with Entra. */
export type Principal = {
  /** Object id; `null` if the token has none. */
  readonly id: string | null;
  /** User principal name or address; `null` for an app. */
  readonly name: string | null;
  /** Values of the app roles that are assigned. */
  readonly roles: ReadonlySet<string>;
  /** Object ids, lower case. */
  readonly groups: ReadonlySet<string>;
  /** Whether Entra left the groups out, because they are too many for the token. */
  readonly hasMoreGroups: boolean;
};

/**
 * https://learn.microsoft.com/azure/app-service/configure-authentication-user-identities#decode-the-client-principal-header
 * (read 2026-11-30)
 */
const header = z.object({
  auth_typ: z.string(),
  claims: z.array(z.object({ typ: z.string(), val: z.string() })),
  role_typ: z.string().nullish(),
});

/**
 * Short names as in the token, and long ones, which App Service puts in place of some of them: WEBSITE_AUTH_USE_LEGACY_CLAIMS in
 * https://learn.microsoft.com/azure/app-service/reference-app-settings (read 2026-11-30).
 */
const CLAIMS = {
  id: ['oid', 'http://schemas.microsoft.com/identity/claims/objectidentifier'],
  roles: ['roles', 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role'],
  groups: ['groups', 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups'],
} as const;

/**
 * Above 200 groups, a token names where to ask for them; a token of the implicit flow says from six groups on that there are some.
 * https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference (read 2026-11-30)
 */
const MORE_GROUPS = ['_claim_names', 'hasgroups', 'groups:src1'];

const LONGEST_NAME = 256;

/** `null` if nobody is signed in with Entra. The headers count only while App Service authentication is on: otherwise anybody may send them. */
export function principalOf({ headers }: Pick<HttpRequest, 'headers'>): Principal | null {
  const decoded = header.safeParse(jsonIn(headers.get('x-ms-client-principal') ?? ''));
  if (!decoded.success || decoded.data.auth_typ.toLowerCase() !== 'aad') return null;
  const { claims, role_typ } = decoded.data;
  const valuesOf = (names: readonly string[]) =>
    claims.flatMap(({ typ, val }) => (names.includes(typ) ? [val] : []));
  const said = (name: string) => headers.get(name)?.trim().slice(0, LONGEST_NAME) || null;
  return {
    id: valuesOf(CLAIMS.id)[0] ?? said('x-ms-client-principal-id'),
    name: said('x-ms-client-principal-name'),
    roles: new Set(valuesOf([...CLAIMS.roles, ...(role_typ ? [role_typ] : [])])),
    groups: new Set(valuesOf(CLAIMS.groups).map((id) => id.toLowerCase())),
    hasMoreGroups: claims.some(({ typ, val }) => MORE_GROUPS.includes(typ) && isAboutGroups(typ, val)),
  };
}

function isAboutGroups(typ: string, val: string): boolean {
  if (typ === '_claim_names') return val.includes('groups');
  return typ !== 'hasgroups' || val.toLowerCase() === 'true';
}

function jsonIn(base64: string): unknown {
  try {
    return JSON.parse(Buffer.from(base64, 'base64').toString());
  } catch {
    return null;
  }
}
