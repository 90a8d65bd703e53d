import { MINUTE_MS } from '../shared/domain/time';
import type { ExchangeWays } from '../tenant/exchange/exchange';
import type { Random } from '../tenant/world/random';

const SECOND_MS = 1_000;

/** How long Exchange takes for each step; all of it is over before a claim counts as dead, but for the copy in Sent Items. */
export function drawExchangeWays(random: Random): ExchangeWays {
  return {
    keepsId: random.chance(0.5),
    acceptsLate: random.chance(0.5),
    lingers: [0, 0, 20 * SECOND_MS, 5 * MINUTE_MS],
    copyAfter: [0, 2 * SECOND_MS, MINUTE_MS, 90 * MINUTE_MS],
    indexedAfter: [0, 0, 10 * SECOND_MS, 3 * MINUTE_MS],
  };
}
