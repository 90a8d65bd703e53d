import type { Administrators } from '../../domain/digest/administrator';
import { type Recipients, recipientsOf } from '../../domain/digest/recipients';
import type { MissingPermission, Problem } from '../../domain/problem';
import { MINUTE_MS } from '../../domain/time';
import type { LetterAt } from './letter';

export type RecipientDeps = {
  readonly breakGlass: ReadonlySet<string>;
  readonly toGlobalAdmins: boolean;
  readonly configuredRecipients: readonly string[];
  /** Nothing is asked after `until`, milliseconds since 1970-01-01 UTC. */
  readonly readAdministrators: (until: number) => Promise<Administrators>;
  readonly problemOf: (error: unknown) => Problem | null;
};

/** From the start of the run: the rest of its ten minutes is for the mail. */
const RECIPIENTS_MS = 8.5 * MINUTE_MS;
/** A passing error is waited out, but not all day. */
const PATIENT_TRIES = 3;

type ReadRecipients = { readonly recipients: Recipients; readonly problem: Problem | null };

/** If administrators may not be read, the mail still goes to the recipients that are known. */
export async function readRecipients(
  deps: RecipientDeps,
  { now, tries }: Pick<LetterAt, 'now' | 'tries'>,
): Promise<ReadRecipients> {
  const recipients = (found: Administrators | null) =>
    recipientsOf(found, deps.configuredRecipients, deps.breakGlass);
  if (!deps.toGlobalAdmins) return { recipients: recipients(null), problem: null };
  try {
    const found = await deps.readAdministrators(now + RECIPIENTS_MS);
    const problem = found.unread.includes('groups') ? groupsUnread() : null;
    return { recipients: recipients(found), problem };
  } catch (error) {
    const problem = deps.problemOf(error);
    if (problem === null && tries <= PATIENT_TRIES) throw error;
    return { recipients: recipients(null), problem: problem ?? { code: 'recipientsUnknown' } };
  }
}

function groupsUnread(): MissingPermission {
  return { code: 'missingPermission', permission: 'GroupMember.Read.All', lost: 'groupAdministrators' };
}
