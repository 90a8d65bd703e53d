import { isDeepStrictEqual } from 'node:util';
import { isFinal } from '../local/tenant/world/log';
import { wholeRecord } from '../local/tenant/world/record';
import type { AccountFacts } from '../shared/domain/account/accountFacts';
import { viewOf } from '../shared/domain/account/accountView';
import { ENFORCED_APPS, indexApps } from '../shared/domain/apps/enforcedApps';
import type { Finding } from '../shared/domain/finding/finding';
import { DAY_MS, HOUR_MS, isoTime } from '../shared/domain/polling/span';
import { readHealth } from '../shared/jobs/readHealth';
import { wrongMails } from './mailsOwed';
import { truthOf } from './oracle';
import { productOn, RECIPIENTS, type Scene } from './scene';

const APPS = indexApps(ENFORCED_APPS);
/** Far more than reading all tables takes. */
const LOOK_MS = HOUR_MS;

export type SceneVerdict = {
  readonly wrong: readonly string[];
  readonly findings: number;
  readonly mails: number;
};

/** Compares what is stored and what was mailed with what the final log comes to. */
export async function verdictOn(scene: Scene, calmFrom: number): Promise<SceneVerdict> {
  const endedAt = scene.time.now();
  const stored = await storedIn(scene);
  const truth = truthOf(scene.world.log.filter(isFinal).map(wholeRecord), APPS, endedAt);
  const delivered = scene.mail.delivered();
  const context = { breakGlass: new Set<string>(), told: {}, now: endedAt };
  const open = [...truth.accounts.values()]
    .map((facts) => viewOf(facts, context))
    .filter(({ state }) => state !== 'resolved');
  const owed = {
    calmDays: daysBetween(calmFrom, endedAt),
    recipients: RECIPIENTS,
    open: new Set(open.map(({ userId }) => userId)),
  };
  return {
    findings: truth.findings.length,
    mails: delivered.length,
    wrong: [
      ...differences('finding', byId(stored.findings), byId(truth.findings)),
      ...differences(
        'account',
        new Map(stored.accounts.map((facts) => [facts.userId, plain(facts)])),
        plainAll(truth.accounts),
      ),
      ...wrongMails(delivered, owed),
      ...(stored.health.healthy ? [] : [`health is red in the calm: ${JSON.stringify(stored.health)}`]),
    ],
  };
}

/** Read as the product reads it, by a machine that nothing befalls. */
async function storedIn(scene: Scene) {
  const now = scene.time.now();
  const { services } = productOn(scene, { trouble: 0, skewMs: 0, endsMs: Number.POSITIVE_INFINITY });
  const reading = Promise.all([
    allOf(services.digest.allAccounts()),
    allFindings(services),
    readHealth(services.health, new Date(now)),
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
function plain(facts: AccountFacts): AccountFacts {
  return { ...facts, registration: null };
}

function plainAll(accounts: ReadonlyMap<string, AccountFacts>): Map<string, AccountFacts> {
  return new Map([...accounts].map(([userId, facts]) => [userId, plain(facts)]));
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

/** The UTC days that lie wholly in a stretch of time, the last excepted, whose digest may be under way. */
function daysBetween(fromMs: number, toMs: number): string[] {
  const days: string[] = [];
  for (let day = Math.ceil(fromMs / DAY_MS) * DAY_MS; day + DAY_MS <= toMs; day += DAY_MS)
    days.push(isoTime(day).slice(0, 10));
  return days;
}
