import type { AuditEntry } from '../../shared/domain/audit/auditEntry';

/** A change whose texts are all this one. */
export const auditEntryOf = (text: string): AuditEntry => ({
  id: '0a000001-0000-4000-8000-000000000001',
  at: '2026-03-02T10:34:32.000Z',
  action: 'setException',
  outcome: 'done',
  by: text,
  how: 'signedIn',
  byId: text,
  userId: text,
  to: text,
  before: { reason: text, until: text, by: text, setAt: text },
  after: { reason: text, until: text },
});
