import type { Exception } from '../account/exception';

export const AUDIT_ACTIONS = ['setException', 'endException', 'sendTestMail'] as const;

/**
 * How a change ended. `begun`: the app died before it could say, or is still at it. `notConfirmed`: the change may have been made;
 * `notDone`: it was certainly not.
 */
export const AUDIT_OUTCOMES = ['begun', 'done', 'notDone', 'notConfirmed'] as const;

/** How the author was recognised: signed in with Entra, by a function key, or not at all. */
export const AUTHOR_WAYS = ['signedIn', 'functionKey', 'unknown'] as const;

/** Who asked for a change, as far as the app knows. */
export type Author = {
  /** A name to show. */
  readonly by: string;
  readonly how: (typeof AUTHOR_WAYS)[number];
  /** The object id of a user, or the first digits of the hash of a function key. */
  readonly byId: string | null;
};

/** One change, or an attempt at one. Times are ISO 8601 UTC with milliseconds. */
export type AuditEntry = Author & {
  readonly id: string;
  readonly at: string;
  readonly action: (typeof AUDIT_ACTIONS)[number];
  readonly outcome: (typeof AUDIT_OUTCOMES)[number];
  /** The account that was changed; `null` for a mail. */
  readonly userId: string | null;
  /** The recipient of a mail; `null` for a change of an account. */
  readonly to: string | null;
  /** The exception that stood before. */
  readonly before: Exception | null;
  /** What was asked for; `null` to end the exception, and for a mail. */
  readonly after: Pick<Exception, 'reason' | 'until'> | null;
};

/**
 * How long an entry is kept. An exception lasts a year at most, and its row stays for another year after that: an auditor who
 * looks at the last twelve months finds who set each exception that stood in them.
 */
export const AUDIT_KEPT_DAYS = 2 * 366;

/** Which entries to list; `null` does not filter. */
export type AuditQuery = {
  /** Inclusive. */
  readonly from: string | null;
  /** Exclusive. */
  readonly to: string | null;
  readonly userId: string | null;
  readonly action: AuditEntry['action'] | null;
  /** 1 to 1,000. */
  readonly limit: number;
  /** The last entry shown before; `null` to begin with the newest. */
  readonly after: AuditPosition | null;
};

/** A place in the list, newest first: after this entry, whether it is still there or not. */
export type AuditPosition = Pick<AuditEntry, 'at' | 'id'>;

export type AuditPage = {
  readonly entries: readonly AuditEntry[];
  /** `null` on the last page. */
  readonly next: AuditPosition | null;
};
