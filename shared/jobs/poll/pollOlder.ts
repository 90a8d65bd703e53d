import { type Checkpoint, checkpointAt, timeOf } from '../../domain/polling/checkpoint';
import { nextBefore, SWEEP_MS, type Sweep, sweepNow } from '../../domain/polling/pollPlan';
import { isoTime } from '../../domain/time';
import { isOutOfTime, type Run } from './pollRun';
import { readStretch } from './readStretch';

/** What is older than the overlap; it comes after the newest, which must not wait for it. */
export async function pollSweep(
  run: Run,
  { isFirst, oldest }: { readonly isFirst: boolean; readonly oldest: number },
): Promise<boolean> {
  const { deps, now } = run;
  const stored = await deps.readCheckpoint('sweep');
  const last = stored && sweepIn(stored);
  const due = sweepNow(last, now, oldest);
  // The first poll sweeps by its backfill.
  const sweep = isFirst ? { ...due, reached: due.downTo } : due;
  const { reached, downTo } = sweep;
  let etag = stored?.etag ?? null;
  const note = async (at: number) => {
    etag = await deps.moveCheckpoint('sweep', sweepCheckpoint({ ...sweep, reached: at }), etag);
    return etag !== null;
  };
  if (sweep !== last && !(await note(reached))) return false;
  const end = () => Math.max(downTo, run.keptFrom);
  return (await walkBack(run, { from: reached, downTo: end }, note)) <= end();
}

function sweepIn({ at, goOnFrom, downTo }: Checkpoint): Sweep {
  const begunAt = Date.parse(at);
  // An earlier version noted a sweep when it was done.
  const end = downTo === undefined ? begunAt - SWEEP_MS : Date.parse(downTo);
  return { begunAt, reached: goOnFrom === undefined ? end : Date.parse(goOnFrom), downTo: end };
}

function sweepCheckpoint({ begunAt, reached, downTo }: Sweep): Checkpoint {
  return { ...checkpointAt(begunAt), goOnFrom: isoTime(reached), downTo: isoTime(downTo) };
}

/** Goes back in time until all that is kept has been read. */
export async function pollBackfill(run: Run, from: number): Promise<boolean> {
  const stored = await run.deps.readCheckpoint('backfill');
  let etag = stored?.etag ?? null;
  const downTo = () => run.keptFrom;
  run.reached.from = await walkBack(run, { from: timeOf(stored) ?? from, downTo }, async (reached) => {
    etag = await run.deps.moveCheckpoint('backfill', checkpointAt(reached), etag);
    return etag !== null;
  });
  return run.reached.from <= downTo();
}

type Way = { readonly from: number; readonly downTo: () => number };

/**
 * Goes back as long as there is time; returns how far it came.
 *
 * @param note keeps how far it has come after each stretch; false when another run was first
 */
async function walkBack(
  run: Run,
  { from, downTo }: Way,
  note: (reached: number) => Promise<boolean>,
): Promise<number> {
  let reached = from;
  while (!isOutOfTime(run)) {
    const plan = (length: number) => nextBefore(reached, downTo(), length);
    const stretch = await readStretch(run, plan, run.now);
    if (stretch === null || !(await note(stretch.from))) break;
    reached = stretch.from;
  }
  return reached;
}
