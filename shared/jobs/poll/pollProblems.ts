import { asSentence, logOf, missingPermission, ownWords, type Problem } from '../../domain/problem';
import { isoTime, type Span, utcText } from '../../domain/time';

/** A slice that cannot be read, however little is asked for. */
export class UnreadableError extends Error {
  readonly code = 'unreadable';
  readonly span: Span;

  constructor(span: Span, cause: unknown) {
    const why = cause instanceof Error ? cause.message : 'for a reason unknown';
    super(`The sign-in log from ${isoTime(span.from)} to ${isoTime(span.to)} cannot be read: ${why}`, {
      cause,
    });
    this.name = 'UnreadableError';
    this.span = span;
  }
}

export class TooLongError extends Error {
  readonly code = 'tooLong';

  constructor() {
    super('so short a stretch takes longer to read than a run has; report it to the project');
    this.name = 'TooLongError';
  }
}

/** Most records of a run could not be read. */
export class FormatError extends Error {
  readonly code = 'formatChanged';

  constructor(rejected: number, all: number) {
    super(
      `${rejected} of ${all} sign-in records could not be read: see the table Rejects, and upgrade MFA Watch`,
    );
    this.name = 'FormatError';
  }
}

export function tenantUnread(): Problem {
  return missingPermission(
    'Organization.Read.All',
    "The app may not use Organization.Read.All, so sign-ins to other tenants' resources are counted as if they were to this tenant's.",
  );
}

export function filterInPieces(since: string): Problem {
  return {
    code: 'filterInPieces',
    sentence: `Since ${utcText(since)}, Graph does not answer one query for all enforced apps, so each is asked for by itself.`,
    mend: 'Nothing is missing, but a poll takes longer; the one query is tried again after a day. Report it to the project.',
  };
}

export function pollBehind(since: string, from: string): Problem {
  return {
    code: 'pollBehind',
    sentence: `Since ${utcText(since)}, no poll has come to the end of what there is to read: what is older than ${utcText(from)}, or has changed since it was read, may be missing.`,
    mend: 'Each poll goes on. If it stays: see whether another app takes the pace of the sign-in log, and set POLL_SCHEDULE to polls more often.',
  };
}

export function pollFailed(error: unknown): Problem {
  const said = ownWords(error);
  return {
    code: 'pollFailed',
    sentence:
      said === null
        ? 'The last poll of the sign-in log failed.'
        : `The last poll failed: ${asSentence(said)}`,
    mend: `The next poll tries again; if it stays, look at ${logOf('pollSignIns')}.`,
  };
}
