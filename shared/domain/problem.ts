/** Something that keeps the watch from telling all it should, with what an admin does about it. */
export type Problem = {
  readonly code: ProblemCode;
  /** What is wrong, one plain sentence. */
  readonly sentence: string;
  /** What to do, one plain sentence. */
  readonly mend: string;
};

export const PROBLEM_CODES = [
  'neverPolled',
  'pollLate',
  'pollFailed',
  'postureLate',
  'postureFailed',
  'digestLate',
  'digestFailed',
  'noRecipients',
  'recipientsUnknown',
  'notLicensed',
  'missingPermission',
  'identityUnknown',
  'recordsRejected',
  'filterInPieces',
  'pollBehind',
  'registrationsUnread',
  'registrationsCut',
  'accountsUnread',
  'notEnforcedInCloud',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** Each once, however many met it. */
export function distinctProblems(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [problem.code + problem.sentence, problem])).values()];
}
