import { checkpointAt, timeOf } from '../../domain/polling/checkpoint';
import { nextBefore, sweepCheckpoint, sweepNow, sweepOf } from '../../domain/polling/pollPlan';
import type { PartCheckpoints } from './checkpointDeps';
import type { LogReader } from './logReader';
import type { PollStore } from './pollStore';
import { readAhead } from './readAhead';

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

/** Slices are read while others are stored: storing hardly ever waits for the next one. */
const SLICES_AHEAD = 2;

/**
 * Goes back as long as there is time; returns how far it came.
 *
 * @param note keeps how far it has come after each slice; false if another run was first
 */
async function walkBack(
  { reader, store }: OlderRun,
  { from, downTo }: Way,
  note: (reached: number) => Promise<boolean>,
): Promise<number> {
  async function* slices() {
    for (let to = from; !reader.isOutOfTime(); ) {
      const slice = await reader.next((length) => nextBefore(to, downTo(), length));
      if (slice === null) return;
      yield slice;
      to = slice.span.from;
    }
  }
  let reached = from;
  for await (const slice of readAhead(slices(), SLICES_AHEAD)) {
    await store.add(slice);
    reader.stored(slice);
    if (!(await note(slice.span.from))) break;
    reached = slice.span.from;
  }
  return reached;
}
