import { DAY_MS, isoTime } from '../shared/domain/time';
import { isFinal, type LogRow } from '../tenant/world/log';
import { makeWorld, type World } from '../tenant/world/world';

/** When the log is read: all of it is settled. */
export const LOG_READ_AT = Date.parse('2026-03-30T12:00:00Z');
const DAYS = 28;

/** The log of a tenant again and again, each time with users and ids of its own, and some seconds later. All of it is settled. */
export function largeWorld(signIns: number): World {
  const base = makeWorld({
    ...{ seed: 1, nowMs: LOG_READ_AT - DAY_MS, accounts: 200, days: DAYS, daysAhead: 0 },
    ...{ signInsPerDay: 90, otherSignInsPerDay: 15 },
  });
  const copies = Math.ceil(signIns / finalRows(base).length);
  const log: LogRow[] = [];
  for (let copy = 0; copy < copies; copy++) for (const row of base.log) log.push(copyOf(row, copy));
  return { ...base, log: log.sort((a, b) => a.createdMs - b.createdMs) };
}

function copyOf(row: LogRow, copy: number): LogRow {
  const { own, common, createdMs, visibleMs, replacedMs } = row;
  const laterMs = (copy % 600) * 1_000;
  const another = (id: string) => copy.toString(16).padStart(8, '0') + id.slice(8);
  return {
    ...row,
    own: {
      ...own,
      id: another(own.id),
      sessionId: own.sessionId && another(own.sessionId),
      createdDateTime: isoTime(createdMs + laterMs),
    },
    common: { ...common, userId: another(common.userId) },
    createdMs: createdMs + laterMs,
    visibleMs: visibleMs + laterMs,
    replacedMs: replacedMs + laterMs,
  };
}

/** The final version of each sign-in. */
export function finalRows({ log }: World): LogRow[] {
  return [...new Map(log.filter(isFinal).map((row) => [row.own.id, row])).values()];
}
