import { decodeSignIn } from '../shared/decode/signIn';
import { useIn } from '../shared/domain/account/lastUse';
import { MAX_RECIPIENTS } from '../shared/domain/digest/mail';
import { DAY_MS, HOUR_MS, isoTime, localTime, MINUTE_MS } from '../shared/domain/time';
import { findingCause } from '../shared/domain/verdict/cause';
import { judgeSignIn } from '../shared/domain/verdict/judge';
import { sessionProofs } from '../shared/domain/verdict/sessions';
import { TENANTS } from '../tenant/world/places';
import { wholeRecord } from '../tenant/world/record';
import { isBroken } from './hostileLog';
import type { Life } from './life';
import { type UrgentFacts, urgentFactsIn } from './mailFacts';
import type { Delivered } from './mailService';
import { APPS, isAskedFor } from './oracle';
import type { Scene } from './scene';
import type { StoredUse } from './usesStored';

type Owed = {
  readonly scene: Scene;
  readonly calmFrom: number;
  readonly endedAt: number;
  readonly uses: readonly StoredUse[];
};

type Report = { readonly facts: UrgentFacts; readonly at: number };

/** The faults of the urgent mails that went out; empty if they are exactly those owed. */
export function wrongUrgentMails(delivered: readonly Delivered[], owed: Owed): string[] {
  const reports = delivered.map(({ mail, at }) => ({ facts: urgentFactsIn(mail), at }));
  const readers = new Map<string, Report[]>();
  for (const [index, { mail }] of delivered.entries()) {
    const report = reports[index];
    for (const reader of report ? mail.to : [])
      readers.set(reader, [...(readers.get(reader) ?? []), ...(report ? [report] : [])]);
  }
  const sets = owed.scene.life.settings.recipients.map((reader) => readers.get(reader) ?? []);
  return [
    ...new Set([
      ...wrongReports(reports, owed),
      ...[...readers.values()].flatMap(wrongRepeats),
      ...sets.flatMap((received) => unreported(received, owed)),
    ]),
  ];
}

/** Each mail is about a use that the log showed when it went out, of an account that matters, not long before the first run. */
function wrongReports(reports: readonly Report[], { scene }: Owed): string[] {
  if (reports.length === 0) return [];
  const { settings } = scene.life;
  const shown = usesShown(scene);
  const since = sinceOf(scene);
  return reports.flatMap(({ facts: { kind, userId, at }, at: sentAt }) => {
    const wrong = (what: string) => [`urgent mail about ${userId} at ${at}: ${what}`];
    if (!settings.urgentMail) return wrong('URGENT_MAIL is false');
    const shownAt = shown.get(`${kind} ${userId} ${at}`);
    if (shownAt === undefined || shownAt > sentAt) return wrong(`the log shows no such use, ${kind}`);
    return at < since ? wrong('it is history') : [];
  });
}

/** At most one mail a day about an account, and none about a use of which the reader knows. */
function wrongRepeats(received: readonly Report[]): string[] {
  const seen = new Set<string>();
  const inOrder = received.toSorted((a, b) => a.at - b.at);
  return inOrder.flatMap(({ facts: { userId, at, localDay } }) =>
    [`${userId} on ${localDay}`, `the use of ${userId} at ${at}`].flatMap((what) => {
      if (seen.has(what)) return [`urgent mail twice about ${what}`];
      seen.add(what);
      return [];
    }),
  );
}

/**
 * Once the services are calm, the longest from when the tables hold a use to the mail about it: two ticks, and what a
 * dead claim before the calm and the mail service may take.
 */
const REPORTED_WITHIN_MS = 13 * HOUR_MS;
/** With services as slow as this and several mails to each account, one run does not get through all of them. */
const SLOW_MS = 2_000;
const SLOWLY_WITHIN_MS = 25 * HOUR_MS;

function reportedWithinMs({ settings, faults }: Life): number {
  const isSlow = faults.latencyMs >= SLOW_MS && settings.recipients.length > MAX_RECIPIENTS;
  return isSlow ? SLOWLY_WITHIN_MS : REPORTED_WITHIN_MS;
}

/** The newest use of each account is reported in time; the next day, if the day has had its mail about that account. */
function unreported(received: readonly Report[], { scene, calmFrom, endedAt, uses }: Owed): string[] {
  const { urgentMail, timeZone } = scene.life.settings;
  if (!urgentMail) return [];
  const since = sinceOf(scene);
  const withinMs = reportedWithinMs(scene.life);
  return uses.flatMap(({ userId, at, sinceMs }) => {
    if (at < since) return [];
    const own = received.filter(({ facts }) => facts.userId === userId);
    const fromMs = Math.max(sinceMs, calmFrom);
    const taken = own
      .filter(({ facts }) => facts.at < at && facts.localDay >= localTime(fromMs, timeZone).day)
      .map(({ facts }) => facts.localDay)
      .sort()
      .at(-1);
    const dueMs = (taken === undefined ? fromMs : endOf(taken, fromMs, timeZone)) + withinMs;
    const isReported = own.some((report) => report.facts.at >= at && report.at <= dueMs);
    return isReported || dueMs > endedAt
      ? []
      : [`no urgent mail about the use of ${userId} at ${at}, stored ${isoTime(sinceMs)}`];
  });
}

function endOf(localDay: string, fromMs: number, timeZone: string): number {
  let at = Math.floor(fromMs / HOUR_MS) * HOUR_MS;
  while (localTime(at, timeZone).day <= localDay) at += HOUR_MS / 2;
  return at;
}

/** Uses more than a day older than the first sight of the deployment are history. */
function sinceOf({ tables }: Scene): string {
  const start = tables.rows('checkpoints').find(({ rowKey }) => rowKey === 'start');
  return start ? isoTime(Date.parse(String(start.at)) - DAY_MS) : '';
}

/** Each urgent use that any version of a record shows, with the moment from which on it does. */
function usesShown({ world, watched }: Scene): ReadonlyMap<string, number> {
  const shown = new Map<string, number>();
  const context = { apps: APPS, tenantId: TENANTS.contoso.id, sessions: sessionProofs(), now: Infinity };
  for (const row of world.log) {
    const { userId } = row.common;
    const record = wholeRecord(row);
    if (isBroken(row) || !isAskedFor(record, APPS)) continue;
    const isBreakGlass = watched.breakGlass.has(userId);
    if (!isBreakGlass && !watched.privileged.has(userId)) continue;
    const decoded = decodeSignIn(record);
    if (decoded.kind !== 'signIn') continue;
    const judged = judgeSignIn(decoded.signIn, context);
    const note = (use: string) =>
      shown.set(use, Math.min(row.visibleMs, shown.get(use) ?? Number.POSITIVE_INFINITY));
    const at = useIn(judged)?.at;
    const { verdict } = judged;
    if (isBreakGlass && at !== undefined) note(`breakGlassUsed ${userId} ${at}`);
    if (!isBreakGlass && verdict.kind === 'withoutMfa' && findingCause(verdict) === 'passwordAlone')
      note(`passwordAlone ${userId} ${toMinute(decoded.signIn.createdDateTime)}`);
  }
  return shown;
}

function toMinute(at: string): string {
  return isoTime(Math.floor(Date.parse(at) / MINUTE_MS) * MINUTE_MS);
}
