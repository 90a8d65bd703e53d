import { AUDIT_OUTCOMES, type AuditEntry, type Author } from '../../domain/audit/auditEntry';
import { isWatchError, type WatchError } from '../../domain/watchError';

export type AuditDeps = {
  /** Stores entries, each in place of an earlier version of itself. */
  readonly saveAudit: (entries: readonly AuditEntry[]) => Promise<void>;
  readonly newAuditId: () => string;
};

/** Who asks for a change, and where it is logged. */
export type AskedBy = { readonly author: Author; readonly log: (line: AuditLine) => void };

/** One line of the log. It names ids alone: logs hold no names and addresses. */
export type AuditLine = {
  readonly event: 'audit';
  readonly action: AuditEntry['action'];
  readonly outcome: AuditEntry['outcome'];
  readonly how: AuditEntry['how'];
  readonly byId: string | null;
  /** Of the row or rows. */
  readonly at: string;
  readonly count: number;
  readonly userIds: readonly string[];
};

/** Application Insights cuts a line at 32 K characters, and an id has 36. */
const MOST_IDS = 500;

/**
 * Makes a change that leaves a trace, whatever fails: its rows are stored before it, as `begun`, and again after it with the outcome. If
 * they cannot be stored before, nothing is changed. If they cannot be stored after, the change stands, and they stay `begun`.
 *
 * @param make answers what came of it, with the entries as they ended; if it throws, they end as `notConfirmed`
 */
export async function audited<T>(
  { saveAudit, log }: Pick<AuditDeps, 'saveAudit'> & Pick<AskedBy, 'log'>,
  begun: readonly AuditEntry[],
  make: () => Promise<{ readonly result: T; readonly ended: readonly AuditEntry[] }>,
): Promise<T> {
  await saveAudit(begun);
  logEach(begun, log);
  let ended: readonly AuditEntry[] = begun.map((entry) => ({ ...entry, outcome: 'notConfirmed' }));
  try {
    const made = await make();
    ended = made.ended;
    return made.result;
  } finally {
    logEach(ended, log);
    await errorIn(() => saveAudit(ended));
  }
}

function logEach(entries: readonly AuditEntry[], log: AskedBy['log']): void {
  for (const outcome of AUDIT_OUTCOMES) {
    const alike = entries.filter((entry) => entry.outcome === outcome);
    for (let from = 0; from < alike.length; from += MOST_IDS) {
      logTogether(alike.slice(from, from + MOST_IDS), log);
    }
  }
}

/** Entries of one change with one outcome. */
function logTogether(entries: readonly AuditEntry[], log: AskedBy['log']): void {
  const [first] = entries;
  if (!first) return;
  const { action, outcome, how, byId, at } = first;
  const userIds = entries.flatMap(({ userId }) => userId ?? []);
  log({ event: 'audit', action, outcome, how, byId, at, count: entries.length, userIds });
}

/** The error of ours that was thrown; `null` if it went well. Any other error is a defect, and passes. */
export async function errorIn(run: () => Promise<unknown>): Promise<WatchError | null> {
  try {
    await run();
    return null;
  } catch (error) {
    if (!isWatchError(error)) throw error;
    return error;
  }
}
