import type { UnprovenWriter, UnprovenWrites } from '../enforcement/unprovenWrites';

/** An account's changes to Azure resources without MFA, by the Activity Log of the days that were read. */
export type Changes = {
  /** How many a policy denied. */
  readonly denied: number;
  readonly wentThrough: number;
  /** ISO 8601 UTC; `null` if none was denied. */
  readonly lastDenied: string | null;
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

function changesOf({ stopped, wentThrough, last, lastStopped }: UnprovenWriter, isAtLeast: boolean): Changes {
  // A row of an earlier version has only the time of the last change, denied or not.
  const lastDenied = stopped === 0 ? null : (lastStopped ?? last);
  return { denied: stopped, wentThrough, lastDenied, isAtLeast };
}
