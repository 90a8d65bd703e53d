import { DAY_MS } from '../../shared/domain/time';

/** How long before its end a thing is reported with the way out of it. */
const NOTICE_DAYS = 180;

/** The time left until a day. `days` is 0 on the last day. */
export type TimeLeft =
  | { readonly kind: 'plenty' }
  | { readonly kind: 'soon'; readonly days: number }
  | { readonly kind: 'over' };

/** @param lastDay `YYYY-MM-DD`, in UTC */
export function timeLeft(lastDay: string, now: Date): TimeLeft {
  const days = Math.floor(Date.parse(lastDay) / DAY_MS) - Math.floor(now.getTime() / DAY_MS);
  if (days < 0) return { kind: 'over' };
  return days > NOTICE_DAYS ? { kind: 'plenty' } : { kind: 'soon', days };
}
