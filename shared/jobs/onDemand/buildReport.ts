import type { AccountView } from '../../domain/account/account';
import { mandateSeen } from '../../domain/account/mandated';
import type { BreakGlassFacts } from '../../domain/breakGlass/facts';
import { breakGlassReview, usesIn } from '../../domain/breakGlass/review';
import type { Cloud } from '../../domain/cloud';
import { knownIn } from '../../domain/coverage/known';
import type { TenantCoverage } from '../../domain/coverage/tenantCoverage';
import type { FindingPage, FindingQuery } from '../../domain/finding/findingQuery';
import type { MicrosoftReport } from '../../domain/microsoftReport';
import type { ReportContent, TenantReport } from '../../domain/report';
import { DAY_MS, isoTime } from '../../domain/time';
import { type CountsOfDay, trendOf } from '../../domain/trend/trend';
import { type AccountViewDeps, allViews, listedViews } from './accountViews';
import type { Health } from './readHealth';

export type ReportDeps = AccountViewDeps & {
  readonly cloud: Cloud;
  readonly appNames: Readonly<Record<string, string>>;
  readonly listFindings: (query: FindingQuery) => Promise<FindingPage>;
  readonly readTenantName: () => Promise<string>;
  readonly latestCoverage: () => Promise<TenantCoverage | null>;
  /** The counts of each UTC day from `sinceDay` (`YYYY-MM-DD`) on, oldest first. */
  readonly countsSince: (sinceDay: string) => Promise<readonly CountsOfDay[]>;
  readonly readMicrosoft: () => Promise<MicrosoftReport>;
  readonly readHealth: (now: Date) => Promise<Health>;
  readonly latestBreakGlass: () => Promise<BreakGlassFacts | null>;
};

/** The days of findings in the report; the accounts cover the time before. */
const REPORT_DAYS = 30;
/** About 3 MB of the file. */
const MOST_FINDINGS = 100_000;

/** The content of the report, from the tables. */
export async function buildReport(deps: ReportDeps, now: Date): Promise<ReportContent> {
  const from = isoTime(now.getTime() - REPORT_DAYS * DAY_MS);
  const views = await allViews(deps, now.getTime());
  const health = await deps.readHealth(now);
  const page = await deps.listFindings({
    from,
    to: now.toISOString(),
    user: null,
    app: null,
    verdict: null,
    limit: MOST_FINDINGS,
    continuation: null,
  });
  return {
    generatedAt: now.toISOString(),
    // The report must open even while Graph does not answer.
    subject: await deps.readTenantName().catch(() => 'this tenant'),
    cloud: deps.cloud,
    from,
    to: health.poll.readUntil,
    summary: null,
    mandate: mandateSeen(views),
    microsoft: await deps.readMicrosoft(),
    breakGlass: breakGlassReview(await deps.latestBreakGlass(), usesIn(views), now.getTime()),
    accounts: listedViews(views),
    findings: page.findings,
    findingsCut: page.continuation !== null,
    counted: null,
    tenant: await readTenantReport(deps, views, now.getTime()),
    problems: health.problems,
    appNames: deps.appNames,
  };
}

async function readTenantReport(
  deps: ReportDeps,
  views: readonly AccountView[],
  now: number,
): Promise<TenantReport> {
  const coverage = await deps.latestCoverage();
  const counts = await deps.countsSince(isoTime(now - REPORT_DAYS * DAY_MS).slice(0, 10));
  return {
    coverage,
    known: knownIn([coverage], views, deps.breakGlass),
    whatIf: await deps.latestWhatIf(),
    trend: trendOf(counts, now),
    reportOnlyStops: counts.at(-1)?.counts.reportOnlyStops ?? null,
  };
}
