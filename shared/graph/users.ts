import { z } from 'zod';
import { addressOf, guestNameStart, isUserId } from '../domain/account/addresses';
import { encoded } from '../http/encoded';
import type { Graph } from './graph';
import { GraphError } from './graphError';
import { decoded, lookUp } from './lookUp';
import { query, quoted } from './odata';

export type User = {
  readonly userId: string;
  readonly userPrincipalName: string | null;
  readonly displayName: string | null;
  readonly accountEnabled: boolean;
  /** `mail`, else the first of `otherMails`. */
  readonly address: string | null;
};

const userRow = z.object({
  id: z.string().min(1),
  userPrincipalName: z.string().nullish(),
  displayName: z.string().nullish(),
  accountEnabled: z.boolean().nullish(),
  mail: z.string().nullish(),
  otherMails: z.array(z.string()).nullish(),
  proxyAddresses: z.array(z.string()).nullish(),
});
const userBody = userRow.transform(
  (user): User => ({
    userId: user.id.toLowerCase(),
    userPrincipalName: user.userPrincipalName ?? null,
    displayName: user.displayName ?? null,
    // Left out if the identity may not read it: one mail too many is better than an admin who gets none.
    accountEnabled: user.accountEnabled ?? true,
    address: user.mail || user.otherMails?.[0] || null,
  }),
);

const PROPERTIES = 'id,userPrincipalName,displayName,accountEnabled,mail,otherMails';
const SELECT = query({ $select: PROPERTIES });

/**
 * A user by object id or user principal name; `null` if there is none.
 *
 * @throws GraphError
 */
export async function findUser(graph: Graph, idOrUpn: string, until?: number): Promise<User | null> {
  // Neither an id nor a name: `..`, for example, would be another path.
  if (!idOrUpn.includes('@') && !isUserId(idOrUpn)) return null;
  try {
    return await lookUp(graph, `${pathOf(idOrUpn)}${SELECT}`, userBody, until);
  } catch (error) {
    // Graph says so of a text that can be nobody's name.
    if (error instanceof GraphError && error.code === 'badRequest') return null;
    throw error;
  }
}

/**
 * A name that begins with `$` must stand in parentheses and quotes:
 * https://learn.microsoft.com/graph/api/user-get (read 2026-11-30).
 */
function pathOf(idOrUpn: string): string {
  return idOrUpn.startsWith('$')
    ? `/v1.0/users(${encoded(quoted(idOrUpn))})`
    : `/v1.0/users/${encoded(idOrUpn)}`;
}

/**
 * The users with an object id, a user principal name, or an address: mail, other mails, proxy addresses, and a guest's name in either
 * spelling. Several users may share an address. All of this requires `User.Read.All`.
 *
 * @throws GraphError
 */
export async function findUsers(graph: Graph, asked: string, until?: number): Promise<readonly User[]> {
  const named = await findUser(graph, asked, until);
  if (named !== null) return [named];
  const address = addressOf(asked);
  for (const filter of filtersFor(address)) {
    const found = await usersWhere(graph, { filter, address }, until);
    if (found.length > 0) return found;
  }
  return [];
}

/** One by one: Graph accepts each as a plain query, and not all together. */
function filtersFor(address: string): readonly string[] {
  const guest = guestNameStart(address);
  if (guest === null) return [];
  return [
    `mail eq ${quoted(address)}`,
    `otherMails/any(one:one eq ${quoted(address)})`,
    `proxyAddresses/any(one:one eq ${quoted(`smtp:${address}`)})`,
    `startswith(userPrincipalName,${quoted(guest)})`,
  ];
}

const FILTERED = `${PROPERTIES},proxyAddresses`;

async function usersWhere(
  graph: Graph,
  { filter, address }: { readonly filter: string; readonly address: string },
  until?: number,
): Promise<readonly User[]> {
  const path = `/v1.0/users${query({ $filter: filter, $select: FILTERED })}`;
  const found: User[] = [];
  try {
    for await (const page of graph.pages(path, until)) {
      for (const raw of page)
        if (hasAddress(decoded(raw, userRow, path), address)) found.push(decoded(raw, userBody, path));
    }
  } catch (error) {
    // If this Graph does not search one kind of address, it may search the next.
    if (!(error instanceof GraphError) || error.code !== 'badRequest') throw error;
  }
  return found;
}

function hasAddress(
  { userPrincipalName, mail, otherMails, proxyAddresses }: z.infer<typeof userRow>,
  address: string,
): boolean {
  const mails = [
    mail,
    ...(otherMails ?? []),
    ...(proxyAddresses ?? []).map((one) => one.replace(/^smtp:/i, '')),
  ];
  return [userPrincipalName, ...mails].some((one) => addressOf(one ?? '') === address);
}
