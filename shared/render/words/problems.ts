import { plainText, unlinked } from '../../domain/plainText';
import type { PosturePart } from '../../domain/posturePart';
import type { KnownProblem, Problem, ProblemCode } from '../../domain/problem';
import { utcText } from '../../domain/time';
import { IDENTITY_UNKNOWN, missingPermissionInWords, type Words } from './access';
import { counted } from './counted';
import { failureInWords } from './faults';
import { logOf } from './logOf';
import { workspaceUnreadInWords } from './workspaceFaults';

/** A problem as the API answers it. */
export type ProblemInWords = Words & { readonly code: ProblemCode };

export function problemInWords(problem: Problem): ProblemInWords {
  return 'sentence' in problem ? problem : { code: problem.code, ...wordsOf(problem.code, problem) };
}

function wordsOf<C extends ProblemCode>(code: C, facts: FactsOf[C]): Words {
  return WORDS[code](facts);
}

type FactsOf = { readonly [C in ProblemCode]: KnownProblem & { readonly code: C } };

const TRIED_AGAIN = 'Fix the cause. sendDigest tries again every hour, up to 24 times for each day.';

const WORDS: { readonly [C in ProblemCode]: (facts: FactsOf[C]) => Words } = {
  neverPolled: () => ({
    sentence: 'The sign-in log has not been read yet.',
    mend: `Wait for the next poll. If none comes, see ${logOf('pollSignIns')}.`,
  }),
  pollLate: ({ readUntil }) => ({
    sentence: `The sign-in log was last read up to ${utcText(readUntil)}; later sign-ins are missing here.`,
    mend: `See ${logOf('pollSignIns')}.`,
  }),
  pollFailed: ({ failure }) => ({
    sentence: `The last poll failed: ${failureInWords(failure, 'pollSignIns')}`,
    mend: `The next poll tries again. If the problem stays, see ${logOf('pollSignIns')}.`,
  }),
  pollBehind: ({ since, readFrom }) => ({
    sentence: `Since ${utcText(since)}, no poll has read everything that is due: sign-ins before ${utcText(readFrom)}, and later changes to their records, may be missing.`,
    mend: 'Each poll continues where the last one ended. If the problem stays, check whether another app uses up the request limit of the sign-in log, and poll more often (POLL_SCHEDULE).',
  }),
  filterInPieces: ({ since }) => ({
    sentence: `Since ${utcText(since)}, Graph does not answer one query for all enforced apps, so MFA Watch asks for each app separately.`,
    mend: 'Nothing is missing, but a poll takes longer. The single query is tried again after a day. Report this to the project.',
  }),
  streamSilent: ({ since }) => ({
    sentence:
      since === null
        ? 'The event hub has not delivered any event yet.'
        : `The event hub has not delivered any event since ${utcText(since)}.`,
    mend: `Check that the diagnostic setting of Microsoft Entra ID streams SignInLogs and NonInteractiveUserSignInLogs to this event hub (the first events may take three days), and that the identity of the app has the role Azure Event Hubs Data Receiver on it. See ${logOf('ingestSignIns')}.`,
  }),
  streamGap: ({ from, to, events }) => ({
    sentence: `${counted(events, 'event')} of the event hub between ${utcText(from)} and ${utcText(to)} were never stored: sign-ins of that time may be missing.`,
    mend: 'Download the sign-in log of that time in the portal and run mfa-watch scan on it. The hub deletes events after its retention time: make that longer if the app was off.',
  }),
  postureLate: ({ refreshedAt }) => ({
    sentence: `The policies, registrations and roles of the tenant ${refreshedAt === null ? 'have not been read yet' : `were last read at ${utcText(refreshedAt)}`}.`,
    mend: `See ${logOf('refreshPosture')}, which runs once a day.`,
  }),
  postureFailed: ({ part, at, failure }) => ({
    sentence: `${PART_WORDS[part]} ${at === null ? 'has never succeeded' : `fails, and last succeeded at ${utcText(at)}`}: ${failureInWords(failure, 'refreshPosture')}`,
    mend: `MFA Watch tries again once a day. If the problem stays, see ${logOf('refreshPosture')}.`,
  }),
  digestLate: ({ localDay }) => ({
    sentence: `The digest of ${localDay} was due and was not sent.`,
    mend: `See ${logOf('sendDigest')}.`,
  }),
  digestFailed: ({ failure }) => ({
    sentence: `The digest could not be sent: ${failureInWords(failure, 'sendDigest')}`,
    mend: TRIED_AGAIN,
  }),
  urgentFailed: ({ account, failure }) => ({
    sentence: `The urgent mail about ${unlinked(plainText(account, 80))} could not be sent: ${failure === null ? 'its run ended early.' : failureInWords(failure, 'sendDigest')}`,
    mend: TRIED_AGAIN,
  }),
  recipientsUnknown: () => ({
    sentence:
      'The Global Administrators could not be read, so this digest went to the configured addresses only.',
    mend: `See ${logOf('sendDigest')}. The next digest tries again.`,
  }),
  notLicensed: () => ({
    sentence:
      'The tenant has no Microsoft Entra ID P1 or P2 licence, so Graph does not give out sign-ins or registrations.',
    mend: 'Assign a P1 licence, or download the sign-in log in the portal and run mfa-watch scan on it.',
  }),
  licenceRefused: ({ readUntil }) => ({
    sentence: `Graph sometimes reports a missing licence, although it has answered before: the sign-in log was last read up to ${utcText(readUntil)}.`,
    mend: 'Each poll tries again. If the problem stays, grant the identity the permission Directory.Read.All too, which is said to help (docs/permissions.md).',
  }),
  whatIfRefused: ({ questions, reply }) => ({
    sentence: `Entra did not answer ${counted(questions, 'question')} about the effect of the policies on an account: ${reply}.`,
    mend: 'Only these answers are missing: coverage is read from the policies themselves. Report it to the project.',
  }),
  missingPermission: ({ permission, lost }) => missingPermissionInWords(permission, lost),
  identityUnknown: () => IDENTITY_UNKNOWN,
  workspaceUnread: ({ why }) => workspaceUnreadInWords(why),
  recordsRejected: ({ records }) => ({
    sentence: `${counted(records, 'sign-in record')} of the last 7 days could not be read.`,
    mend: 'See the table Rejects for the field and the reason, and report them to the project.',
  }),
  registrationsUnread: ({ rows }) => ({
    sentence: `${counted(rows, 'row')} of the registration report could not be read, so the readiness of these users may be unknown or old.`,
    mend: 'Upgrade MFA Watch. If the problem stays, report it to the project.',
  }),
  registrationsCut: ({ users }) => ({
    sentence: `Graph gave out the registration report so slowly that only ${counted(users, 'user')} could be read: the readiness of the others may be unknown or old.`,
    mend: 'Wait a day: the next run tries again. If the problem stays, check what else reads the reports of Graph at that hour, and change POSTURE_SCHEDULE.',
  }),
  accountsUnread: ({ accounts, rowKeys }) => ({
    sentence: `${counted(accounts, 'stored account')} cannot be read, so they are missing here.`,
    mend: `Fix or delete these rows of the table Accounts: ${rowKeys.join(', ')}${accounts > rowKeys.length ? ' and more' : ''}.`,
  }),
  notEnforcedInCloud: () => ({
    sentence: 'Microsoft enforces mandatory MFA in the public cloud only.',
    mend: "Read this as readiness for this tenant's own policies.",
  }),
};

/** Read before "has never succeeded". */
const PART_WORDS = {
  coverage: 'Reading the Conditional Access policies',
  registrations: 'Reading the registered methods',
  directory: 'Reading directory sync accounts and the trust in MFA of other tenants',
  roles: 'Reading the privileged directory roles of accounts',
  breakGlass: 'Reading the break-glass accounts',
  enforcement: 'Reading the enforcement by Microsoft',
  whatIf: 'Asking Entra for the effect of the policies on accounts',
  retention: 'Deleting data older than RETENTION_DAYS',
  counts: "Counting the day's findings and accounts",
} as const satisfies Record<PosturePart, string>;
