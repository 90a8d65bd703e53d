import { HOUR_MS, isoTime, MINUTE_MS } from '../shared/domain/time';
import { isFinal, type LogRow } from '../tenant/world/log';
import { MOST_AHEAD_MS } from './timetable';

/** The promise of a checkpoint each time it moves, compared with the findings that are stored at that moment. */
export type CheckpointPromises = {
  readonly moved: (kind: string, checkpoint: Readonly<Record<string, unknown>>) => void;
  readonly wrong: () => readonly string[];
};

export type PromiseOptions = {
  readonly log: readonly LogRow[];
  /** Ids of the sign-ins that are findings in the end. */
  readonly findings: ReadonlySet<string>;
  /** Ids of the findings that are stored now. */
  readonly stored: () => ReadonlySet<string>;
  readonly clocksAreRight: boolean;
  /** Whether the times of checkpoints are those of ingestion, and not those of sign-ins. */
  readonly isByIngestion: boolean;
};

/** Records that appear within it are met by any poll that gets so far. */
const SOON_MS = 10 * MINUTE_MS;
/** Records that appear within it are met by the next poll, because each poll begins with the overlap. */
const PROMPT_MS = 165 * MINUTE_MS;
const OVERLAP_MS = 3 * HOUR_MS;

/** Two promises that hold at every moment: all findings that a checkpoint is past are stored, and no checkpoint goes back. */
export function checkpointPromises({
  log,
  findings,
  stored,
  clocksAreRight,
  isByIngestion,
}: PromiseOptions): CheckpointPromises {
  const owed = (isByIngestion ? owedByIngestion : owedByCreation)(log, findings);
  const wrong: string[] = [];
  /** The ends of the slices at which a run's time was over: late records there are left to the sweep. */
  const cuts: number[] = [];
  let backfilled: number | null = null;
  let recent: { readonly at: number; readonly goOnFrom: number } | null = null;
  const check = (said: string) => {
    if (backfilled === null || recent === null) return;
    const [from, to] = [backfilled, recent.goOnFrom - 2 * MOST_AHEAD_MS];
    const ids = stored();
    const isOwed = ({ atMs, isSoon }: OwedRow) =>
      from <= atMs && atMs < to && (isSoon || !cuts.some((cut) => cut - OVERLAP_MS <= atMs && atMs < cut));
    const missing = owed.filter((row) => isOwed(row) && !ids.has(row.id));
    if (missing.length > 0) wrong.push(`${said}, and ${missing.map(({ id }) => id)} is not stored`);
  };
  return {
    wrong: () => wrong,
    moved: (kind, checkpoint) => {
      const at = timeIn(checkpoint.at);
      if (kind === 'backfill') {
        if (backfilled !== null && at > backfilled) wrong.push(`the backfill goes back to ${isoTime(at)}`);
        backfilled = at;
        check(`the backfill has reached ${isoTime(at)}`);
      } else if (kind === 'recent') {
        const goOnFrom = timeIn(checkpoint.goOnFrom);
        if (goOnFrom > at - OVERLAP_MS) cuts.push(goOnFrom);
        if (clocksAreRight && recent !== null && at < recent.at)
          wrong.push(`the checkpoint goes back from ${isoTime(recent.at)} to ${isoTime(at)}`);
        recent = { at, goOnFrom };
        check(`the next poll goes on from ${isoTime(goOnFrom)}`);
      }
    },
  };
}

type OwedRow = {
  readonly id: string;
  /** Where the checkpoint has to be past it. */
  readonly atMs: number;
  /** Whether any poll that gets so far meets it. */
  readonly isSoon: boolean;
};

function owedByCreation(log: readonly LogRow[], findings: ReadonlySet<string>): OwedRow[] {
  const changed = new Set(log.filter((row) => !isFinal(row)).map(({ own }) => own.id));
  const rows = new Map<string, OwedRow>();
  for (const { own, createdMs, visibleMs, ...row } of log) {
    const isLate = visibleMs - createdMs > PROMPT_MS;
    if (row.replacedMs !== Number.POSITIVE_INFINITY || isLate || !findings.has(own.id)) continue;
    const isSoon = !changed.has(own.id) && visibleMs - createdMs <= SOON_MS;
    if (isSoon || !rows.has(own.id)) rows.set(own.id, { id: own.id, atMs: createdMs, isSoon });
  }
  return [...rows.values()];
}

/**
 * However late a row is, it is owed once the log has been read to its ingestion; or to that of the last row of the same sign-in,
 * to which the sign-in belongs.
 */
function owedByIngestion(log: readonly LogRow[], findings: ReadonlySet<string>): OwedRow[] {
  const rows = new Map<string, OwedRow>();
  for (const row of log) {
    const { id } = row.own;
    const atMs = Math.max(row.visibleMs, rows.get(id)?.atMs ?? 0);
    if (findings.has(id) && isFinal(row)) rows.set(id, { id, atMs, isSoon: true });
  }
  return [...rows.values()];
}

function timeIn(value: unknown): number {
  return Date.parse(String(value));
}
