import type { Finding } from './finding';

/** Which stored findings to list; `null` does not filter. */
export type FindingQuery = {
  readonly from: string | null;
  readonly to: string | null;
  /** User id or UPN, lower case. */
  readonly user: string | null;
  /** Key of an enforced app. */
  readonly app: string | null;
  readonly verdict: Finding['verdict'] | null;
  /** 1 to 1,000. */
  readonly limit: number;
  readonly continuation: string | null;
};

export type FindingPage = { readonly findings: readonly Finding[]; readonly continuation: string | null };
