import type { FindingTime } from '../finding/finding';
import { MINUTE_MS, type Span } from '../time';
import { MOST_MOMENTS, type Moments, minuteOf } from './moments';
import { isStopCause, type Occasions } from './occasions';

/** By app and cause, oldest first, each once: the newest MOST_MOMENTS. */
type MinutesOfUser = ReadonlyMap<string, Moments>;

/** The minutes of the findings that are stored in a span. Memory by accounts and their minutes, never by findings. */
export function storedMinutes() {
  const byUser = new Map<string, Map<string, number[]>>();
  return {
    add: (userId: string, { app, cause, createdDateTime }: FindingTime): void => {
      const minutes = byUser.get(userId) ?? new Map<string, number[]>();
      byUser.set(userId, minutes);
      const key = keyOf(app, cause);
      const known = minutes.get(key) ?? [];
      known.push(minuteOf(createdDateTime));
      minutes.set(key, known.length < 4 * MOST_MOMENTS ? known : newest(known));
    },
    of: (userId: string): MinutesOfUser => {
      const minutes = byUser.get(userId);
      return new Map([...(minutes ?? [])].map(([key, known]) => [key, newest(known)]));
    },
  };
}

/** Whether an account lists the minutes that are stored in a span, and no others of that span. */
export function listsMinutes(occasions: Occasions, stored: MinutesOfUser, { from, to }: Span): boolean {
  const listed = new Map(
    Object.entries(occasions).flatMap(([app, causes]) =>
      Object.entries(causes)
        .filter(([cause]) => !isStopCause(cause))
        .map(([cause, moments]) => [keyOf(app, cause), moments] as const),
    ),
  );
  // Of the minutes at both ends of the span, some findings may be outside.
  const isInside = (minute: number) => minute * MINUTE_MS >= from && (minute + 1) * MINUTE_MS <= to;
  for (const [key, moments] of listed) {
    const known = stored.get(key) ?? [];
    if (moments.some((minute) => isInside(minute) && !known.includes(minute))) return false;
  }
  for (const [key, moments] of stored) {
    const known = listed.get(key) ?? [];
    const since = known.length === MOST_MOMENTS ? (known[0] ?? 0) : 0;
    if (moments.some((minute) => minute >= since && !known.includes(minute))) return false;
  }
  return true;
}

function newest(minutes: readonly number[]): number[] {
  return [...new Set(minutes)].sort((a, b) => a - b).slice(-MOST_MOMENTS);
}

function keyOf(app: string, cause: string): string {
  return `${app} ${cause}`;
}
