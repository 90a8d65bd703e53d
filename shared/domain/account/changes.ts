import type { UnprovenWriter, UnprovenWrites } from '../enforcement/unprovenWrites';

/** An account's changes to Azure resources without MFA, by the Activity Log of the days that were read. */
export type Changes = {
  /** How many a policy denied. */
  readonly denied: number;
  readonly wentThrough: number;
  /** ISO 8601 UTC, as are the next three; `null` if none was denied. */
  readonly lastDenied: string | null;
  readonly firstDenied: string | null;
  /** `null` if none went through. */
  readonly lastCompleted: string | null;
  readonly firstCompleted: string | null;
  /** True if not all of the log could be read: then each count is a minimum. */
  readonly isAtLeast: boolean;
};

/** By user id. */
export function changesIn({
  writers,
  isCut,
}: Pick<UnprovenWrites, 'writers' | 'isCut'>): Readonly<Record<string, Changes>> {
  return Object.fromEntries(writers.map((writer) => [writer.userId, changesOf(writer, isCut)]));
}

function changesOf(writer: UnprovenWriter, isAtLeast: boolean): Changes {
  const { stopped, wentThrough, last, lastStopped, firstStopped, lastWentThrough, firstWentThrough } = writer;
  // A row of an earlier version has only the time of the last change, denied or not.
  const lastDenied = stopped === 0 ? null : (lastStopped ?? last);
  const lastCompleted = wentThrough === 0 ? null : (lastWentThrough ?? last);
  return {
    denied: stopped,
    wentThrough,
    lastDenied,
    firstDenied: firstStopped ?? lastDenied,
    lastCompleted,
    firstCompleted: firstWentThrough ?? lastCompleted,
    isAtLeast,
  };
}
