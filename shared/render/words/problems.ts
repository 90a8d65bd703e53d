import type { PosturePart } from '../../domain/posturePart';
import type { Problem, ProblemCode } from '../../domain/problem';
import { utcText } from '../../domain/time';
import { IDENTITY_UNKNOWN, missingPermissionInWords, type Words } from './access';
import { counted } from './counted';
import { failureInWords } from './faults';
import { logOf } from './logOf';

/** A problem as the API answers it. */
export type ProblemInWords = Words & { readonly code: ProblemCode };

export function problemInWords(problem: Problem): ProblemInWords {
  return { code: problem.code, ...wordsOf(problem) };
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: One case for each code, and the compiler reports a missing one.
function wordsOf(problem: Problem): Words {
  if ('sentence' in problem) return { sentence: problem.sentence, mend: problem.mend };
  switch (problem.code) {
    case 'neverPolled':
      return {
        sentence: 'The sign-in log has not been read yet.',
        mend: `Wait for the next poll. If none comes, see ${logOf('pollSignIns')}.`,
      };
    case 'pollLate':
      return {
        sentence: `The sign-in log was last read up to ${utcText(problem.readUntil)}; later sign-ins are missing here.`,
        mend: `See ${logOf('pollSignIns')}.`,
      };
    case 'pollFailed':
      return {
        sentence: `The last poll failed: ${failureInWords(problem.failure, 'pollSignIns')}`,
        mend: `The next poll tries again. If it stays, see ${logOf('pollSignIns')}.`,
      };
    case 'pollBehind':
      return {
        sentence: `Since ${utcText(problem.since)}, no poll has read everything that is due: sign-ins before ${utcText(problem.readFrom)}, and changes since they were read, may be missing.`,
        mend: 'Each poll goes on. If it stays, check whether another app uses up the request limit of the sign-in log, and poll more often (POLL_SCHEDULE).',
      };
    case 'filterInPieces':
      return {
        sentence: `Since ${utcText(problem.since)}, Graph does not answer one query for all enforced apps, so MFA Watch asks for each app separately.`,
        mend: 'Nothing is missing, but a poll takes longer. The single query is tried again after a day. Report this to the project.',
      };
    case 'postureLate':
      return {
        sentence: `The policies, registrations and roles of the tenant ${problem.refreshedAt === null ? 'have not been read yet' : `were last read at ${utcText(problem.refreshedAt)}`}.`,
        mend: `See ${logOf('refreshPosture')}, which runs once a day.`,
      };
    case 'postureFailed':
      return {
        sentence: `${PART_WORDS[problem.part]} ${problem.at === null ? 'has never succeeded' : `last succeeded at ${utcText(problem.at)}`}: ${failureInWords(problem.failure, 'refreshPosture')}`,
        mend: `It is tried again once a day. If it stays, see ${logOf('refreshPosture')}.`,
      };
    case 'digestLate':
      return {
        sentence: `The digest of ${problem.localDay} was due and was not sent.`,
        mend: `See ${logOf('sendDigest')}.`,
      };
    case 'digestFailed':
      return {
        sentence: `The digest could not be sent: ${failureInWords(problem.failure, 'sendDigest')}`,
        mend: 'Fix this cause. sendDigest tries again every hour, 24 times for one day.',
      };
    case 'recipientsUnknown':
      return {
        sentence:
          'The Global Administrators could not be read, so this digest went to the configured addresses only.',
        mend: `See ${logOf('sendDigest')}. The next digest tries again.`,
      };
    case 'notLicensed':
      return {
        sentence:
          'The tenant has no Microsoft Entra ID P1 or P2 licence, so Graph does not give out sign-ins or registrations.',
        mend: 'Assign a P1 licence, or download the sign-in log in the portal and run mfa-watch scan on it.',
      };
    case 'licenceRefused':
      return {
        sentence: `Graph sometimes refuses to answer without a licence, although it has answered before: the sign-in log was last read up to ${utcText(problem.readUntil)}.`,
        mend: 'Each poll tries again. If it stays, grant the identity the permission Directory.Read.All too, which is said to help (docs/permissions.md).',
      };
    case 'whatIfRefused':
      return {
        sentence: `Entra did not answer ${counted(problem.questions, 'question')} about the effect of the policies on an account: ${problem.reply}.`,
        mend: 'Only these answers are missing: coverage is read from the policies themselves. Report it to the project.',
      };
    case 'missingPermission':
      return missingPermissionInWords(problem.permission, problem.lost);
    case 'identityUnknown':
      return IDENTITY_UNKNOWN;
    case 'recordsRejected':
      return {
        sentence: `${counted(problem.records, 'sign-in record')} of the last 7 days could not be read.`,
        mend: 'See the table Rejects for the field and the reason, and report them to the project.',
      };
    case 'registrationsUnread':
      return {
        sentence: `${counted(problem.rows, 'row')} of the registration report could not be read, so the readiness of these users may be unknown or old.`,
        mend: 'Upgrade MFA Watch. If it stays, report it to the project.',
      };
    case 'registrationsCut':
      return {
        sentence: `Graph gave out the registration report so slowly that only ${counted(problem.users, 'user')} could be read: the readiness of the others may be unknown or old.`,
        mend: 'Nothing to do if it is gone tomorrow: the next run tries again. If it stays, check what else reads the reports of Graph at that hour, and change POSTURE_SCHEDULE.',
      };
    case 'accountsUnread': {
      const { accounts, rowKeys } = problem;
      return {
        sentence: `${counted(accounts, 'stored account')} cannot be read, so they are missing here.`,
        mend: `Fix or delete these rows of the table Accounts: ${rowKeys.join(', ')}${accounts > rowKeys.length ? ' and more' : ''}.`,
      };
    }
    case 'notEnforcedInCloud':
      return {
        sentence: 'Microsoft enforces mandatory MFA in the public cloud only.',
        mend: "Read this as readiness for this tenant's own policies.",
      };
  }
}

/** Read before "has never succeeded". */
const PART_WORDS = {
  coverage: 'Reading the Conditional Access policies',
  registrations: 'Reading the registered methods',
  directory: 'Reading directory roles and the trust in MFA of other tenants',
  enforcement: 'Reading the enforcement by Microsoft',
  whatIf: 'Asking Entra for the effect of the policies on accounts',
  retention: 'Deleting data older than RETENTION_DAYS',
  counts: "Counting the day's findings and accounts",
} as const satisfies Record<PosturePart, string>;
