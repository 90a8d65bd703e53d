import { z } from 'zod';
import type { Graph } from './graph';
import { lookUp } from './lookUp';
import { query } from './odata';

export type User = {
  readonly userId: string;
  readonly userPrincipalName: string | null;
  readonly displayName: string | null;
  readonly accountEnabled: boolean;
  /** `mail`, else the first of `otherMails`. */
  readonly address: string | null;
};

const userBody = z
  .object({
    id: z.string().min(1),
    userPrincipalName: z.string().nullish(),
    displayName: z.string().nullish(),
    accountEnabled: z.boolean().nullish(),
    mail: z.string().nullish(),
    otherMails: z.array(z.string()).nullish(),
  })
  .transform(
    (user): User => ({
      userId: user.id.toLowerCase(),
      userPrincipalName: user.userPrincipalName ?? null,
      displayName: user.displayName ?? null,
      // Left out where the identity may not read it: better one mail too many than an admin who is not told.
      accountEnabled: user.accountEnabled ?? true,
      address: user.mail || user.otherMails?.[0] || null,
    }),
  );

const SELECT = query({ $select: 'id,userPrincipalName,displayName,accountEnabled,mail,otherMails' });

/**
 * A user by object id or user principal name; `null` when there is none.
 *
 * @throws GraphError
 */
export async function findUser(graph: Graph, idOrUpn: string, until?: number): Promise<User | null> {
  // Neither an id nor a name: `..`, for one, would be another path.
  if (!/@|^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(idOrUpn)) return null;
  return lookUp(graph, `/v1.0/users/${encodeURIComponent(idOrUpn)}${SELECT}`, userBody, until);
}
