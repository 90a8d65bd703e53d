import { decodeSignIn } from '../../decode/signIn';
import { dayOf } from '../../domain/finding/finding';
import { nextBefore, paceNow } from '../../domain/polling/pollPlan';
import type { Reject } from '../../domain/signIn/reject';
import { isGapDue, type StoredGap, whereLost } from '../../domain/stream/partition';
import type { SignInVersion } from '../../domain/stream/version';
import { isoTime } from '../../domain/time';
import { type LogReaderDeps, logReader } from '../poll/logReader';

export type FillDeps = LogReaderDeps & {
  readonly openGaps: () => Promise<readonly StoredGap[]>;
  /** Notes how far back a gap has been filled: milliseconds since 1970-01-01 UTC. */
  readonly noteFilled: (gap: StoredGap, reached: number) => Promise<void>;
  readonly closeGap: (gap: StoredGap) => Promise<void>;
  readonly saveVersions: (versions: readonly SignInVersion[]) => Promise<number>;
  readonly saveRejects: (day: string, rejects: readonly Reject[]) => Promise<number>;
};

/**
 * Reads from Graph what a stream has lost, and stores it as the stream would have: the records of Graph are then further versions of their
 * sign-ins, as of now. It leaves what it has no time for to the next run.
 */
export async function fillGaps(deps: FillDeps, gaps: readonly StoredGap[], now: number): Promise<void> {
  const reader = logReader({ ...deps, readSignIns: storing(deps, now) }, now, paceNow(undefined, now));
  for (const gap of gaps.filter((one) => isGapDue(one, now))) {
    const lost = whereLost(gap);
    let reached = lost.to;
    while (reached > Math.max(lost.from, reader.keptFrom())) {
      if (reader.isOutOfTime()) return;
      const from = reached;
      const slice = await reader.next((length) =>
        nextBefore(from, Math.max(lost.from, reader.keptFrom()), length),
      );
      if (slice === null) break;
      reader.stored(slice);
      reached = slice.span.from;
      await deps.noteFilled(gap, reached);
    }
    await deps.closeGap(gap);
  }
}

/** Stores each page, and leaves nothing of it to judge: the timer judges what is stored. */
function storing(deps: FillDeps, now: number): LogReaderDeps['readSignIns'] {
  return async function* (query, how) {
    for await (const page of deps.readSignIns(query, how)) {
      const versions: SignInVersion[] = [];
      const rejects: Reject[] = [];
      for (const raw of page) {
        const decoded = decodeSignIn(raw);
        if (decoded.kind === 'signIn') versions.push({ signIn: decoded.signIn, loggedAt: isoTime(now) });
        else if (decoded.kind === 'rejected') rejects.push(decoded.reject);
      }
      if (versions.length > 0) await deps.saveVersions(versions);
      if (rejects.length > 0) await deps.saveRejects(dayOf(isoTime(now)), rejects);
      yield [];
    }
  };
}
