import { dayOf } from '../finding/finding';
import { DAY_MS, isoTime, MINUTE_MS } from '../time';
import type { AccountFacts } from './accountFacts';
import { hoursSeen, soleMinutes } from './clockMarks';
import { ALONE, BESIDE_A_PERSON, type Schedule, type Stretch, scheduleIn } from './schedule';

/** A sign of a script counts for this long after it was last seen: a job may run once a month. */
const SIGN_MS = 45 * DAY_MS;

/** Whether it still signs in by handing its password over in the request, which cannot be combined with MFA. */
export function usesRopc({ protocols }: AccountFacts, now: number): boolean {
  return isRecent(protocols.ropc, now);
}

/**
 * What shows that a script uses the account, and nobody else; nothing for any other account. ROPC suffices. Otherwise
 * one sign more must show a script: a person whose tools refresh tokens in the background has no interactive sign-in for
 * weeks either. Device code is no such sign, as people use it on machines without a browser; it is named where another
 * has decided.
 */
export function automationEvidence(facts: AccountFacts, now: number): readonly string[] {
  if (facts.interactive) return [];
  const ropc = ropcSigns(facts, now);
  const signs = facts.nonInteractive
    ? [...clientSigns(facts, now), ...clockSigns(facts), ...scheduleSigns(facts, now)]
    : [];
  if (ropc.length === 0 && signs.length === 0) return [];
  const alone = facts.nonInteractive ? ['Never signs in interactively.'] : [];
  return [...ropc, ...deviceCodeSigns(facts, now), ...alone, ...signs];
}

/** What shows that a script uses the account of a person; device code alone is the person's. */
export function scriptsBesidePerson(facts: AccountFacts, now: number): readonly string[] {
  if (!facts.interactive) return [];
  return [...ropcSigns(facts, now), ...clientSigns(facts, now), ...scheduleSigns(facts, now)];
}

export function deviceCodeSigns({ protocols: { deviceCode } }: AccountFacts, now: number): string[] {
  return isRecent(deviceCode, now) ? [`Signs in by device code, last on ${dayOf(deviceCode)}.`] : [];
}

function isRecent(at: string | undefined, now: number): at is string {
  return at !== undefined && at >= isoTime(now - SIGN_MS);
}

function ropcSigns({ protocols: { ropc } }: AccountFacts, now: number): string[] {
  return isRecent(ropc, now) ? [`Signs in with ROPC (password in the request), last on ${dayOf(ropc)}.`] : [];
}

function clientSigns({ clients }: AccountFacts, now: number): string[] {
  return Object.entries(clients)
    .filter(([, at]) => isRecent(at, now))
    .map(([name, at]) => `Signs in with a script client (${name}), last on ${dayOf(at ?? '')}.`)
    .sort();
}

/** Nobody sleeps less. */
const ROUND_THE_CLOCK_HOURS = 20;
/** In as many hours, a person would hit the same minutes once in a hundred million accounts. */
const SAME_MINUTE_HOURS = 8;

function clockSigns(facts: AccountFacts): string[] {
  const hours = hoursSeen(facts);
  const sole = soleMinutes(facts);
  const signs: string[] = [];
  if (sole !== null && hours >= SAME_MINUTE_HOURS) {
    signs.push(
      `Signs in only from minute ${sole.from} to ${sole.to} of the hour, at ${hours} hours of the day.`,
    );
  }
  if (hours >= ROUND_THE_CLOCK_HOURS && !hasDoneMfa(facts)) {
    signs.push(`Signs in round the clock: at ${hours} of the 24 hours of the day.`);
  }
  return signs;
}

/** Somebody has registered a method or done MFA: what runs round the clock may be the computer left on at a desk. */
export function hasDoneMfa({ registration, apps }: AccountFacts): boolean {
  return (
    registration?.isMfaRegistered === true || Object.values(apps).some(({ lastMfa }) => lastMfa !== null)
  );
}

/** One schedule for all apps if they keep to it together, as one job uses several; else that of each app. */
function scheduleSigns({ interactive, unattended }: AccountFacts, now: number): string[] {
  const since = Math.floor((now - SIGN_MS) / MINUTE_MS);
  const byApp = Object.values(unattended).map((times) => times.filter((time) => time >= since));
  const all = [...new Set(byApp.flat())].sort((a, b) => a - b);
  const together = interactive ? null : scheduleIn(all, ALONE);
  const found = together ? [together] : byApp.map((times) => scheduleIn(times, BESIDE_A_PERSON));
  return [...new Set(found.flatMap((schedule) => (schedule ? [inWords(schedule)] : [])))];
}

const DAY_MINUTES = 1_440;
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

function inWords({ times, days, weekday, isNearly }: Schedule): string {
  const always = isNearly ? 'nearly always' : 'always';
  const on = weekday === null ? '' : ` on a ${WEEKDAYS[weekday]}`;
  const when = times.map(stretchInWords).join(' or ');
  return `Signs in unattended, ${always}${on} ${when} UTC, on ${days} days.`;
}

/** The last minute is over when the next begins. */
function stretchInWords({ from, to }: Stretch): string {
  return `between ${clock(from)} and ${clock((to + 1) % DAY_MINUTES)}`;
}

function clock(minute: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
