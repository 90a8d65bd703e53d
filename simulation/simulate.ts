import type { Services } from '../shared/compose';
import { DAY_MS, isoTime, MINUTE_MS } from '../shared/domain/time';
import { refreshPosture } from '../shared/jobs/posture/refreshPosture';
import { sendMails } from '../shared/jobs/urgent/sendMails';
import { isFinal } from '../tenant/world/log';
import { randomFrom } from '../tenant/world/random';
import { wholeRecord } from '../tenant/world/record';
import { compareWithTruth } from './compareWithTruth';
import { wrongHealth } from './healthLook';
import { hostileWorld, isBroken } from './hostileLog';
import { drawLife, type Given } from './life';
import { mailOfFacts, urgentOfFacts } from './mailFacts';
import { APPS, truthOf } from './oracle';
import { promisesOf } from './promises';
import { makeScene, productOn, type Scene } from './scene';
import { beginStream } from './stream';
import { tablesLook } from './tablesLook';
import { type JobName, type Tick, timetable } from './timetable';
import { type UsesStored, usesStored } from './usesStored';

export type Simulated = {
  readonly seed: number;
  /** All differences from the truth; empty if all is well. */
  readonly wrong: readonly string[];
  /** Runs of functions: how many ended well, with an error, or never. */
  readonly runs: Readonly<Record<Ending, number>>;
  readonly findings: number;
  readonly mails: number;
  readonly urgentMails: number;
};
export type SimulateOptions = Given & { readonly trace?: (line: string) => void };
type Ending = 'ended' | 'failed' | 'died';

const START_MS = Date.parse('2026-03-02T00:00:00Z');
const FAULTY_MS = 4 * DAY_MS;
/** The log is older than the product, so that part of it is never swept; none of it is old enough to count as over. */
const OLDER_MS = 6 * DAY_MS;
/** If the tenant or a hub keeps little, all of it must still be there when the faults have stopped. */
const LITTLE_OLDER_MS = DAY_MS;
/** The host ends a run after this time: `functionTimeout` in host.json. */
const RUN_MS = 10 * MINUTE_MS;
const LOOKS = 8;

/** One life of the product: days of faults, then calm days, then a comparison with the truth. */
export async function simulate(
  seed: number,
  { trace = () => {}, ...given }: SimulateOptions = {},
): Promise<Simulated> {
  const calmFrom = START_MS + FAULTY_MS;
  const life = drawLife(seed, given);
  const period = { fromMs: START_MS - OLDER_MS, toMs: calmFrom };
  const isKept = life.tenant.keptDays === 30 && life.source !== 'eventHub';
  const sinceMs = isKept ? period.fromMs : START_MS - LITTLE_OLDER_MS;
  const hostility = { latestMs: life.latestMs, sinceMs };
  const world = hostileWorld(seed, period, hostility);
  const plan = timetable({ fromMs: START_MS, toMs: calmFrom }, life.faults, randomFrom(seed, 'timetable'));
  const sound = world.log.filter((row) => isFinal(row) && !isBroken(row));
  const truth = truthOf(sound.map(wholeRecord), APPS, plan.endsAt);
  const scene = makeScene({
    ...{ seed, life, world, startMs: START_MS, calmFrom, endsAt: plan.endsAt },
    onWrite: (name, row) => {
      if (name === 'checkpoints') promises.moved(row);
      if (name === 'accounts') uses.wrote(row);
    },
  });
  const uses: UsesStored = usesStored(scene);
  const promises = promisesOf(scene, truth);
  const runs = { ended: 0, failed: 0, died: plan.ticks.length };
  const wrong: string[] = [];
  const tables = tablesLook(scene);

  const begin = async (tick: Tick) => {
    const { job, isFaulty, skewMs } = tick;
    const trouble = isFaulty ? life.faults.chance : 0;
    const log = (what: string) => trace(`${isoTime(scene.time.now())} ${job} ${what}`);
    log(`begins, trouble ${trouble}, clock off by ${skewMs} ms`);
    const endsMs = scene.time.now() + RUN_MS;
    const { services, clock } = productOn(scene, { trouble, skewMs, endsMs });
    const ended = tables.begins(tick, endsMs);
    try {
      const summary = await JOBS[job](services, new Date(clock()), scene);
      log(`ends: ${JSON.stringify(summary)}`);
      wrong.push(...ended(summary));
      runs.ended++;
    } catch (error) {
      log(`fails: ${error}`);
      ended(null);
      runs.failed++;
      if (!isFaulty) wrong.push(`${job} failed in the calm: ${error}`);
    }
    runs.died--;
  };
  trace(
    JSON.stringify({ ...life, settings: { ...life.settings, recipients: life.settings.recipients.length } }),
  );
  for (const tick of plan.ticks) scene.time.at(tick.at, () => void begin(tick));
  beginStream(scene, plan, { random: randomFrom(seed, 'host'), trace });
  const looks = randomFrom(seed, 'looks');
  const look = async () => {
    wrong.push(...(await wrongHealth({ scene, ticks: plan.ticks, startMs: START_MS })));
  };
  for (let n = 0; n < LOOKS; n++) scene.time.at(START_MS + looks.fraction() * FAULTY_MS, () => void look());
  await scene.time.passUntil(plan.endsAt);
  const verdict = await compareWithTruth(scene, { truth, calmFrom, uses: uses.all() });
  trace(`Findings and Accounts were compared after ${tables.looks()} polls`);
  return {
    ...verdict,
    seed,
    wrong: [...wrong, ...promises.wrong(), ...verdict.wrong],
    runs,
  };
}

const JOBS: Readonly<Record<JobName, (services: Services, now: Date, scene: Scene) => Promise<unknown>>> = {
  poll: ({ readLog }, now) => readLog(now),
  posture: ({ posture }, now) => refreshPosture(posture, now),
  digest: ({ digest }, now, { watched }) =>
    sendMails(
      {
        ...digest,
        renderDigest: mailOfFacts,
        renderUrgent: urgentOfFacts,
        privilegedUsers: async () => watched.privileged,
      },
      now,
    ),
};
