import { odata, type TableClient, type TransactionAction } from '@azure/data-tables';
import { dayOf, type Finding, type FindingTime } from '../domain/finding/finding';
import type { FindingPage, FindingQuery } from '../domain/finding/findingQuery';
import { daysOf, isoTime, type Span } from '../domain/time';
import type { FindingMark } from '../domain/trend/findingCounter';
import { deleteWhere, submitBatches } from './batches';
import { continuationAfter, newestFirst, readContinuation } from './continuation';
import {
  findingIn,
  findingKeys,
  findingRow,
  isStored,
  MARK_COLUMNS,
  markIn,
  TIME_COLUMNS,
  timeIn,
} from './findingRow';
import { newestFindings, type SearchAid } from './findingSearch';
import { inParallel } from './parallel';
import { type Row, rowsWhere } from './rows';

// A filter holds at most 15 comparisons.
// https://learn.microsoft.com/rest/api/storageservices/querying-tables-and-entities (read 2026-11-21)
const MOST_NAMED_USERS = 10;
// For more, the whole table is read once.
const MOST_SEARCHED_USERS = 10 * MOST_NAMED_USERS;

/** One span of the log, judged, once all of it has been read. */
type SpanRead = {
  readonly span: Span;
  readonly findings: readonly Finding[];
  /** Ids of the sign-ins read in the span that are no finding. */
  readonly cleared: ReadonlySet<string>;
};

type Written = {
  readonly written: number;
  /** The stored findings that the log now clears, and those whose sign-in has moved to another day. */
  readonly over: readonly Finding[];
  readonly transactions: number;
};

/**
 * Writes the findings of a span that are new or differ from the stored ones. Doing it again writes nothing.
 *
 * @returns also the stored findings that are over; `removeFindings` removes them
 */
export async function writeFindings(
  client: TableClient,
  { span, findings, cleared }: SpanRead,
): Promise<Written> {
  const unsaved = new Map<string, Finding>(findings.map((finding) => [finding.id, finding]));
  const saved = new Set<string>();
  const overOf = await inParallel(daysOf(span), async (day) => {
    const over: Finding[] = [];
    const filter = `${odata`PartitionKey eq ${day}`} and ${createdIn(span)}`;
    for await (const stored of rowsWhere(client, { filter })) {
      const id = String(stored.id);
      const row = rowOf(unsaved.get(id));
      if (row && isStored(row, stored)) saved.add(id);
      else if (row ? row.partitionKey !== stored.partitionKey : cleared.has(id))
        over.push(findingIn(client, stored));
    }
    return over;
  });
  for (const id of saved) unsaved.delete(id);
  const upserts = [...unsaved.values()].map(
    (finding): TransactionAction => ['upsert', findingRow(finding), 'Replace'],
  );
  return {
    written: upserts.length,
    over: overOf.flat(),
    transactions: await submitBatches(client, upserts),
  };
}

/** Removes these findings; one that is gone already is no error. */
export async function removeFindings(
  client: TableClient,
  findings: readonly Pick<Finding, 'id' | 'createdDateTime'>[],
): Promise<{ readonly removed: number; readonly transactions: number }> {
  const deletes = findings.map((finding): TransactionAction => ['delete', findingKeys(finding)]);
  return { removed: deletes.length, transactions: await submitBatches(client, deletes) };
}

/**
 * One page of findings, newest first. Following the continuation shows each finding that stays stored exactly once.
 *
 * @throws TablesError `badContinuation` for a token that no page gave
 */
export async function listFindings(
  client: TableClient,
  { limit, continuation, ...matching }: FindingQuery,
  aid: SearchAid,
): Promise<FindingPage> {
  const after = continuation === null ? null : readContinuation(continuation);
  // One more than the page holds shows whether there is another page.
  const found = await newestFindings(client, { ...matching, after, count: limit + 1 }, aid);
  const findings = found.slice(0, limit);
  const last = findings.at(-1);
  return { findings, continuation: last && found.length > limit ? continuationAfter(last) : null };
}

/**
 * All findings of each of these users, in the fields that their accounts list; an empty list for one who has none. No key leads to
 * a user: the service looks through the whole table for each group of users, but it returns only theirs.
 */
export async function findingsOfUsers(
  client: TableClient,
  userIds: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly FindingTime[]>> {
  const found = new Map([...userIds].map((userId): [string, FindingTime[]] => [userId, []]));
  await inParallel(filtersFor([...userIds]), async (filter) => {
    for await (const row of rowsWhere(client, { ...filter, select: TIME_COLUMNS })) {
      if (typeof row.userId === 'string') found.get(row.userId)?.push(timeIn(client, row));
    }
  });
  for (const findings of found.values()) findings.sort(newestFirst);
  return found;
}

/** Of each finding in a span, the fields that its account lists. All days are asked for at once. */
export async function* findingTimes(client: TableClient, span: Span): AsyncGenerator<FindingTime> {
  const query = { filter: inDaysOf(span), select: TIME_COLUMNS };
  for await (const row of rowsWhere(client, query)) yield timeIn(client, row);
}

/** The counted fields of each finding of a UTC day (`YYYY-MM-DD`). */
export async function* findingMarks(client: TableClient, day: string): AsyncGenerator<FindingMark> {
  const filter = odata`PartitionKey eq ${day}`;
  for await (const row of rowsWhere(client, { filter, select: MARK_COLUMNS })) yield markIn(client, row);
}

/** Deletes the findings of UTC days before `beforeDay` (`YYYY-MM-DD`), and answers how many. */
export function forgetFindings(client: TableClient, beforeDay: string): Promise<number> {
  return deleteWhere(client, odata`PartitionKey lt ${beforeDay}`);
}

function rowOf(finding: Finding | undefined): Row | undefined {
  return finding && findingRow(finding);
}

function inDaysOf(span: Span): string {
  const [first, last] = [span.from, span.to - 1].map((ms) => dayOf(isoTime(ms)));
  return `${odata`PartitionKey ge ${first} and PartitionKey le ${last}`} and ${createdIn(span)}`;
}

function createdIn({ from, to }: Span): string {
  return odata`createdDateTime ge ${isoTime(from)} and createdDateTime lt ${isoTime(to)}`;
}

function filtersFor(userIds: readonly string[]): readonly { readonly filter?: string }[] {
  if (userIds.length > MOST_SEARCHED_USERS) return [{}];
  const groups = Math.ceil(userIds.length / MOST_NAMED_USERS);
  return Array.from({ length: groups }, (_, group) => {
    const named = userIds.slice(group * MOST_NAMED_USERS, (group + 1) * MOST_NAMED_USERS);
    return { filter: named.map((userId) => odata`userId eq ${userId}`).join(' or ') };
  });
}
