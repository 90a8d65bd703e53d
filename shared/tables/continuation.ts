import { z } from 'zod';
import type { Finding } from '../domain/finding/finding';
import { TablesError, unanswered } from './errors';

/** A place in a list of findings, newest first: after this one. Any filter may go on from it. */
export type Position = Pick<Finding, 'createdDateTime' | 'id'>;

const position: z.ZodType<Position, unknown> = z.strictObject({
  createdDateTime: z.iso.datetime({ precision: 3 }),
  id: z.string(),
});

/** An opaque token of the place at which the next page begins. */
export function continuationAfter({ createdDateTime, id }: Position): string {
  return Buffer.from(JSON.stringify({ createdDateTime, id })).toString('base64url');
}

/**
 * Reads a token that `continuationAfter` made.
 *
 * @throws TablesError `badContinuation` for any other text
 */
export function readContinuation(token: string): Position {
  try {
    return position.parse(JSON.parse(Buffer.from(token, 'base64url').toString()));
  } catch (cause) {
    throw new TablesError(unanswered('badContinuation'), { cause });
  }
}

/** Newest first; the id decides between sign-ins of the same millisecond. */
export function newestFirst(a: Position, b: Position): number {
  return compare(b.createdDateTime, a.createdDateTime) || compare(b.id, a.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
