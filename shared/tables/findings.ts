import { odata, type TableClient, type TransactionAction } from '@azure/data-tables';
import type { Finding } from '../domain/finding/finding';
import type { FindingPage, FindingQuery } from '../domain/finding/findingQuery';
import { daysOf, isoTime, type Span } from '../domain/time';
import type { FindingMark } from '../domain/trend/findingCounter';
import { deleteWhere, submitBatches } from './batches';
import { continuationAfter, newestFirst, readContinuation } from './continuation';
import { findingIn, findingRow, isStored, MARK_COLUMNS, markIn } from './findingRow';
import { newestFindings } from './findingSearch';
import { type Row, rowsWhere, type StoredRow } from './rows';

// A filter holds at most 15 comparisons.
// https://learn.microsoft.com/rest/api/storageservices/querying-tables-and-entities (read 2026-11-21)
const MOST_NAMED_USERS = 10;

/** What the log shows of one span, once all of it has been read. */
type SpanRead = {
  readonly span: Span;
  readonly findings: readonly Finding[];
  /** Ids of the sign-ins read in the span that are no finding. */
  readonly cleared: ReadonlySet<string>;
};

type Settled = {
  readonly written: number;
  readonly removed: number;
  readonly transactions: number;
};

/**
 * Makes what is stored of the sign-ins read in a span right: writes the findings that are new or differ, removes
 * those that the log now clears, leaves all others alone. Doing it again writes nothing.
 *
 * @param aroundRemoval gets the findings that go, when the others are written and none is deleted yet, and again when all
 * are; not called when none goes. Should it fail, they stay, and the next reading of the span meets them again.
 */
export async function settleFindings(
  client: TableClient,
  { span, findings, cleared }: SpanRead,
  aroundRemoval?: (over: readonly Finding[]) => Promise<void>,
): Promise<Settled> {
  const unsaved = new Map<string, Row>(findings.map((finding) => [finding.id, findingRow(finding)]));
  const saved = new Set<string>();
  const over: StoredRow[] = [];
  for await (const stored of storedIn(client, span)) {
    const id = String(stored.id);
    const row = unsaved.get(id);
    if (row && isStored(row, stored)) saved.add(id);
    else if (row ? row.partitionKey !== stored.partitionKey : cleared.has(id)) over.push(stored);
  }
  for (const id of saved) unsaved.delete(id);
  const upserts = [...unsaved.values()].map((row): TransactionAction => ['upsert', row, 'Replace']);
  const deletes = over.map(
    ({ partitionKey, rowKey }): TransactionAction => ['delete', { partitionKey, rowKey }],
  );
  const writing = await submitBatches(client, upserts);
  const going = over.map((stored) => findingIn(client, stored));
  if (going.length > 0) await aroundRemoval?.(going);
  const transactions = writing + (await submitBatches(client, deletes));
  if (going.length > 0) await aroundRemoval?.(going);
  return { written: upserts.length, removed: deletes.length, transactions };
}

/**
 * One page of findings, newest first. Following the continuation shows each finding that stays stored exactly once.
 *
 * @throws TablesError `badContinuation` for a token that no page gave
 */
export async function listFindings(client: TableClient, query: FindingQuery): Promise<FindingPage> {
  const after = query.continuation === null ? null : readContinuation(query.continuation);
  // One more than the page holds tells whether there is another page.
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

/** Those of these findings of a span that are not stored any more. */
export async function goneOf(
  client: TableClient,
  span: Span,
  findings: readonly Finding[],
): Promise<Finding[]> {
  if (findings.length === 0) return [];
  const gone = new Map(findings.map((finding) => [finding.id, finding]));
  for await (const { id } of storedIn(client, span)) gone.delete(String(id));
  return [...gone.values()];
}

/**
 * The findings in a span that MFA of their Entra session would prove. They are few, however long the span is: all of its
 * days are asked for at once.
 */
export async function* leaningFindings(client: TableClient, span: Span): AsyncGenerator<Finding> {
  const days = daysOf(span);
  const filter = [
    odata`PartitionKey ge ${days[0] ?? ''} and PartitionKey le ${days.at(-1) ?? ''}`,
    createdIn(span),
    odata`leansOn gt ${''}`,
  ].join(' and ');
  for await (const row of rowsWhere(client, { filter })) yield findingIn(client, row);
}

/** Of each finding of a UTC day (`YYYY-MM-DD`), what is counted. */
export async function* findingMarks(client: TableClient, day: string): AsyncGenerator<FindingMark> {
  const filter = odata`PartitionKey eq ${day}`;
  for await (const row of rowsWhere(client, { filter, select: MARK_COLUMNS })) yield markIn(client, row);
}

/** Deletes the findings of UTC days before `beforeDay` (`YYYY-MM-DD`), and says how many. */
export function forgetFindings(client: TableClient, beforeDay: string): Promise<number> {
  return deleteWhere(client, odata`PartitionKey lt ${beforeDay}`);
}

async function* storedIn(client: TableClient, span: Span): AsyncGenerator<StoredRow> {
  for (const day of daysOf(span)) {
    const filter = `${odata`PartitionKey eq ${day}`} and ${createdIn(span)}`;
    yield* rowsWhere(client, { filter });
  }
}

function createdIn({ from, to }: Span): string {
  return odata`createdDateTime ge ${isoTime(from)} and createdDateTime lt ${isoTime(to)}`;
}

// No key leads to a user: the service looks through the whole table either way, once for all of them.
function ofUsers(userIds: ReadonlySet<string>): { readonly filter?: string } {
  if (userIds.size > MOST_NAMED_USERS) return {};
  return { filter: [...userIds].map((userId) => odata`userId eq ${userId}`).join(' or ') };
}
