import pMap from 'p-map';
import type { TenantCoverage } from '../../domain/coverage/tenantCoverage';
import type { SavePosture } from '../../domain/posture';
import { MINUTE_MS } from '../../domain/time';
import { dayCounts } from '../../domain/trend/dayCounts';
import {
  countedDays,
  type FindingCounts,
  type FindingMark,
  findingCounter,
} from '../../domain/trend/findingCounter';
import { type TenantAround, viewsSince } from '../onDemand/accountViews';
import type { PartDone, RefreshAt } from './part';
import type { RegistrationDeps } from './registrations';

export type CountDeps = Pick<RegistrationDeps, 'allAccounts'> &
  TenantAround & {
    readonly breakGlass: ReadonlySet<string>;
    /** The stored findings of a UTC day. */
    readonly findingMarks: (day: string) => AsyncIterable<FindingMark>;
    readonly latestCoverage: () => Promise<TenantCoverage | null>;
    readonly savePosture: SavePosture;
    /** Milliseconds since 1970-01-01 UTC. */
    readonly clock: () => number;
  };

/** The time that counting may take: if there are too many findings, the older days are left out. */
const COUNTING_MS = MINUTE_MS;
const DAYS_AT_ONCE = 5;

/** Stores the counts of this day, so that a reader sees the numbers fall. */
export async function refreshCounts(deps: CountDeps, { day, now }: RefreshAt): Promise<PartDone> {
  // The part `registrations` reports the accounts that cannot be read.
  const allAccounts = () => deps.allAccounts(() => {});
  // Whether an account is open does not depend on the digests sent.
  const views = await viewsSince({ ...deps, allAccounts }, {}, now);
  const counts = dayCounts(views, await deps.latestCoverage(), await countFindings(deps, now));
  await deps.savePosture('counts', day, counts);
  return { counts: { open: counts.open, findings: counts.findings }, problems: [] };
}

async function countFindings(deps: CountDeps, now: number): Promise<FindingCounts> {
  const until = deps.clock() + COUNTING_MS;
  const counter = findingCounter(now);
  const countDay = async (day: string) => {
    if (deps.clock() >= until) return;
    counter.beginDay(day);
    for await (const mark of deps.findingMarks(day)) counter.add(mark);
  };
  await pMap(countedDays(now), countDay, { concurrency: DAYS_AT_ONCE });
  return counter.counts();
}
