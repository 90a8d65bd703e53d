import type { Cloud } from '../cloud';
import type { UrgentUse } from './urgentUse';

/** The content of one urgent mail: one account, and the newest use of it. */
export type UrgentContent = UrgentUse & {
  /** How many sign-ins by a password alone this mail reports, with this one; 1 for a break-glass account. */
  readonly times: number;
  /** The local day it is for, `YYYY-MM-DD`. */
  readonly localDay: string;
  /** As Graph names the tenant; `null` if it did not in time. */
  readonly tenantName: string | null;
  readonly timeZone: string;
  readonly cloud: Cloud;
  readonly reportUrl: string | null;
  /** Names of the enforced apps by key. */
  readonly appNames: Readonly<Record<string, string>>;
};
