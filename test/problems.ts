import type { KnownProblem, ProblemCode } from '../shared/domain/problem';
import { FAULTS } from './faults';

type ByCode = { readonly [C in ProblemCode]: KnownProblem & { readonly code: C } };

const AT = '2026-03-02T12:00:00.000Z';

/** A problem of each code. */
export const PROBLEMS: ByCode = {
  neverPolled: { code: 'neverPolled' },
  pollLate: { code: 'pollLate', readUntil: AT },
  pollFailed: { code: 'pollFailed', failure: FAULTS.throttled },
  postureLate: { code: 'postureLate', refreshedAt: null },
  postureFailed: { code: 'postureFailed', part: 'retention', at: AT, failure: FAULTS.unreachable },
  digestLate: { code: 'digestLate', localDay: '2026-03-02' },
  digestFailed: { code: 'digestFailed', failure: FAULTS.noRecipients },
  urgentFailed: { code: 'urgentFailed', account: 'Break Glass 1', failure: FAULTS.noRecipients },
  recipientsUnknown: { code: 'recipientsUnknown' },
  notLicensed: { code: 'notLicensed' },
  licenceRefused: { code: 'licenceRefused', readUntil: AT },
  whatIfRefused: { code: 'whatIfRefused', questions: 3, reply: 'BadRequest' },
  missingPermission: { code: 'missingPermission', permission: 'AuditLog.Read.All', lost: null },
  identityUnknown: { code: 'identityUnknown' },
  workspaceUnread: { code: 'workspaceUnread', why: 'forbidden' },
  recordsRejected: { code: 'recordsRejected', records: 1 },
  filterInPieces: { code: 'filterInPieces', since: AT },
  pollBehind: { code: 'pollBehind', since: AT, readFrom: '2026-03-01T00:00:00.000Z' },
  streamSilent: { code: 'streamSilent', since: AT },
  streamGap: { code: 'streamGap', from: '2026-03-02T10:00:00.000Z', to: AT, events: 7 },
  registrationsUnread: { code: 'registrationsUnread', rows: 3 },
  registrationsCut: { code: 'registrationsCut', users: 1 },
  accountsUnread: { code: 'accountsUnread', accounts: 6, rowKeys: ['row 0', 'row 1'] },
  notEnforcedInCloud: { code: 'notEnforcedInCloud' },
};
