import { odata, type TableClient } from '@azure/data-tables';
import type { Finding } from '../domain/finding/finding';
import type { FindingQuery } from '../domain/finding/findingQuery';
import { isoTime } from '../domain/time';
import { newestFirst, type Position } from './continuation';
import { findingIn } from './findingRow';
import { rowsWhere } from './rows';
import { dayNumber, inDays, newestDay, oldestDay } from './storedDays';

/** Which findings, at most how many, and after which one in the order of a list. */
type FindingSearch = Omit<FindingQuery, 'limit' | 'continuation'> & {
  readonly after: Position | null;
  readonly count: number;
};

/**
 * The newest findings that match, newest first.
 *
 * A day is a partition whose rows are in the order of their ids. So it reads backwards by groups of days (single days if findings
 * are many, ever longer groups if they are few), and sorts each group.
 */
export async function newestFindings(client: TableClient, search: FindingSearch): Promise<Finding[]> {
  const { oldest, newest } = await daysToSearch(client, search);
  const findings: Finding[] = [];
  let last = newest;
  let days = 1;
  while (last >= oldest && findings.length < search.count) {
    const first = Math.max(oldest, last - days + 1);
    const missing = search.count - findings.length;
    const found = await newestIn(client, inDays(first, last), { ...search, count: missing });
    for (const finding of found) findings.push(finding);
    days = 2 * found.length < missing ? 2 * days : 1;
    last = first - 1;
  }
  return findings;
}

async function daysToSearch(client: TableClient, { from, to, after }: FindingSearch) {
  const oldest = from === null ? await oldestDay(client) : dayNumber(from);
  if (oldest === null) return { oldest: 0, newest: -1 };
  if (after !== null) return { oldest, newest: dayNumber(after.createdDateTime) };
  return { oldest, newest: to === null ? await newestDay(client, oldest) : dayNumber(to) };
}

/** So many more are kept between two sorts, at least. */
const SLACK = 1_000;

async function newestIn(client: TableClient, days: string, search: FindingSearch): Promise<Finding[]> {
  const { after, count } = search;
  let newest: Finding[] = [];
  for await (const row of rowsWhere(client, { filter: [days, ...conditions(search)].join(' and ') })) {
    const finding = findingIn(client, row);
    if (after === null || newestFirst(after, finding) < 0) newest.push(finding);
    // A day may hold many more than a page; memory holds little more than a page.
    if (newest.length >= count + Math.max(SLACK, count / 4))
      newest = newest.sort(newestFirst).slice(0, count);
  }
  return newest.sort(newestFirst).slice(0, count);
}

function conditions({ from, to, after, user, app, verdict }: FindingSearch): string[] {
  return [
    from !== null && odata`createdDateTime ge ${isoTime(Date.parse(from))}`,
    to !== null && odata`createdDateTime lt ${isoTime(Date.parse(to))}`,
    after !== null && odata`createdDateTime le ${after.createdDateTime}`,
    user !== null && odata`(userId eq ${user} or lowerUserPrincipalName eq ${user})`,
    app !== null && odata`app eq ${app}`,
    verdict !== null && odata`verdict eq ${verdict}`,
  ].filter((condition) => condition !== false);
}
