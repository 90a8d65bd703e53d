import { randomFrom } from '../local/tenant/world/random';
import type { Services } from '../shared/compose';
import type { DigestContent } from '../shared/domain/digest/digest';
import { DAY_MS, isoTime, MINUTE_MS } from '../shared/domain/polling/span';
import { pollSignIns } from '../shared/jobs/pollSignIns';
import { refreshPosture } from '../shared/jobs/refreshPosture';
import { sendDigest } from '../shared/jobs/sendDigest';
import { hostileWorld } from './hostileLog';
import { toldIn } from './mailsOwed';
import { makeScene, productOn } from './scene';
import { type JobName, type Tick, timetable } from './timetable';
import { verdictOn } from './verdictOn';

export type Simulated = {
  readonly seed: number;
  /** What differs from what it should be; nothing, when all is well. */
  readonly wrong: readonly string[];
  /** Runs of functions: how many ended well, with an error, or never. */
  readonly runs: Readonly<Record<Ending, number>>;
  readonly findings: number;
  readonly mails: number;
};
type Ending = 'ended' | 'failed' | 'died';

const START_MS = Date.parse('2026-03-02T00:00:00Z');
const FAULTY_MS = 4 * DAY_MS;
/** The log is older than the product. */
const OLDER_MS = 2 * DAY_MS;
/** What the host gives a run: `functionTimeout` in host.json. */
const RUN_MS = 10 * MINUTE_MS;

/** One life of the product: days of faults, then calm days, then a look at what it made of them. */
export async function simulate(seed: number, trace: (line: string) => void = () => {}): Promise<Simulated> {
  const calmFrom = START_MS + FAULTY_MS;
  const period = { fromMs: START_MS - OLDER_MS, toMs: calmFrom };
  const world = hostileWorld(seed, period, randomFrom(seed, 'log'));
  const scene = makeScene({ seed, world, startMs: START_MS, calmFrom });
  const plan = timetable(START_MS, calmFrom, randomFrom(seed, 'timetable'));
  const runs = { ended: 0, failed: 0, died: plan.ticks.length };
  const wrong: string[] = [];

  const begin = async (tick: Tick) => {
    const { job, trouble, skewMs } = tick;
    const log = (what: string) => trace(`${isoTime(scene.time.now())} ${job} ${what}`);
    log(`begins, trouble ${trouble}, clock off by ${skewMs} ms`);
    const endsMs = scene.time.now() + RUN_MS;
    const { services, clock } = productOn(scene, { trouble, skewMs, endsMs });
    try {
      log(`ends: ${JSON.stringify(await JOBS[job](services, new Date(clock())))}`);
      runs.ended++;
    } catch (error) {
      log(`fails: ${error}`);
      runs.failed++;
      if (tick.at >= calmFrom) wrong.push(`${job} failed in the calm: ${error}`);
    }
    runs.died--;
  };
  for (const tick of plan.ticks) scene.time.at(tick.at, () => void begin(tick));
  await scene.time.passUntil(plan.endsAt);
  const verdict = await verdictOn(scene, calmFrom);
  return { ...verdict, seed, wrong: [...wrong, ...verdict.wrong], runs };
}

const JOBS: Readonly<Record<JobName, (services: Services, now: Date) => Promise<unknown>>> = {
  poll: ({ poll }, now) => pollSignIns(poll, now),
  posture: ({ posture }, now) => refreshPosture(posture, now),
  digest: ({ digest }, now) => sendDigest({ ...digest, renderDigest: asTold }, now),
};

function asTold(content: DigestContent) {
  return { subject: content.localDay, text: JSON.stringify(toldIn(content)), html: '' };
}
