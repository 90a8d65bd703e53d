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
import { newestFindings } from './findingSearch';
import { type Row, rowsWhere, type StoredRow } from './rows';

// A filter holds at most 15 comparisons.
// https://learn.microsoft.com/rest/api/storageservices/querying-tables-and-entities (read 2026-11-21)
const MOST_NAMED_USERS = 10;

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
  const unsaved = new Map<string, Row>(findings.map((finding) => [finding.id, findingRow(finding)]));
  const saved = new Set<string>();
  const over: Finding[] = [];
  for await (const stored of storedIn(client, span)) {
    const id = String(stored.id);
    const row = unsaved.get(id);
    if (row && isStored(row, stored)) saved.add(id);
    else if (row ? row.partitionKey !== stored.partitionKey : cleared.has(id))
      over.push(findingIn(client, stored));
  }
  for (const id of saved) unsaved.delete(id);
  const upserts = [...unsaved.values()].map((row): TransactionAction => ['upsert', row, 'Replace']);
  return { written: upserts.length, over, transactions: await submitBatches(client, upserts) };
}

/** Removes these findings; one that is gone already is no error. */
export async function removeFindings(
  client: TableClient,
  findings: readonly Finding[],
): Promise<{ readonly removed: number; readonly transactions: number }> {
  const deletes = findings.map((finding): TransactionAction => ['delete', findingKeys(finding)]);
  return { removed: deletes.length, transactions: await submitBatches(client, deletes) };
}

/**
 * One page of findings, newest first. Following the continuation shows each finding that stays stored exactly once.
 *
 * @throws TablesError `badContinuation` for a token that no page gave
 */
export async function listFindings(client: TableClient, query: FindingQuery): Promise<FindingPage> {
  const after = query.continuation === null ? null : readContinuation(query.continuation);
  // One more than the page holds shows whether there is another page.
  const found = await newestFindings(client, { ...query, after, count: query.limit + 1 });
  const findings = found.slice(0, query.limit);
  const last = findings.at(-1);
  return { findings, continuation: last && found.length > query.limit ? continuationAfter(last) : null };
}

/** All findings of each of these users, newest first; an empty list for one who has none. */
export async function findingsOfUsers(
  client: TableClient,
  userIds: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly Finding[]>> {
  const found = new Map([...userIds].map((userId): [string, Finding[]] => [userId, []]));
  if (found.size === 0) return found;
  for await (const row of rowsWhere(client, ofUsers(userIds))) {
    if (typeof row.userId === 'string') found.get(row.userId)?.push(findingIn(client, row));
  }
  for (const findings of found.values()) findings.sort(newestFirst);
  return found;
}

/**
 * The findings in a span that MFA of their Entra session would prove. They are few, however long the span is: all of its
 * days are asked for at once.
 */
export async function* leaningFindings(client: TableClient, span: Span): AsyncGenerator<Finding> {
  const filter = `${inDaysOf(span)} and ${odata`leansOn gt ${''}`}`;
  for await (const row of rowsWhere(client, { filter })) yield findingIn(client, row);
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

async function* storedIn(client: TableClient, span: Span): AsyncGenerator<StoredRow> {
  for (const day of daysOf(span)) {
    const filter = `${odata`PartitionKey eq ${day}`} and ${createdIn(span)}`;
    yield* rowsWhere(client, { filter });
  }
}

function inDaysOf(span: Span): string {
  const [first, last] = [span.from, span.to - 1].map((ms) => dayOf(isoTime(ms)));
  return `${odata`PartitionKey ge ${first} and PartitionKey le ${last}`} and ${createdIn(span)}`;
}

function createdIn({ from, to }: Span): string {
  return odata`createdDateTime ge ${isoTime(from)} and createdDateTime lt ${isoTime(to)}`;
}

// No key leads to a user: the service looks through the whole table either way, once for all of them.
function ofUsers(userIds: ReadonlySet<string>): { readonly filter?: string } {
  if (userIds.size > MOST_NAMED_USERS) return {};
  return { filter: [...userIds].map((userId) => odata`userId eq ${userId}`).join(' or ') };
}
