import { checkpointAt, timeOf } from '../../domain/polling/checkpoint';
import { nextBefore, sweepCheckpoint, sweepNow, sweepOf } from '../../domain/polling/pollPlan';
import type { PartCheckpoints } from './checkpointDeps';
import type { LogReader } from './logReader';
import type { PollStore } from './pollStore';

/** The parts of a poll that reading back in time needs; times are milliseconds since 1970-01-01 UTC. */
type OlderRun = {
  readonly parts: PartCheckpoints;
  readonly now: number;
  readonly reader: LogReader;
  readonly store: PollStore;
  readonly reached: { from: number };
};

/** The newest part of the log, as this poll has read it. */
type Newest = { readonly isFirst: boolean; readonly oldest: number };

/** Re-reads the days before the overlap. It comes after the newest part of the log, which must not wait for it. */
export async function pollSweep(run: OlderRun, { isFirst, oldest }: Newest): Promise<boolean> {
  const { parts, now, reader } = run;
  const last = parts.found.sweep && sweepOf(parts.found.sweep);
  const due = sweepNow(last, now, oldest);
  // The first poll sweeps by its backfill.
  const sweep = isFirst ? { ...due, reached: due.downTo } : due;
  const { reached, downTo } = sweep;
  const note = (at: number) => parts.move('sweep', sweepCheckpoint({ ...sweep, reached: at }));
  if (sweep !== last && !(await note(reached))) return false;
  const end = () => Math.max(downTo, reader.keptFrom());
  return (await walkBack(run, { from: reached, downTo: end }, note)) <= end();
}

/** Goes back in time until all that is kept has been read. */
export async function pollBackfill(run: OlderRun, from: number): Promise<boolean> {
  const { parts, reader, reached } = run;
  const way = { from: timeOf(parts.found.backfill) ?? from, downTo: reader.keptFrom };
  reached.from = await walkBack(run, way, (at) => parts.move('backfill', checkpointAt(at)));
  return reached.from <= reader.keptFrom();
}

type Way = { readonly from: number; readonly downTo: () => number };

/**
 * Goes back as long as there is time; returns how far it came. Each slice is read while the one before is stored.
 *
 * @param note keeps how far it has come after each slice; false if another run was first
 */
async function walkBack(
  { reader, store }: OlderRun,
  { from, downTo }: Way,
  note: (reached: number) => Promise<boolean>,
): Promise<number> {
  let reached = from;
  const readBefore = async (to: number) =>
    reader.isOutOfTime() ? null : reader.next((length) => nextBefore(to, downTo(), length));
  let slice = await readBefore(from);
  while (slice !== null) {
    const current = slice;
    const keep = async () => {
      await store.add(current);
      reader.stored(current);
      return note(current.span.from);
    };
    const [kept, before] = await Promise.allSettled([keep(), readBefore(current.span.from)]);
    if (kept.status === 'rejected') throw kept.reason;
    if (!kept.value) break;
    reached = current.span.from;
    if (before.status === 'rejected') throw before.reason;
    slice = before.value;
  }
  return reached;
}
