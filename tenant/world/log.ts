import { MINUTE_MS } from '../../shared/domain/time';
import { withFalseTokenClaim, withoutPrimary, withoutSecond } from './earlyVersions';
import type { Random } from './random';
import type { SignInParts } from './record';

/** One version of one record. The log shows it during `[visibleMs, replacedMs)`. */
export type LogRow = SignInParts & {
  readonly createdMs: number;
  readonly visibleMs: number;
  /** Infinity for the final version. */
  readonly replacedMs: number;
};

/** The whole log, oldest first. Rows come late, some are wrong at first, a few come twice. */
export function makeLog(history: readonly SignInParts[], random: Random): LogRow[] {
  return history.flatMap((final) => versionsOf(final, random)).sort(inOrder);
}

export function isShown(row: LogRow, atMs: number): boolean {
  return row.visibleMs <= atMs && atMs < row.replacedMs;
}

export function isFinal(row: LogRow): boolean {
  return row.replacedMs === Number.POSITIVE_INFINITY;
}

function versionsOf(parts: SignInParts, random: Random): LogRow[] {
  const createdMs = Date.parse(parts.own.createdDateTime);
  const [least, most] = random.chance(0.02) ? LATE : PROMPT;
  const visibleMs = createdMs + random.whole(least, most) * MINUTE_MS;
  const laterMs = visibleMs + random.whole(...CHANGE) * MINUTE_MS;
  const final = { ...parts, createdMs, visibleMs, replacedMs: Number.POSITIVE_INFINITY };
  const early = random.chance(0.04) ? random.pick(EARLY_VERSIONS)(parts) : null;
  if (early !== null) {
    return [
      { ...final, ...early, replacedMs: laterMs },
      { ...final, visibleMs: laterMs },
    ];
  }
  // The row is published again, for example when its risk is known.
  return random.chance(0.004) ? [final, { ...final, visibleMs: laterMs }] : [final];
}

const EARLY_VERSIONS = [withFalseTokenClaim, withoutPrimary, withoutSecond];

/** Minutes, both ends included. */
const PROMPT = [2, 10] as const;
const LATE = [11, 120] as const;
const CHANGE = [5, 110] as const;

/** Oldest first. */
export function inOrder(a: LogRow, b: LogRow): number {
  if (a.createdMs !== b.createdMs) return a.createdMs - b.createdMs;
  if (a.own.id !== b.own.id) return a.own.id < b.own.id ? -1 : 1;
  return a.visibleMs - b.visibleMs;
}
