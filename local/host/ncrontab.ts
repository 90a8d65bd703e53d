import { Cron } from 'croner';
import { HostError, messageOf } from './hostError';

/** The times at which a timer is due. */
export type Schedule = {
  /** The first occurrence after a time, to the second; `null` if there are no more. */
  readonly next: (after: Date) => Date | null;
};

const NAMES = '[a-z]{3}';
const FIELDS = [
  { name: 'second', value: '\\d{1,2}' },
  { name: 'minute', value: '\\d{1,2}' },
  { name: 'hour', value: '\\d{1,2}' },
  { name: 'day', value: '\\d{1,2}' },
  { name: 'month', value: `(?:\\d{1,2}|${NAMES})` },
  // Croner takes 7 for Sunday, NCRONTAB does not.
  { name: 'day of week', value: `(?:[0-6]|${NAMES})` },
];

/**
 * Reads a schedule of six fields, seconds first, in UTC.
 *
 * Croner computes the times, but by the rules of NCRONTAB: the day of the month and the day of the week must both match,
 * `5/15` counts from 5 on, the day of the week is 0 to 6, and `L`, `W`, `#`, `?`, `@daily` do not exist.
 *
 * @throws HostError `badSchedule`
 * @see https://github.com/atifaziz/NCrontab (read 2026-11-21)
 */
export function parseNcrontab(expression: string): Schedule {
  const fields = expression.trim().split(/\s+/);
  if (fields.length !== FIELDS.length) {
    throw bad(expression, 'it needs six fields: second minute hour day month day-of-week');
  }
  for (const [index, { name, value }] of FIELDS.entries()) {
    const element = `(?:\\*|${value}(?:-${value})?)(?:/\\d{1,2})?`;
    if (!new RegExp(`^${element}(?:,${element})*$`, 'i').test(fields[index] ?? '')) {
      throw bad(expression, `"${fields[index]}" is no ${name}`);
    }
  }
  const cron = readCron(expression, fields.join(' '));
  if (!cron.nextRun(new Date(0))) throw bad(expression, 'there is no such day');
  return { next: (after) => cron.nextRun(after) };
}

function readCron(expression: string, fields: string): Cron {
  try {
    return new Cron(fields, { mode: '6-part', timezone: 'UTC', domAndDow: true, sloppyRanges: true });
  } catch (error) {
    throw bad(expression, messageOf(error));
  }
}

function bad(expression: string, why: string): HostError {
  return new HostError('badSchedule', `The schedule "${expression}" is not NCRONTAB: ${why}.`);
}
