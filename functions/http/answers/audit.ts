import { z } from 'zod';
import {
  AUDIT_ACTIONS,
  AUDIT_OUTCOMES,
  AUTHOR_WAYS,
  type AuditEntry,
} from '../../../shared/domain/audit/auditEntry';
import { exception } from './account';
import { describes, text, time } from './described';

export const auditEntry = describes<AuditEntry>()(
  z.object({
    id: text,
    at: time,
    action: z.enum(AUDIT_ACTIONS),
    outcome: z.enum(AUDIT_OUTCOMES),
    by: text,
    how: z.enum(AUTHOR_WAYS),
    byId: text.nullable(),
    userId: text.nullable(),
    to: text.nullable(),
    before: exception.nullable(),
    after: z.object({ reason: text, until: time }).nullable(),
  }),
);

export const auditPage = z.object({ entries: z.array(auditEntry), continuation: text.nullable() });
