import { type Fault, type FaultCode, MAILBOX_TROUBLES, type MailFault } from '../shared/domain/fault';

type ByCode = { readonly [C in FaultCode]: Fault & { readonly code: C } };
type ByKind = { readonly [K in MailFault['kind']]: MailFault & { readonly kind: K } };

const graph = {
  system: 'graph',
  path: '/beta/auditLogs/signIns',
  status: 500,
  serviceCode: 'UnknownError',
  permission: 'AuditLog.Read.All',
  isRoleMissing: false,
} as const;
const tables = { system: 'tables', status: 500, serviceCode: 'InternalError' } as const;
const watch = { system: 'watch' } as const;
const AT = '2026-03-02T12:00:00.000Z';

/** A fault of each code. */
export const FAULTS: ByCode = {
  forbidden: { ...graph, code: 'forbidden' },
  unauthorized: { ...graph, code: 'unauthorized' },
  notFound: { ...graph, code: 'notFound' },
  throttled: { ...graph, code: 'throttled' },
  outOfTime: { ...graph, code: 'outOfTime' },
  unavailable: { system: 'arm', code: 'unavailable', path: '/subscriptions', status: 503, serviceCode: null },
  timedOut: { ...graph, code: 'timedOut' },
  badRequest: { ...graph, code: 'badRequest' },
  badAnswer: { ...graph, code: 'badAnswer' },
  tooLarge: { ...graph, code: 'tooLarge' },
  foreignLink: { ...graph, code: 'foreignLink' },
  endlessPaging: { ...graph, code: 'endlessPaging' },
  notLicensed: { ...graph, code: 'notLicensed' },
  expiredPage: { ...graph, code: 'expiredPage' },
  unreachable: { ...tables, code: 'unreachable' },
  noTable: { ...tables, code: 'noTable' },
  tooBig: { system: 'tables', code: 'tooBig', column: 'named', kib: 1_200, mostKib: 900 },
  partial: { system: 'workspace', code: 'partial', status: 200, serviceCode: 'PartialError' },
  contested: { ...tables, code: 'contested' },
  badContinuation: { ...tables, code: 'badContinuation' },
  failed: { ...tables, code: 'failed' },
  badRow: { system: 'tables', code: 'badRow', table: 'Findings', columns: ['verdict', 'appKey'] },
  badSettings: { ...watch, code: 'badSettings', problems: ['TABLES_ENDPOINT: required'] },
  severalUsers: { ...watch, code: 'severalUsers', userIds: ['u1', 'u2'] },
  formatChanged: { ...watch, code: 'formatChanged', rejected: 10, records: 11 },
  unreadable: { ...watch, code: 'unreadable', from: AT, to: AT, why: { ...watch, code: 'tooLong' } },
  tooLong: { ...watch, code: 'tooLong' },
  noRecipients: { ...watch, code: 'noRecipients', why: { kind: 'noAddress' } },
  notSent: { ...watch, code: 'notSent', mail: { kind: 'noToken' } },
  gaveUp: { ...watch, code: 'gaveUp', localDay: '2026-03-02', tries: 24, last: { system: 'unknown' } },
};

/** A mail fault of each kind. */
const MAIL_FAULTS: ByKind = {
  noToken: { kind: 'noToken' },
  refused: { kind: 'refused', status: 401, serviceCode: 'Denied' },
  dropped: { kind: 'dropped', state: 'Failed', serviceCode: 'EmailDroppedAllRecipientsSuppressed' },
  noAnswer: { kind: 'noAnswer', errorCode: 'ECONNREFUSED' },
  unclear: { kind: 'unclear', status: 503, serviceCode: 'ServiceUnavailable' },
  undocumented: { kind: 'undocumented', status: 200, state: 'AddedLater' },
  foreignLink: { kind: 'foreignLink' },
  unconfirmed: { kind: 'unconfirmed' },
  mailbox: { kind: 'mailbox', why: 'notAllowed', status: 403, serviceCode: 'ErrorAccessDenied' },
  mailboxUnclear: { kind: 'mailboxUnclear', status: 503, serviceCode: 'ServiceUnavailable' },
  outboxNotWritten: { kind: 'outboxNotWritten', errorCode: 'ENOSPC' },
  outboxNotRead: { kind: 'outboxNotRead', errorCode: 'EACCES' },
};

/** A mail fault of each kind, and of each trouble with a mailbox. */
export const EVERY_MAIL_FAULT: readonly MailFault[] = [
  ...Object.values(MAIL_FAULTS),
  ...MAILBOX_TROUBLES.map((why) => ({ ...MAIL_FAULTS.mailbox, why })),
];
