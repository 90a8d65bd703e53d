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
  'recipientsUnknown',
  'notLicensed',
  'licenceRefused',
  'whatIfRefused',
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

/** Said so that nobody wonders: nothing is amiss, and nothing to be done. */
const NOTES: readonly string[] = [
  'notEnforcedInCloud',
  'filterInPieces',
  'whatIfRefused',
] satisfies readonly ProblemCode[];

export function isNote({ code }: { readonly code: string }): boolean {
  return NOTES.includes(code);
}

/** Each once, however many met it. */
export function distinctProblems(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [problem.code + problem.sentence, problem])).values()];
}

/** Errors of our own have a code, say what to do and name nobody; any other is left to the log. */
export function ownWords(error: unknown): string | null {
  return error instanceof Error && 'code' in error ? error.message : null;
}

/** Said by another where a sentence of ours is to end with it: with one full stop, however it came. */
export function asSentence(said: string): string {
  return `${said.replace(/[.\s]+$/, '')}.`;
}

/** Where an admin finds what a function of ours wrote. */
export function logOf(functionName: string): string {
  return `the log of the function ${functionName} (Application Insights of the app, Failures)`;
}

/**
 * @param permission of Microsoft Graph; `null` where it is not known which
 * @param without what comes of it, one plain sentence
 */
export function missingPermission(permission: string | null, without?: string): Problem {
  const which =
    permission === null
      ? 'the application permissions that docs/permissions.md lists'
      : `the application permission ${permission}`;
  return {
    code: 'missingPermission',
    sentence: without ?? `The app may not use ${permission ?? 'a part of Microsoft Graph that it needs'}.`,
    mend: `Grant ${which} to its identity: deploy infra/graph.bicep, or run infra/grant-graph-permissions.sh.`,
  };
}
