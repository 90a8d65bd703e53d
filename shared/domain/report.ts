import type { AccountView } from './account/account';
import type { Cloud } from './cloud';
import type { Known } from './coverage/known';
import type { TenantCoverage } from './coverage/tenantCoverage';
import type { WhatIf } from './coverage/whatIf';
import type { Finding } from './finding/finding';
import type { MicrosoftReport } from './microsoftReport';
import type { Problem } from './problem';
import type { TrendDay } from './trend/trend';
import type { Summary } from './verdict/summary';

export type TenantReport = {
  /** How far the tenant's own policies demand MFA; `null` where they were not read. */
  readonly coverage: TenantCoverage | null;
  readonly known: Known;
  /** What Entra says that they do to accounts; `null` where it was not asked. */
  readonly whatIf: WhatIf | null;
  /** The last 30 days, oldest first. */
  readonly trend: readonly TrendDay[];
  /** How many findings of the last 14 days each report-only policy would have stopped, by id; `null` where not known. */
  readonly reportOnlyStops: Readonly<Record<string, number>> | null;
};

export type FindingTotals = {
  readonly findings: number;
  /** Those of no account. */
  readonly nameless: number;
};

/** All that the HTML report shows. Accounts come in the order they are shown. */
export type ReportContent = {
  /** ISO 8601 UTC. */
  readonly generatedAt: string;
  /** What the sign-ins came from, as a reader names it: the tenant, or the files. */
  readonly subject: string;
  readonly cloud: Cloud;
  /** The stretch of time reported; `null` when nothing was read. */
  readonly from: string | null;
  readonly to: string | null;
  /** `null` where sign-ins with MFA are not kept and so cannot be counted. */
  readonly summary: Summary | null;
  /** `null` for a report from files, or of one live check. */
  readonly microsoft: MicrosoftReport | null;
  readonly accounts: readonly AccountView[];
  /** Newest first. */
  readonly findings: readonly Finding[];
  /** True when there are more findings than `findings` holds. */
  readonly findingsCut: boolean;
  /** Counted over all findings; `null` if only those that `findings` holds were read. */
  readonly counted: FindingTotals | null;
  /** What is kept of the tenant by the day; `null` for a report of files. */
  readonly tenant: TenantReport | null;
  readonly problems: readonly Problem[];
  /** Names of the enforced apps by key. */
  readonly appNames: Readonly<Record<string, string>>;
};
