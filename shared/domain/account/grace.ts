import { type Roles, rolesOf } from '../roles/roles';
import { DAY_MS, isoTime } from '../time';
import type { AccountKind } from './account';
import type { AccountFacts } from './accountFacts';
import type { Exception } from './exception';

/** When the grace of each new account ends, ISO 8601 UTC by user id. */
export type Graces = Readonly<Record<string, string>>;

export type NewUser = {
  readonly userId: string;
  /** In the directory, ISO 8601 UTC. */
  readonly createdAt: string;
};

/** As many as fit in a row of a table beside the rest of the directory; then the oldest have none. */
const MOST_GRACES = 5_000;

/** @param days from the creation of an account, 0 for no grace */
export function gracesOf(
  users: readonly NewUser[],
  { days, now }: { readonly days: number; readonly now: number },
): Graces {
  const ends = users
    .map(({ userId, createdAt }): [string, string] => [
      userId,
      isoTime(Date.parse(createdAt) + days * DAY_MS),
    ])
    .filter(([, end]) => end > isoTime(now))
    .sort(([, a], [, b]) => b.localeCompare(a));
  return Object.fromEntries(ends.slice(0, MOST_GRACES));
}

/** Roles are read once a day. If they could not be, stored ones stay, and do not know who became an administrator since. */
const ROLES_HOLD_MS = 2 * DAY_MS;

type GraceContext = {
  readonly kind: AccountKind;
  readonly graces: Graces | undefined;
  readonly exception: Exception | null;
  /** `null` if they were never read. */
  readonly roles: Roles | null;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number;
};

/** The end of the grace of an account; `null` if it has none now. Privileged and break-glass accounts never have one, and an exception takes its place. */
export function graceOf(
  { userId, registration }: Pick<AccountFacts, 'userId' | 'registration'>,
  { kind, graces = {}, exception, roles, now }: GraceContext,
): string | null {
  if (kind === 'breakGlass' || exception !== null) return null;
  // Somebody who may be an administrator counts as one.
  if (roles === null || roles.unread.includes('groups')) return null;
  if (now - Date.parse(roles.at) > ROLES_HOLD_MS) return null;
  if (registration?.isAdmin || rolesOf(roles, userId).length > 0) return null;
  const end = Object.hasOwn(graces, userId) ? graces[userId] : undefined;
  return end !== undefined && end > isoTime(now) ? end : null;
}
