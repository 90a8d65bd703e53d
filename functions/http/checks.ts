import type { TenantCheck } from '../../shared/jobs/onDemand/checkTenant';
import type { UserCheck } from '../../shared/jobs/onDemand/checkUser';
import { accountJson } from '../../shared/render/accountJson';
import { findingJson } from '../../shared/render/findingJson';
import { healthJson } from './health';

/** The check of a tenant as it is answered: text in place of codes. */
export function tenantCheckJson(check: TenantCheck) {
  return { ...check, open: check.open.map(accountJson), health: healthJson(check.health) };
}

/** The check of one user, likewise. */
export function userCheckJson(check: UserCheck) {
  return {
    ...check,
    account: accountJson(check.account),
    findings: check.findings.map(findingJson),
  };
}
