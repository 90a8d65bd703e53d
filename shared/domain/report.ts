import type { AccountView } from './account/account';
import type { MandateSeen } from './account/mandated';
import type { BreakGlassReview } from './breakGlass/review';
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
  /** How far the tenant's own policies require MFA; `null` if they were not read. */
  readonly coverage: TenantCoverage | null;
  readonly known: Known;
  /** Entra's evaluation of them for accounts; `null` if Entra was not asked. */
  readonly whatIf: WhatIf | null;
  /** The last 30 days, oldest first. */
  readonly trend: readonly TrendDay[];
  /**
   * The number of findings of the last 14 days that each report-only policy would have stopped, by id; `null` if not
   * known.
   */
  readonly reportOnlyStops: Readonly<Record<string, number>> | null;
};

export type FindingTotals = {
  readonly findings: number;
  /** Findings without an account. */
  readonly nameless: number;
};

/** The content of the HTML report. Accounts are in the order of the report. */
export type ReportContent = {
  /** ISO 8601 UTC. */
  readonly generatedAt: string;
  /** The source of the sign-ins, in a reader's words: the tenant, or the files. */
  readonly subject: string;
  readonly cloud: Cloud;
  /** The span of the report; `null` if nothing was read. */
  readonly from: string | null;
  readonly to: string | null;
  /** `null` if sign-ins with MFA are not stored and so cannot be counted. */
  readonly summary: Summary | null;
  /** What the log shows of Microsoft's mandate, over all accounts; `null` if it shows nothing. */
  readonly mandate: MandateSeen | null;
  /** `null` for a report from files, or of one live check. */
  readonly microsoft: MicrosoftReport | null;
  /** `null` for a report from files, and before the accounts were read. */
  readonly breakGlass: BreakGlassReview | null;
  readonly accounts: readonly AccountView[];
  /** Newest first. */
  readonly findings: readonly Finding[];
  /** True if there are more findings than `findings` holds. */
  readonly findingsCut: boolean;
  /** Counted over all findings; `null` if only those that `findings` holds were read. */
  readonly counted: FindingTotals | null;
  /** Data that is kept of the tenant by the day; `null` for a report of files. */
  readonly tenant: TenantReport | null;
  readonly problems: readonly Problem[];
  /** Names of the enforced apps by key. */
  readonly appNames: Readonly<Record<string, string>>;
};
