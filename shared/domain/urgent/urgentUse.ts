import type { AccountFacts } from '../account/accountFacts';
import { isBreakGlass } from '../account/kind';
import type { UseOutcome } from '../account/lastUse';
import { minuteOf } from '../account/moments';
import { DAY_MS, isoTime, MINUTE_MS } from '../time';

/** `passwordAlone`: an account with a privileged role got in by its password, and by nothing else. */
export type UrgentKind = 'breakGlassUsed' | 'passwordAlone';

/** A use of an account that is reported at the next tick. */
export type UrgentUse = {
  readonly kind: UrgentKind;
  readonly userId: string;
  readonly userPrincipalName: string | null;
  readonly userDisplayName: string | null;
  /** ISO 8601 UTC; to the minute for `passwordAlone`. */
  readonly at: string;
  /** Key of the enforced app. */
  readonly app: string;
  readonly outcome: UseOutcome;
  /** `null` if the log or the stored facts do not say. */
  readonly ipAddress: string | null;
};

export type Watched = {
  /** User ids and UPNs of the setting, lower case. */
  readonly breakGlass: ReadonlySet<string>;
  /** User ids of the accounts with a privileged role. */
  readonly privileged: ReadonlySet<string>;
};

/** The newest use of an account that is urgent; `null` if there is none. */
export function urgentUseOf(facts: AccountFacts, { breakGlass, privileged }: Watched): UrgentUse | null {
  const { userId, userPrincipalName, userDisplayName } = facts;
  const named = { userId, userPrincipalName, userDisplayName };
  // Every use of a break-glass account is urgent, so that one by the password alone needs no mail of its own.
  if (isBreakGlass(facts, breakGlass))
    return facts.lastUse && { kind: 'breakGlassUsed', ...named, ...facts.lastUse };
  if (!privileged.has(userId)) return null;
  const newest = newestAlone(facts);
  return newest && { kind: 'passwordAlone', ...named, ...newest };
}

/** Only the minute and the app are kept; the address as well if it is the account's last use. */
function newestAlone({
  occasions,
  lastUse,
}: AccountFacts): Pick<UrgentUse, 'at' | 'app' | 'outcome' | 'ipAddress'> | null {
  const [newest] = Object.entries(occasions)
    .flatMap(([app, { passwordAlone = [] }]) => passwordAlone.slice(-1).map((minute) => ({ app, minute })))
    .sort((a, b) => b.minute - a.minute || a.app.localeCompare(b.app));
  if (newest === undefined) return null;
  const { app, minute } = newest;
  const isLast = lastUse?.app === app && minuteOf(lastUse.at) === minute && lastUse.outcome === 'withoutMfa';
  return {
    at: isoTime(minute * MINUTE_MS),
    app,
    outcome: 'withoutMfa',
    ipAddress: isLast ? lastUse.ipAddress : null,
  };
}

/** How often the account got in by a password alone after one time and until another, ISO 8601 UTC. */
export function timesAlone({ occasions }: AccountFacts, after: string, until: string): number {
  const minutes = Object.values(occasions).flatMap(({ passwordAlone = [] }) => passwordAlone);
  const [first, last] = [minuteOf(after), minuteOf(until)];
  return new Set(minutes.filter((minute) => minute > first && minute <= last)).size;
}

/** An older use is not urgent any more. */
const URGENT_DAYS = 14;
/** Uses from well before the first run are history: the report lists them, and a mail for each would hide the new ones. */
const BEFORE_START_MS = DAY_MS;

/**
 * The time, ISO 8601 UTC, from which on a use is urgent.
 *
 * @param startedAt when this deployment was first seen to run; both in milliseconds since 1970-01-01 UTC
 */
export function urgentSince(startedAt: number, now: number): string {
  return isoTime(Math.max(startedAt - BEFORE_START_MS, oldestUrgent(now)));
}

/** Nothing before it is urgent, whenever the deployment started; milliseconds since 1970-01-01 UTC. */
export function oldestUrgent(now: number): number {
  return now - URGENT_DAYS * DAY_MS;
}

/** Whether no mail up to this one has reported the use. Compares stored times, and no clock. */
export function isUnreported(
  { at }: Pick<UrgentUse, 'at'>,
  lastSent: { readonly reported: string | null } | null,
): boolean {
  return at > (lastSent?.reported ?? '');
}
