import { DAY_MS, isoTime } from '../time';
import { QUIET_MS } from './account';
import type { AccountFacts } from './accountFacts';
import { latest } from './appUse';

/** Whether an enforced app keeps the account out now. */
export function isStoppedNow(facts: AccountFacts, now: number): boolean {
  return stoppedApps(facts, now).length > 0;
}

/**
 * The enforced apps that keep the account out now: its last attempt there failed for lack of MFA, and it has neither done
 * MFA nor got in there since. After 14 days without an attempt it is not being stopped any more.
 *
 * @param now milliseconds since 1970-01-01 UTC
 */
export function stoppedApps(
  { apps, stops }: Pick<AccountFacts, 'apps' | 'stops'>,
  now: number,
): readonly string[] {
  const isStopped = (app: string, at: string) => {
    const { lastFinding = null, lastMfa = null } = apps[app] ?? {};
    if (at <= isoTime(now - QUIET_MS) || (latest(lastFinding, lastMfa) ?? '') >= at) return false;
    return !isUnfinishedPrompt(at, lastMfa, now);
  };
  return Object.entries(stops).flatMap(([app, at = '']) => (isStopped(app, at) ? [app] : []));
}

/** Somebody who did MFA the day before and closed a prompt will be back: a day is given for that. */
function isUnfinishedPrompt(stop: string, lastMfa: string | null, now: number): boolean {
  const didMfaBefore = lastMfa !== null && Date.parse(stop) - Date.parse(lastMfa) < DAY_MS;
  return didMfaBefore && now - Date.parse(stop) < DAY_MS;
}
