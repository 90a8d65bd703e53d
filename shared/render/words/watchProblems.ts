import { plainText, unlinked } from '../../domain/plainText';
import type { PosturePart } from '../../domain/posturePart';
import type { KnownProblem, Problem, ProblemCode, WorkspaceUnread } from '../../domain/problem';
import { counted } from './counted';

/** A problem of the watch for the readers of the mail, most of whom never saw the app that runs it. */
export type PlainProblem = { readonly sentence: string; readonly step: string };

type FactsOf = { readonly [C in ProblemCode]: KnownProblem & { readonly code: C } };
/** `calendarDay` writes a `YYYY-MM-DD`, which is the same day everywhere. */
type Dates = { readonly time: (iso: string) => string; readonly calendarDay: (day: string) => string };

/** What it means for this mail, and what to do. Problems that an earlier version stored have words of their own, which may quote others. */
export function plainProblem(problem: Problem, dates: Dates): PlainProblem {
  if ('sentence' in problem) return { sentence: unlinked(problem.sentence), step: unlinked(problem.mend) };
  return wordsOf(problem.code, problem, dates);
}

function wordsOf<C extends ProblemCode>(code: C, facts: FactsOf[C], dates: Dates): PlainProblem {
  return WORDS[code](facts, dates);
}

/** The person who deployed it: the app names the cause there, in the words of its makers. */
const ASK = 'Ask the person who runs MFA Watch in your Azure subscription';
const ASK_FOR_HEALTH = `${ASK} to open its health page, which names the cause.`;
const WAIT =
  'Nothing, if it is gone tomorrow. Else ask the person who runs MFA Watch in your Azure subscription.';

