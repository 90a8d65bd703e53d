/** What can go wrong in our own words, as codes and facts: shared/render/words/faults.ts writes the sentences. */
export type Fault = GraphFault | ArmFault | WorkspaceFault | TablesFault | WatchFault;
export type FaultCode = Fault['code'];

/** The reasons of any service over HTTP not to answer. */
export const HTTP_CODES = [
  'forbidden',
  'unauthorized',
  'notFound',
  'throttled',
  'outOfTime',
  'unavailable',
  'timedOut',
  'badRequest',
  'badAnswer',
  /** An answer with more than is read of one: shared/http/limits.ts. */
  'tooLarge',
  'foreignLink',
  'endlessPaging',
] as const;
export type HttpCode = (typeof HTTP_CODES)[number];

export const GRAPH_CODES = [...HTTP_CODES, 'notLicensed', 'expiredPage'] as const;
export type GraphCode = (typeof GRAPH_CODES)[number];

export const WORKSPACE_CODES = [
  'forbidden',
  'unauthorized',
  /** No such workspace. */
  'notFound',
  /** The workspace has none of the tables of the sign-in log. */
  'noTable',
  'throttled',
  'outOfTime',
  'unavailable',
  'timedOut',
  /** More rows than are read at once. */
  'tooBig',
  /** The workspace answered with a part of the rows. */
  'partial',
  'badRequest',
  'badAnswer',
  'tooLarge',
] as const;
export type WorkspaceCode = (typeof WORKSPACE_CODES)[number];

export const TABLES_CODES = [
  'unreachable',
  'throttled',
  'forbidden',
  'noTable',
  'tooBig',
  'contested',
  'badAnswer',
  'tooLarge',
  'badContinuation',
  'failed',
] as const;
export type TablesCode = (typeof TABLES_CODES)[number];

type Answered = {
  /** HTTP status; `null` if there was no answer, or none was needed. */
  readonly status: number | null;
  /** The service's own error code, one word. */
  readonly serviceCode: string | null;
};

export type GraphFault = Answered & {
  readonly system: 'graph';
  readonly code: GraphCode;
  /** Without query, and without the id of a user or group. */
  readonly path: string;
  /** The application permission that the path requires; `null` if this product does not read the path. */
  readonly permission: string | null;
  /** True if a person's sign-in carries the permission, and the person lacks a directory role. */
  readonly isRoleMissing: boolean;
};

export type ArmFault = Answered & {
  readonly system: 'arm';
  readonly code: HttpCode;
  /** Without query. */
  readonly path: string;
};

/** Of a Log Analytics workspace. */
export type WorkspaceFault = Answered & { readonly system: 'workspace'; readonly code: WorkspaceCode };

export type TablesFault = { readonly system: 'tables' } & (
  | (Answered & { readonly code: TablesCode })
  /** A stored row that cannot be read, with the columns that are missing or wrong. */
  | { readonly code: 'badRow'; readonly table: string; readonly columns: readonly string[] }
  /** A value that does not fit in a row. */
  | { readonly code: 'tooBig'; readonly column: string; readonly kib: number; readonly mostKib: number }
);

export type WatchFault = {
  readonly system: 'watch';
} /** Each problem names a setting and its valid values. */ & (
  | { readonly code: 'badSettings'; readonly problems: readonly string[] }
  | { readonly code: 'severalUsers'; readonly userIds: readonly string[] }
  /** Most sign-in records cannot be read. */
  | { readonly code: 'formatChanged'; readonly rejected: number; readonly records: number }
  /** A slice of the sign-in log, ISO 8601 UTC, that cannot be read, however short it is. */
  | { readonly code: 'unreadable'; readonly from: string; readonly to: string; readonly why: Failure }
  /** The shortest slice of the sign-in log takes longer, or brings more, than a run can read. */
  | { readonly code: 'tooLong' }
  | { readonly code: 'noRecipients'; readonly why: NoRecipients }
  | { readonly code: 'notSent'; readonly mail: MailFault }
  | {
      readonly code: 'gaveUp';
      readonly localDay: string;
      readonly tries: number;
      readonly last: Failure | null;
    }
);

/** Why a digest has no recipient. */
export type NoRecipients =
  | { readonly kind: 'noAddress' }
  | { readonly kind: 'missingPermission'; readonly permission: string | null }
  | { readonly kind: 'identityUnknown' };

/** Why a mail was not sent, or may not have been. */
export type MailFault =
  /** No token for Azure Communication Services. */
  | { readonly kind: 'noToken' }
  /** Azure Communication Services refused the mail. */
  | { readonly kind: 'refused'; readonly status: number; readonly serviceCode: string | null }
  /** Azure Communication Services accepted the mail, and dropped it later. */
  | { readonly kind: 'dropped'; readonly state: string; readonly serviceCode: string | null }
  /** `errorCode`: of Node or the SDK, one word. */
  | { readonly kind: 'noAnswer'; readonly errorCode: string | null }
  /** An answer that leaves open whether the mail was sent. */
  | { readonly kind: 'unclear'; readonly status: number; readonly serviceCode: string | null }
  /** An answer that Azure Communication Services does not document. */
  | { readonly kind: 'undocumented'; readonly status: number | null; readonly state: string | null }
  /** The answer of Azure Communication Services sends the reader to another host, so nothing in it counts. */
  | { readonly kind: 'foreignLink' }
  /** Accepted for longer than a tick, and not reported as sent. */
  | { readonly kind: 'unconfirmed' }
  /** The mailbox of MAIL_SENDER did not send the mail, or did not take it as a draft. */
  | {
      readonly kind: 'mailbox';
      readonly why: MailboxTrouble;
      readonly status: number | null;
      readonly serviceCode: string | null;
    }
  /** Graph left open whether the mailbox sent the mail. */
  | { readonly kind: 'mailboxUnclear'; readonly status: number | null; readonly serviceCode: string | null }
  /** `errorCode`: of the file system, one word. */
  | { readonly kind: 'outboxNotWritten' | 'outboxNotRead'; readonly errorCode: string | null };

/** Why a mailbox does not send. */
export const MAILBOX_TROUBLES = [
  /** No token for Graph. */
  'noToken',
  /** MAIL_SENDER names no mailbox, or one that Exchange Online does not serve. */
  'missing',
  /** Exchange does not let the app use it. */
  'notAllowed',
  /** Exchange has blocked it from sending. */
  'suspended',
  /** It has sent as much as it may. */
  'atLimit',
  /** It is full: there is no room for a draft. */
  'full',
  /** Too many requests at the moment. */
  'throttled',
  'badRecipient',
  'tooLarge',
  /** Exchange does not find it by its name at the moment. */
  'nameStale',
  /** The draft is gone: removed, or sent by another run. */
  'draftGone',
  /** Graph could not be reached, so that there is no draft yet. */
  'unreachable',
  /** Any other refusal. */
  'refused',
] as const;
export type MailboxTrouble = (typeof MAILBOX_TROUBLES)[number];

/** Why something failed, as it is kept and shown. */
export type Failure =
  | Fault
  /** No error of ours: its words stay in the log. */
  | { readonly system: 'unknown' }
  /** Kept by an earlier version, which stored sentences. */
  | { readonly system: 'earlierVersion'; readonly sentence: string };
