import type { WatchFault } from '../../domain/fault';
import type { MissingPermission, Problem } from '../../domain/problem';
import { isoTime, type Span } from '../../domain/time';
import { FaultError, failureOf } from '../../domain/watchError';

/** Most sign-in records cannot be read. */
class FormatError extends FaultError<WatchFault & { readonly code: 'formatChanged' }> {
  constructor(rejected: number, records: number) {
    super({ system: 'watch', code: 'formatChanged', rejected, records });
    this.name = 'FormatError';
  }
}

/** Fewer may be most of a quiet hour. */
const FEW_REJECTS = 10;

/**
 * One odd record is the log's business; if most records are odd, the watch is blind and must say so.
 *
 * @throws FormatError
 */
export function requireReadable({ read, rejected }: { readonly read: number; readonly rejected: number }) {
  if (rejected >= FEW_REJECTS && rejected > read) throw new FormatError(rejected, read + rejected);
}

/** A slice of the log that cannot be read, however short it is. */
export class UnreadableError extends FaultError<WatchFault & { readonly code: 'unreadable' }> {
  constructor({ from, to }: Span, cause: unknown) {
    super(
      { system: 'watch', code: 'unreadable', from: isoTime(from), to: isoTime(to), why: failureOf(cause) },
      { cause },
    );
    this.name = 'UnreadableError';
  }
}

/** A slice of the log that takes too much of a run to read. */
export class TooLongError extends FaultError<WatchFault & { readonly code: 'tooLong' }> {
  constructor() {
    super({ system: 'watch', code: 'tooLong' });
    this.name = 'TooLongError';
  }
}

export function tenantUnread(): MissingPermission {
  return { code: 'missingPermission', permission: 'Organization.Read.All', lost: 'ownTenant' };
}

export function filterInPieces(since: string): Problem {
  return { code: 'filterInPieces', since };
}

export function pollBehind(since: string, readFrom: string): Problem {
  return { code: 'pollBehind', since, readFrom };
}

export function pollFailed(error: unknown): Problem {
  return { code: 'pollFailed', failure: failureOf(error) };
}