const WORDS: { readonly [C in ProblemCode]: (facts: FactsOf[C], dates: Dates) => PlainProblem } = {
  neverPolled: () => ({
    sentence: 'MFA Watch has not read any sign-in yet.',
    step: `Nothing today. If tomorrow's mail says the same, ask the person who runs MFA Watch.`,
  }),
  pollLate: ({ readUntil }, { time }) => ({
    sentence: `Sign-ins after ${time(readUntil)} are missing in this mail: MFA Watch cannot read them.`,
    step: ASK_FOR_HEALTH,
  }),
  pollFailed: () => ({ sentence: 'The last attempt to read the sign-ins failed.', step: WAIT }),
  pollBehind: ({ readFrom }, { time }) => ({
    sentence: `There are more sign-ins than MFA Watch can read in time. Some before ${time(readFrom)} may be missing.`,
    step: WAIT,
  }),
  filterInPieces: () => ({
    sentence: 'Reading the sign-ins takes longer than it should. Nothing is missing.',
    step: 'Nothing.',
  }),
  streamSilent: ({ since }, { time }) => ({
    sentence: `${since === null ? 'MFA Watch has not received any sign-in yet' : `MFA Watch has not received any sign-in since ${time(since)}`}: Microsoft Entra ID does not stream its log, or MFA Watch may not read it.`,
    step: ASK_FOR_HEALTH,
  }),
  streamGap: ({ from, to }, { time }) => ({
    sentence: `Some sign-ins between ${time(from)} and ${time(to)} may be missing: they were lost on the way to MFA Watch.`,
    step: ASK_FOR_HEALTH,
  }),
  postureLate: ({ refreshedAt }, { time }) => ({
    sentence: `What MFA Watch knows of MFA methods, policies and roles is ${refreshedAt === null ? 'nothing yet' : `of ${time(refreshedAt)}`}. Next steps in this mail may be wrong.`,
    step: ASK_FOR_HEALTH,
  }),
  postureFailed: ({ part, at }, { time }) => ({
    sentence: `MFA Watch could not ${PARTS[part]}. ${at === null ? 'It never could.' : `It last could on ${time(at)}.`}`,
    step: WAIT,
  }),
  digestLate: ({ localDay }, { calendarDay }) => ({
    sentence: `The mail of ${calendarDay(localDay)} was not sent.`,
    step: ASK_FOR_HEALTH,
  }),
  digestFailed: () => ({ sentence: 'An earlier mail could not be sent.', step: ASK_FOR_HEALTH }),
  urgentFailed: ({ account }) => ({
    sentence: `An urgent mail about ${unlinked(plainText(account, 80))} could not be sent.`,
    step: 'Look at the sign-ins of this account in Entra now.',
  }),
  recipientsUnknown: () => ({
    sentence:
      'MFA Watch could not read who is a Global Administrator, so this mail went to the configured addresses only.',
    step: WAIT,
  }),
  notLicensed: () => ({
    sentence: 'The tenant has no Microsoft Entra ID P1 licence, so MFA Watch cannot read its sign-ins.',
    step: 'Assign a P1 or P2 licence.',
  }),
  licenceRefused: ({ readUntil }, { time }) => ({
    sentence: `Sign-ins after ${time(readUntil)} are missing in this mail: Microsoft says that the licence to read them is missing, although it was there before.`,
    step: 'Check that the Microsoft Entra ID P1 or P2 licence of the tenant is in force.',
  }),
  whatIfRefused: ({ questions }) => ({
    sentence: `Entra did not answer ${counted(questions, 'question')} about the effect of your policies.`,
    step: 'Nothing.',
  }),
  missingPermission: ({ permission }) => ({
    sentence: `MFA Watch lacks a permission to read the directory${permission === null ? '' : `: ${permission}`}.`,
    step: 'Grant it as a Privileged Role Administrator, in Entra or with the script that came with MFA Watch.',
  }),
  identityUnknown: () => ({
    sentence: 'Microsoft does not know the identity with which MFA Watch reads the directory.',
    step: ASK_FOR_HEALTH,
  }),
  workspaceUnread: ({ why }) => ({ sentence: UNREAD[why], step: ASK_FOR_HEALTH }),
  recordsRejected: ({ records }) => ({
    sentence: `MFA Watch did not understand ${counted(records, 'sign-in record')} of the last 7 days. They are missing in this mail.`,
    step: `${ASK} to report it to the project.`,
  }),
  registrationsUnread: ({ rows }) => ({
    sentence: `The registered MFA methods of ${counted(rows, 'user')} could not be read. Next steps for them may be wrong.`,
    step: `${ASK} to upgrade it.`,
  }),
  registrationsCut: ({ users }) => ({
    sentence: `The registered MFA methods of only ${counted(users, 'user')} could be read. Next steps for the others may be wrong.`,
    step: WAIT,
  }),
  accountsUnread: ({ accounts }) => ({
    sentence: `${counted(accounts, 'account')} that MFA Watch has stored cannot be read. They are missing in this mail.`,
    step: ASK_FOR_HEALTH,
  }),
  notEnforcedInCloud: () => ({
    sentence: 'Microsoft enforces mandatory MFA in the public cloud only.',
    step: "Read this mail as readiness for your tenant's own policies.",
  }),
};

const UNREAD = {
  forbidden:
    'MFA Watch may not read the Log Analytics workspace with the sign-ins. Newer sign-ins are missing.',
  notFound:
    'MFA Watch does not find the Log Analytics workspace with the sign-ins. Newer sign-ins are missing.',
  noTable: 'The Log Analytics workspace that MFA Watch reads has no sign-ins.',
} as const satisfies Record<WorkspaceUnread, string>;

/** Read after "MFA Watch could not". */
const PARTS = {
  coverage: 'read the Conditional Access policies',
  registrations: 'read the registered MFA methods',
  directory: 'read which tenants your tenant trusts for MFA',
  roles: 'read who has a directory role',
  breakGlass: 'read the break-glass accounts',
  enforcement: 'read whether Microsoft enforces MFA',
  whatIf: 'ask Entra what the policies do to accounts',
  retention: 'delete its old data',
  counts: 'count the accounts of the day',
} as const satisfies Record<PosturePart, string>;
