import type { FindingPage } from '../../shared/domain/finding/findingQuery';
import type { AccountPage } from '../../shared/jobs/onDemand/listAccounts';
import { accountJson } from '../../shared/render/accountJson';
import { findingJson } from '../../shared/render/findingJson';

/** A page of findings as it is answered: text in place of codes. */
export function findingPageJson({ findings, continuation }: FindingPage) {
  return { findings: findings.map(findingJson), continuation };
}

/**
 * A page of accounts, likewise.
 *
 * @param continuation of the next page; `null` on the last one
 */
export function accountPageJson({ accounts, effects }: AccountPage, continuation: string | null) {
  return { accounts: accounts.map(accountJson), effects, continuation };
}
