import type { HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import type { ExceptAccountsOutcome, ExceptedAccount } from '../../shared/jobs/onDemand/exceptAccounts';
import { faultInWords } from '../../shared/render/words/faults';
import { exceptionFields, NOT_FOR_BREAK_GLASS, UNKNOWN_ACCOUNT } from './exception';
import { answerError, answerJson } from './response';

const MOST_USERS = 1_000;
const LONGEST_USER = 320;

const EACH_USER = `must be a user id or address of 1 to ${LONGEST_USER} characters`;

/** Whose exceptions to change. */
const accountsFields = {
  users: z
    .array(
      z.string(EACH_USER).regex(/\S/, EACH_USER).max(LONGEST_USER, EACH_USER).trim(),
      'must be a list of user ids or addresses',
    )
    .max(MOST_USERS, `must be at most ${MOST_USERS} users`)
    .optional()
    .describe('User ids, user principal names or addresses.'),
  group: z
    .string('must be the object id of a group')
    .regex(/^[\da-fA-F]{8}(-[\da-fA-F]{4}){3}-[\da-fA-F]{12}$/, 'must be the object id of a group')
    .optional()
    .describe('Object id of a group: its members at this moment, and those of the groups in it.'),
};

const NOBODY = { error: 'must name at least one user, if no group is given', path: ['users'] };
const namesSomebody = ({ users = [], group }: { users?: string[] | undefined; group?: string | undefined }) =>
  users.length > 0 || group !== undefined;

/** The body of a request that sets the exceptions of several accounts. */
export function exceptionsBody(now: number) {
  return z
    .strictObject(
      { ...accountsFields, ...exceptionFields(now) },
      'must be { "users": ["user id or address", …], "group": "group id", "reason": "…", "until": "a date or a time" }',
    )
    .refine(namesSomebody, NOBODY);
}

/** The body of a request that ends them. */
export const endExceptionsBody = z
  .strictObject(accountsFields, 'must be { "users": ["user id or address", …], "group": "group id" }')
  .refine(namesSomebody, NOBODY);

const NONE: Readonly<Record<ExceptedAccount['kind'], number>> = {
  excepted: 0,
  ended: 0,
  unchanged: 0,
  breakGlass: 0,
  unknownAccount: 0,
  severalUsers: 0,
  notLookedUp: 0,
  notConfirmed: 0,
};
export const OUTCOMES = Object.keys(NONE);

export function answerExceptions(outcome: ExceptAccountsOutcome): HttpResponseInit {
  switch (outcome.kind) {
    case 'done':
      return answerJson({
        counts: countsOf(outcome.results),
        members: outcome.members,
        results: outcome.results.map(resultJson),
      });
    case 'unknownGroup':
      return answerError(
        'notFound',
        'The directory has no group with this object id. Nothing was changed. Entra shows the object id of a group on its overview page.',
      );
    case 'hiddenMembers':
      return answerError(
        'badRequest',
        'The members of this group are hidden from apps. Nothing was changed. Give the users instead of the group.',
      );
    case 'tooManyMembers':
      return answerError(
        'badRequest',
        `The group has more than ${outcome.most} users. Nothing was changed. Give smaller groups one by one.`,
      );
  }
}

function countsOf(results: readonly ExceptedAccount[]) {
  const counts = { ...NONE };
  for (const { kind } of results) counts[kind]++;
  return counts;
}

function resultJson(result: ExceptedAccount) {
  const facts = 'facts' in result ? result.facts : null;
  return {
    user: result.user,
    userId: facts?.userId ?? null,
    userPrincipalName: facts?.userPrincipalName ?? null,
    outcome: result.kind,
    message: messageOf(result),
    exception: facts?.exception ?? null,
  };
}

/** `null` if nothing is left to do. */
function messageOf(result: ExceptedAccount): string | null {
  switch (result.kind) {
    case 'excepted':
    case 'ended':
    case 'unchanged':
      return null;
    case 'breakGlass':
      return NOT_FOR_BREAK_GLASS;
    case 'unknownAccount':
      return UNKNOWN_ACCOUNT;
    case 'severalUsers':
      return faultInWords({ system: 'watch', code: 'severalUsers', userIds: result.userIds });
    case 'notLookedUp':
      return `No account is stored under this name, and the directory did not answer. ${faultInWords(result.fault)} Give the user id, or send the request again.`;
    case 'notConfirmed':
      return `Whether this account was changed is not known. ${result.fault ? faultInWords(result.fault) : 'Another change came between.'} Send the request again; it changes only what is missing.`;
  }
}
