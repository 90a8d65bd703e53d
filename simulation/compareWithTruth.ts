import { isDeepStrictEqual } from 'node:util';
import { type AccountFacts, NOT_IN_LOG } from '../shared/domain/account/accountFacts';
import type { Finding } from '../shared/domain/finding/finding';
import { DAY_MS, HOUR_MS, isoTime, MINUTE_MS } from '../shared/domain/time';
import { isFinal } from '../tenant/world/log';
import { wrongRejects } from './compareRejects';
import { denialsIn, unprovenChangesIn } from './denials';
import { dueDigestsIn } from './dueDigests';
import { healthNow } from './healthLook';
import { isUrgent } from './mailFacts';
import { wrongMails } from './mailsOwed';
import type { Truth } from './oracle';
import { quietDays, readerSets } from './readerSets';
import { productOn, type Scene } from './scene';
import type { Standing } from './standing';
import { wrongUrgentMails } from './urgentOwed';
import type { StoredUse } from './usesStored';
import type { WatchedAccounts } from './watched';
import { lastStopOf, stopOf } from './wrongFacts';

/** Far more than reading all tables takes. */
const LOOK_MS = HOUR_MS;

export type Comparison = {
  readonly wrong: readonly string[];
  readonly findings: number;
  readonly mails: number;
  readonly urgentMails: number;
};

export type Judged = {
  readonly truth: Truth;
  readonly calmFrom: number;
  readonly uses: readonly StoredUse[];
};

/** Compares the tables and the mails with the truth of the final log. */
export async function compareWithTruth(scene: Scene, judged: Judged): Promise<Comparison> {
  const { truth, calmFrom } = judged;
  const endedAt = scene.time.now();
  const stored = await storedIn(scene);
  const delivered = scene.mail.delivered();
  const digests = delivered.filter((one) => !isUrgent(one));
  const urgent = delivered.filter(isUrgent);
  const owed = {
    calmDays: calmDays(scene, calmFrom, endedAt),
    sets: readerSets(scene.life.settings.recipients).map((set) => ({
      ...set,
      quietDays: quietDays(scene.tables, set),
    })),
    settings: scene.life.settings,
    userIds: [...truth.accounts.keys()],
    standing: lastStandings(scene, truth, endedAt),
    ...stopsIn(scene, truth),
    clocksAreRight: scene.life.faults.wrongClock === 0,
    breakGlass: scene.watched.breakGlass,
  };
  return {
    findings: truth.findings.length,
    mails: digests.length,
    urgentMails: urgent.length,
    wrong: [
      ...differences('finding', byId(stored.findings), byId(truth.findings)),
      ...differences(
        'account',
        plainAll(
          // A break-glass account has a row though the log does not name it.
          stored.accounts.filter(({ namedAt }) => namedAt > NOT_IN_LOG),
          scene.watched,
        ),
        plainAll([...truth.accounts.values()], scene.watched),
      ),
      ...wrongRejects(scene),
      ...wrongMails(digests, owed),
      ...wrongUrgentMails(urgent, { scene, calmFrom, endedAt, uses: judged.uses }),
      ...(stored.health.healthy ? [] : [`health is red in the calm: ${JSON.stringify(stored.health)}`]),
    ],
  };
}

/** Read as the product reads it, by a machine without trouble. */
async function storedIn(scene: Scene) {
  const now = scene.time.now();
  const { services } = productOn(scene, { trouble: 0, skewMs: 0, endsMs: Number.POSITIVE_INFINITY });
  const reading = Promise.all([
    allOf(services.digest.allAccounts()),
    allFindings(services),
    healthNow(scene),
  ]);
  await scene.time.passUntil(now + LOOK_MS);
  const [accounts, findings, health] = await reading;
  return { accounts, findings, health };
}

async function allFindings({ listFindings }: Pick<ReturnType<typeof productOn>['services'], 'listFindings'>) {
  const query = {
    from: null,
    to: null,
    user: null,
    app: null,
    verdict: null,
    limit: 1_000,
    continuation: null,
  };
  const page = await listFindings(query);
  if (page.continuation !== null) throw new Error('More findings than one page: make the log smaller.');
  return page.findings;
}

async function allOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

function byId(findings: readonly Finding[]): Map<string, Finding> {
  return new Map(findings.map((finding) => [finding.id, finding]));
}

/** Registration comes from another report, and is not the log's. */
function plainAll(accounts: readonly AccountFacts[], { breakGlass }: WatchedAccounts): Map<string, unknown> {
  return new Map(
    accounts.map((facts) => [
      facts.userId,
      {
        ...facts,
        registration: null,
        // Noted before the record was settled: how the use ended may have looked otherwise then.
        lastUse:
          facts.lastUse && breakGlass.has(facts.userId) ? { ...facts.lastUse, outcome: null } : facts.lastUse,
      },
    ]),
  );
}

function differences<T>(
  what: string,
  stored: ReadonlyMap<string, T>,
  right: ReadonlyMap<string, T>,
): string[] {
  return [...new Set([...stored.keys(), ...right.keys()])].flatMap((key) => {
    const [is, should] = [stored.get(key), right.get(key)];
    if (isDeepStrictEqual(is, should)) return [];
    return [`${what} ${key} is ${JSON.stringify(is)}, and should be ${JSON.stringify(should)}`];
  });
}

/** Where each account stood all the while in which the last digest of a life may have been made. */
function lastStandings({ world }: Scene, truth: Truth, endedAt: number): (userId: string) => Standing {
  const { standingAt, accounts } = truth;
  const changes = unprovenChangesIn(world);
  return (userId) => {
    const lastMfa = Object.values(accounts.get(userId)?.apps ?? {}).map((use) => use.lastMfa ?? '');
    const hasChanged = changes.some((one) => one.userId === userId && lastMfa.every((mfa) => mfa < one.at));
    const now = standingAt(userId, endedAt);
    // Never over while its changes to Azure resources are denied, or go through without MFA.
    if (now === 'over' && hasChanged) return 'either';
    return now === standingAt(userId, endedAt - LAST_DIGEST_MS) ? now : 'either';
  };
}

/** As long ago as the last digest may be: a day, and what it has to go out. */
const LAST_DIGEST_MS = DAY_MS + 17 * HOUR_MS;

/** A digest that is due has until then to go out: the mail service takes its time, and so does the next tick. */
const OUT_MS = 17 * HOUR_MS;

function calmDays({ life }: Scene, calmFrom: number, endedAt: number): string[] {
  return dueDigestsIn(life.settings.timeZone, calmFrom, endedAt - OUT_MS).map(({ localDay }) => localDay);
}

/** Records that appear within it are known as soon as they are settled. */
const SOON_MS = 10 * MINUTE_MS;

function stopsIn({ world }: Scene, { accounts }: Truth) {
  const denials = denialsIn(world);
  const stopped = world.log.filter(({ common }) => common.status.errorCode !== 0);
  const soon = new Set(
    stopped
      .filter((row) => isFinal(row) && row.visibleMs - row.createdMs <= SOON_MS)
      .map(({ common, createdMs }) => stopOf(common.userId, isoTime(createdMs))),
  );
  const last = [...accounts.values()].flatMap((facts) => lastStopOf(facts) ?? []);
  return {
    stops: new Set([
      ...stopped.map(({ common, createdMs }) => stopOf(common.userId, isoTime(createdMs))),
      ...denials.map(({ userId, at }) => stopOf(userId, at)),
    ]),
    denied: new Set(denials.map(({ userId }) => userId)),
    lastStops: last.filter(({ userId, at }) => soon.has(stopOf(userId, at))),
  };
}
