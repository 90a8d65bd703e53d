import { randomUUID } from 'node:crypto';
import type { AuditDeps } from '../jobs/onDemand/audited';
import { saveAudit } from '../tables/audit';
import { over, type Parts } from './parts';

/** Changes leave a row in the audit table. */
export function auditDeps({ tables }: Pick<Parts, 'tables'>): AuditDeps {
  return { saveAudit: over(tables.audit, saveAudit), newAuditId: randomUUID };
}
