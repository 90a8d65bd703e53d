import { selected } from '../odata/queryOptions';
import { Refusal } from '../refusal';
import type { Service } from '../routes/route';
import type { ActivityEvent } from '../world/azure';
import type { ArmCall } from './armCall';

/** The only accepted form of the filter. */
const TIMES = /^eventTimestamp ge '([^']+)' and eventTimestamp le '([^']+)'$/;
const USUAL_PAGE = 50;
const NAMES = [
  'eventDataId',
  'eventTimestamp',
  'claims',
  'category',
  'level',
  'operationName',
  'status',
  'properties',
];

/**
 * A page of a subscription's Activity Log, newest first.
 * https://learn.microsoft.com/rest/api/monitor/activity-logs/list (read 2026-11-21)
 */
export function activityPage(
  service: Service,
  { origin, path, query }: ArmCall,
  log: readonly ActivityEvent[],
): object {
  const [, from, to] = TIMES.exec(query.get('$filter') ?? '') ?? [];
  if (from === undefined || to === undefined)
    throw new Refusal(400, 'BadRequest', 'The filter must name the times, and nothing else.');
  const matching = log.filter(
    ({ eventTimestamp }) =>
      Date.parse(eventTimestamp) >= Date.parse(from) && Date.parse(eventTimestamp) <= Date.parse(to),
  );
  const start = Number(query.get('$skipToken') ?? 0);
  const end = start + (service.pageSize ?? USUAL_PAGE);
  const next = new URL(`${path}?${query}`, origin);
  next.searchParams.set('$skipToken', String(end));
  return {
    ...(end < matching.length && { nextLink: next.href }),
    value: matching
      .slice(start, end)
      .map((event) => selected(event, query.get('$select') ?? undefined, NAMES)),
  };
}
