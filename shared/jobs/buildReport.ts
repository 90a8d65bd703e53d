import type { Cloud } from '../domain/cloud';
import type { FindingPage, FindingQuery } from '../domain/finding/findingQuery';
import type { MicrosoftReport } from '../domain/microsoftReport';
import { DAY_MS, isoTime } from '../domain/polling/span';
import type { ReportContent } from '../domain/report';
import { type AccountViewDeps, accountViews } from './accountViews';
import type { Health } from './readHealth';

export type ReportDeps = AccountViewDeps & {
  readonly cloud: Cloud;
  readonly appNames: Readonly<Record<string, string>>;
  readonly listFindings: (query: FindingQuery) => Promise<FindingPage>;
  readonly readTenantName: () => Promise<string>;
  readonly readMicrosoft: () => Promise<MicrosoftReport>;
  readonly readHealth: (now: Date) => Promise<Health>;
};

/** What the report goes back over; the accounts say more of the time before. */
const REPORT_DAYS = 30;
const MOST_FINDINGS = 500;

/** All that the report shows, from what is stored. */
export async function buildReport(deps: ReportDeps, now: Date): Promise<ReportContent> {
  const from = isoTime(now.getTime() - REPORT_DAYS * DAY_MS);
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
    microsoft: await deps.readMicrosoft(),
    accounts: await accountViews(deps, now.getTime()),
    findings: page.findings,
    findingsCut: page.continuation !== null,
    problems: health.problems,
    appNames: deps.appNames,
  };
}
