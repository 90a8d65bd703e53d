import { DAY_MS, isoTime, MINUTE_MS } from '../time';
import type { AccountFacts } from './accountFacts';
import { countHours, soleMinutes } from './activityHours';
import type { ScriptSign } from './kindEvidence';
import { ALONE, BESIDE_A_PERSON, type Schedule, scheduleIn } from './schedule';

/** How long a sign of a script counts after it last appeared: a job may run once a month. */
const SIGN_MS = 45 * DAY_MS;

/** Whether it still sends its password in the request, which cannot be combined with MFA. */
export function usesRopc({ protocols }: AccountFacts, now: number): boolean {
  return isRecent(protocols.ropc, now);
}

/**
 * The signs that a script uses the account, and nobody else; none for any other account. ROPC suffices. Otherwise another
 * sign must point to a script: a person whose tools refresh tokens in the background has no interactive sign-in for weeks
 * either. Device code is no such sign, as people use it on machines without a browser; it is listed only beside another.
 */
export function automationSigns(facts: AccountFacts, now: number): readonly ScriptSign[] {
  if (facts.interactive) return [];
  const ropc = ropcSigns(facts, now);
  const signs = facts.nonInteractive
    ? [...clientSigns(facts, now), ...clockSigns(facts), ...scheduleSigns(facts, now)]
    : [];
  if (ropc.length === 0 && signs.length === 0) return [];
  const alone: readonly ScriptSign[] = facts.nonInteractive ? [{ code: 'neverInteractive' }] : [];
  return [...ropc, ...deviceCodeSigns(facts, now), ...alone, ...signs];
}

/** The signs that a script uses the account of a person; device code alone is the person's. */
export function scriptSignsBesidePerson(facts: AccountFacts, now: number): readonly ScriptSign[] {
  if (!facts.interactive) return [];
  return [...ropcSigns(facts, now), ...clientSigns(facts, now), ...scheduleSigns(facts, now)];
}

export function deviceCodeSigns({ protocols }: AccountFacts, now: number): readonly ScriptSign[] {
  const last = protocols.deviceCode;
  return isRecent(last, now) ? [{ code: 'deviceCode', last }] : [];
}

function isRecent(at: string | undefined, now: number): at is string {
  return at !== undefined && at >= isoTime(now - SIGN_MS);
}

function ropcSigns({ protocols }: AccountFacts, now: number): readonly ScriptSign[] {
  const last = protocols.ropc;
  return isRecent(last, now) ? [{ code: 'ropc', last }] : [];
}

function clientSigns({ clients }: AccountFacts, now: number): readonly ScriptSign[] {
  return Object.entries(clients)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([client, last]) => (isRecent(last, now) ? [{ code: 'scriptClient', client, last }] : []));
}

/** Nobody sleeps less. */
const ROUND_THE_CLOCK_HOURS = 20;
/** In as many hours, a person would hit the same minutes once in a hundred million accounts. */
const SAME_MINUTE_HOURS = 8;

function clockSigns(facts: AccountFacts): readonly ScriptSign[] {
  const hours = countHours(facts);
  const sole = soleMinutes(facts);
  return [
    ...(sole !== null && hours >= SAME_MINUTE_HOURS
      ? [{ code: 'sameMinutes', ...sole, hours } as const]
      : []),
    ...(hours >= ROUND_THE_CLOCK_HOURS && !hasDoneMfa(facts)
      ? [{ code: 'roundTheClock', hours } as const]
      : []),
  ];
}

/** Somebody has registered a method or done MFA: sign-ins round the clock may come from a computer left on at a desk. */
export function hasDoneMfa({ registration, apps }: AccountFacts): boolean {
  return (
    registration?.isMfaRegistered === true || Object.values(apps).some(({ lastMfa }) => lastMfa !== null)
  );
}

/** One schedule for all apps if they keep to it together, as one job uses several; else that of each app. */
function scheduleSigns({ interactive, unattended }: AccountFacts, now: number): readonly ScriptSign[] {
  const since = Math.floor((now - SIGN_MS) / MINUTE_MS);
  const byApp = Object.values(unattended).map((times = []) => times.filter((time) => time >= since));
  const all = [...new Set(byApp.flat())].sort((a, b) => a - b);
  const together = interactive ? null : scheduleIn(all, ALONE);
  const found = together ? [together] : byApp.flatMap((times) => scheduleIn(times, BESIDE_A_PERSON) ?? []);
  return distinct(found).map((schedule) => ({ code: 'schedule', schedule }));
}

function distinct(schedules: readonly Schedule[]): readonly Schedule[] {
  return [...new Map(schedules.map((schedule) => [JSON.stringify(schedule), schedule])).values()];
}
