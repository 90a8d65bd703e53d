import { randomFrom } from '../tenant/world/random';
import type { World } from '../tenant/world/world';
import type { Settings } from './life';

/** The accounts whose uses are urgent. */
export type WatchedAccounts = {
  /** User ids. */
  readonly breakGlass: ReadonlySet<string>;
  /** User ids of the accounts with a privileged role. */
  readonly privileged: ReadonlySet<string>;
  /** The value of BREAK_GLASS_ACCOUNTS. */
  readonly setting: string;
};

/** Draws them from the users in the log, so that some are used. */
export function drawWatched(seed: number, { log }: World, settings: Settings): WatchedAccounts {
  const random = randomFrom(seed, 'watched');
  const upns = new Map(log.map(({ common }) => [common.userId, common.userPrincipalName]));
  // The log hides the name of a user that nobody would name as break-glass.
  const shuffled = [...upns]
    .flatMap(([userId, upn]) => (upn.includes('@') ? [userId] : []))
    .sort()
    .map((userId) => ({ userId, place: random.fraction() }))
    .sort((a, b) => a.place - b.place)
    .map(({ userId }) => userId);
  const breakGlass = shuffled.slice(0, settings.breakGlassAccounts);
  return {
    breakGlass: new Set(breakGlass),
    // The first break-glass account has none, so that it is found by its UPN alone; the others have one too.
    privileged: new Set(shuffled.slice(1, 1 + settings.administrators)),
    setting: breakGlass.map((userId, index) => (index % 2 === 0 ? upns.get(userId) : userId)).join(','),
  };
}
