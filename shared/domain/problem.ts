import type { Failure } from './fault';
import type { PosturePart } from './posturePart';

/** Something that keeps the watch from reporting everything, as a code and facts; times are ISO 8601 UTC. */
export type Problem = KnownProblem | WordedProblem;

export type KnownProblem =
  | { readonly code: 'neverPolled' | 'recipientsUnknown' | 'notLicensed' | 'identityUnknown' }
  | { readonly code: 'notEnforcedInCloud' }
  | { readonly code: 'pollLate' | 'licenceRefused'; readonly readUntil: string }
  | { readonly code: 'pollFailed' | 'digestFailed'; readonly failure: Failure }
  /** `refreshedAt`: `null` if never. */
  | { readonly code: 'postureLate'; readonly refreshedAt: string | null }
  /** `at`: when the part last succeeded; `null` if never. */
  | {
      readonly code: 'postureFailed';
      readonly part: PosturePart;
      readonly at: string | null;
      readonly failure: Failure;
    }
  /** `account`: its name; `failure`: `null` if the mail was begun, and nothing says what became of it. */
  | { readonly code: 'urgentFailed'; readonly account: string; readonly failure: Failure | null }
  /** `localDay`: `YYYY-MM-DD`. */
  | { readonly code: 'digestLate'; readonly localDay: string }
  /** `reply`: Entra's own code. */
  | { readonly code: 'whatIfRefused'; readonly questions: number; readonly reply: string }
  | MissingPermission
  | { readonly code: 'workspaceUnread'; readonly why: WorkspaceUnread }
  | { readonly code: 'recordsRejected'; readonly records: number }
  | { readonly code: 'filterInPieces'; readonly since: string }
  | { readonly code: 'pollBehind'; readonly since: string; readonly readFrom: string }
  /** `since`: when the last event came; `null` if none ever did. */
  | { readonly code: 'streamSilent'; readonly since: string | null }
  /** Events that were lost: the hub got them between `from` and `to`. */
  | { readonly code: 'streamGap'; readonly from: string; readonly to: string; readonly events: number }
  | { readonly code: 'registrationsUnread'; readonly rows: number }
  | { readonly code: 'registrationsCut'; readonly users: number }
  /** `rowKeys`: of the first few. */
  | { readonly code: 'accountsUnread'; readonly accounts: number; readonly rowKeys: readonly string[] };

export type MissingPermission = {
  readonly code: 'missingPermission';
  /** Of Microsoft Graph; `null` if it is not known which. */
  readonly permission: string | null;
  /** What cannot be done without it; `null` if the permission says enough. */
  readonly lost: LostByPermission | null;
};
export const LOST_BY_PERMISSION = ['ownTenant', 'groupAdministrators'] as const;
export type LostByPermission = (typeof LOST_BY_PERMISSION)[number];

/** Why a Log Analytics workspace gives out no sign-ins. */
export const WORKSPACE_UNREAD = ['forbidden', 'notFound', 'noTable'] as const;
export type WorkspaceUnread = (typeof WORKSPACE_UNREAD)[number];

/** As an earlier version stored it: with its words in place of the facts. */
export type WordedProblem = {
  readonly code: ProblemCode;
  readonly sentence: string;
  readonly mend: string;
};

export type ProblemCode = KnownProblem['code'];

/** A note informs: nothing is wrong, and nothing needs a fix. */
const WEIGHT: Readonly<Record<ProblemCode, 'problem' | 'note'>> = {
  neverPolled: 'problem',
  pollLate: 'problem',
  pollFailed: 'problem',
  postureLate: 'problem',
  postureFailed: 'problem',
  digestLate: 'problem',
  digestFailed: 'problem',
  urgentFailed: 'problem',
  recipientsUnknown: 'problem',
  notLicensed: 'problem',
  licenceRefused: 'problem',
  whatIfRefused: 'note',
  missingPermission: 'problem',
  identityUnknown: 'problem',
  workspaceUnread: 'problem',
  recordsRejected: 'problem',
  filterInPieces: 'note',
  pollBehind: 'problem',
  streamSilent: 'problem',
  streamGap: 'problem',
  registrationsUnread: 'problem',
  registrationsCut: 'problem',
  accountsUnread: 'problem',
  notEnforcedInCloud: 'note',
};

export const PROBLEM_CODES = Object.keys(WEIGHT) as readonly ProblemCode[];

export function isNote({ code }: { readonly code: string }): boolean {
  return PROBLEM_CODES.some((known) => known === code && WEIGHT[known] === 'note');
}

/** Each problem once, however many parts met it. */
export function distinctProblems(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
