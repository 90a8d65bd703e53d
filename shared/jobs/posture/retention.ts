import { QUIET_MS } from '../../domain/account/account';
import type { AccountFacts } from '../../domain/account/accountFacts';
import { isRunning } from '../../domain/account/exception';
import { isBreakGlass } from '../../domain/account/kind';
import { DAY_MS, isoTime } from '../../domain/time';
import type { PartDone, RefreshAt } from './part';

export type RetentionDeps = {
  /** Forgets findings, rejects, posture and digests of the days before this one. */
  readonly forgetBefore: (day: string) => Promise<number>;
  readonly forgetAccounts: (isOver: (facts: AccountFacts) => boolean) => Promise<number>;
  readonly retentionDays: number;
  /** User ids and UPNs, lower case. */
  readonly breakGlass: ReadonlySet<string>;
};

/** An account is open for so long after a finding, and the digest that reports it as resolved may be a week late. */
const NEEDED_MS = QUIET_MS + 7 * DAY_MS;

/** Forgets everything that is past retention. */
export async function forgetOld(deps: RetentionDeps, { now }: RefreshAt): Promise<PartDone> {
  const oldest = isoTime(now - Math.max(deps.retentionDays * DAY_MS, NEEDED_MS));
  const rows = await deps.forgetBefore(oldest.slice(0, 10));
  // A break-glass account has a row though it is never used.
  const isKept = (facts: AccountFacts) => isExcepted(facts, now) || isBreakGlass(facts, deps.breakGlass);
  const accounts = await deps.forgetAccounts((facts) => lastSeen(facts) < oldest && !isKept(facts));
  return { counts: { forgotten: rows + accounts }, problems: [] };
}

/** An exception stands until the time that the admin set, whether the account is seen or not. */
function isExcepted({ exception }: AccountFacts, now: number): boolean {
  return exception !== null && isRunning(exception, now);
}

function lastSeen(facts: AccountFacts): string {
  const times = Object.values(facts.apps).flatMap((use) => [use.lastFinding, use.lastMfa]);
  return [facts.namedAt, facts.lastSignal?.at ?? null, ...times].reduce<string>(
    (last, time) => (time !== null && time > last ? time : last),
    '',
  );
}
