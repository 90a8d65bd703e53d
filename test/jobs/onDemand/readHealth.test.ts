import { describe, expect, test } from '@jest/globals';
import { dayAfter } from '../../../shared/domain/digest/digestDue';
import type { DigestEntry, MailStanding } from '../../../shared/domain/digest/digestLedger';
import type { Failure } from '../../../shared/domain/fault';
import type { CheckpointKind, StoredCheckpoint } from '../../../shared/domain/polling/checkpoint';
import type { PartRun, PostureRun } from '../../../shared/domain/postureRun';
import type { Problem } from '../../../shared/domain/problem';
import { DAY_MS, HOUR_MS, isoTime } from '../../../shared/domain/time';
import { type HealthDeps, readHealth } from '../../../shared/jobs/onDemand/readHealth';
import { NOW, someFacts } from '../../domain/builders';

const entry = (status: DigestEntry['status'], reason: Failure | null = null): MailStanding => ({
  status,
  reason,
  at: isoTime(NOW),
  others: [],
  localDay: '2026-03-02',
  series: 'digest',
});
const noted: Problem = { code: 'missingPermission', permission: 'AuditLog.Read.All', lost: null };
const unlicensed: Problem = { code: 'notLicensed' };
const AWAY: Failure = { system: 'tables', code: 'unreachable', status: null, serviceCode: null };
const NO_ADDRESS: Failure = { system: 'watch', code: 'noRecipients', why: { kind: 'noAddress' } };

const well = (at: number): PartRun => ({ at: isoTime(at), problems: [], failure: null });
const postureOf = (at: number, parts: PostureRun['parts'] = {}): PostureRun => ({
  at: isoTime(at),
  parts: { coverage: well(at), counts: well(at), ...parts },
});

/** Two of the functions that health is handed, in parts. */
type World = HealthDeps & {
  readonly readCheckpoint: (kind: CheckpointKind) => Promise<StoredCheckpoint | null>;
  readonly readDigest: (series: string, localDay: string) => Promise<MailStanding | null>;
  readonly urgentMails: readonly MailStanding[];
};

/** Everything on time, at noon. */
function health(change: Partial<World> = {}, now = NOW) {
  const world: World = {
    cloud: 'global',
    time: '07:00',
    timeZone: 'UTC',
    urgentMail: true,
    readCheckpoint: async () => ({ at: isoTime(now - HOUR_MS / 4), problems: [], etag: 'e' }),
    readCheckpoints: async (kinds) => {
      const found = kinds.map(async (kind) => [kind, (await world.readCheckpoint(kind)) ?? undefined]);
      return Object.fromEntries(await Promise.all(found));
    },
    latestPostureRun: async () => postureOf(now - DAY_MS),
    latestBefore: async () => entry('sent'),
    readDigest: async (series) => (series === 'digest' ? entry('sent') : null),
    urgentMails: [],
    mailsSince: async (sinceDay) => {
      const days = [sinceDay, dayAfter(sinceDay), dayAfter(dayAfter(sinceDay))];
      const keys = ['digest', 'digest 1', 'digest 2'].flatMap((series) =>
        days.map((localDay) => ({ series, localDay })),
      );
      const digests = await Promise.all(
        keys.map(async (key) => {
          const found = await world.readDigest(key.series, key.localDay);
          return found ? [{ ...found, ...key }] : [];
        }),
      );
      return [...digests.flat(), ...world.urgentMails.filter(({ localDay }) => localDay >= sinceDay)];
    },
    accountOf: async () => null,
    countRejects: async () => 0,
    startedAt: async () => now - 30 * DAY_MS,
    ...change,
  };
  return readHealth(world, new Date(now));
}
const codes = async (found: ReturnType<typeof health>) => (await found).problems.map(({ code }) => code);

test('healthy when poll, posture and digest are on time', async () => {
  expect(await health()).toMatchObject({
    healthy: true,
    poll: { onTime: true, lagMinutes: 15 },
    digest: { localDay: '2026-03-02', status: 'sent' },
    problems: [],
  });
});

test('one set of recipients whose digest is not out is enough to be late', async () => {
  const sets = (status: DigestEntry['status'] | null) => async (series: string) =>
    series === 'digest'
      ? { ...entry('sent'), others: [['a'], ['b']] }
      : series === 'digest 1'
        ? entry('sent')
        : status && entry(status);
  expect((await health({ readDigest: sets('sent') })).healthy).toBe(true);
  expect((await health({ readDigest: sets('quiet') })).healthy).toBe(true);
  expect(await health({ readDigest: sets('failed') })).toMatchObject({
    healthy: false,
    digest: { onTime: false, status: 'failed' },
  });
  expect((await health({ readDigest: sets(null) })).digest).toMatchObject({ onTime: false, status: null });
});

describe('a refusal for want of a licence', () => {
  const refused = (readDaysAgo: number) =>
    health({
      readCheckpoint: async (kind) => ({
        at: isoTime(NOW - readDaysAgo * DAY_MS),
        problems: kind === 'run' ? [unlicensed] : [],
        etag: 'e',
      }),
      latestPostureRun: async () =>
        postureOf(NOW, { registrations: { ...well(NOW), problems: [unlicensed] } }),
    });

  test('is doubted when the log was read within the last days, of both who met it', async () => {
    const { problems } = await refused(0);
    expect(problems.map(({ code }) => code)).toEqual(['licenceRefused']);
    expect(JSON.stringify(problems)).not.toMatch(/no P1|has no/i);
  });

  test('is believed when it was not', async () => {
    expect(await codes(refused(3.1))).toEqual(['notLicensed', 'pollLate']);
  });
});

describe('in its first hours', () => {
  const young = (hours: number, change: Partial<World> = {}) =>
    health({
      startedAt: async () => NOW - hours * HOUR_MS,
      readCheckpoint: async () => null,
      latestPostureRun: async () => null,
      latestBefore: async () => null,
      readDigest: async () => null,
      ...change,
    });

  test('nothing is a problem that is not due yet', async () => {
    expect(await young(0)).toMatchObject({ healthy: true, problems: [], poll: { readUntil: null } });
    expect(await young(2)).toMatchObject({ healthy: true, problems: [] });
  });

  test('each becomes one when it is overdue', async () => {
    expect(await codes(young(2.1))).toEqual(['neverPolled']);
    expect(await codes(young(5.1))).toEqual(['neverPolled', 'digestLate']);
    const polled = {
      readCheckpoint: async () => ({ ...RUN, problems: [] }),
      readDigest: async () => entry('sent'),
    };
    expect(await young(36, polled)).toMatchObject({ healthy: true });
    expect(await codes(young(36.1, polled))).toEqual(['postureLate']);
  });

  test('a failure is reported at once', async () => {
    const failed = {
      readCheckpoint: async (kind: string) => (kind === 'run' ? { ...RUN, problems: [noted] } : null),
    };
    expect(await young(0, failed)).toMatchObject({ healthy: true, problems: [noted] });
  });

  test('a start ahead of the clock counts for nothing', async () => {
    expect(await codes(young(-50))).toEqual(['neverPolled', 'postureLate', 'digestLate']);
  });
});
const RUN = { at: isoTime(NOW), etag: 'e' };

describe('not healthy', () => {
  test.each<[string, Partial<World>, string]>([
    ['before the first poll', { readCheckpoint: async () => null }, 'neverPolled'],
    [
      'when the log was not read for over two hours',
      { readCheckpoint: async () => ({ at: isoTime(NOW - 2 * HOUR_MS - 1), problems: [], etag: 'e' }) },
      'pollLate',
    ],
    [
      'when the log was last read by a clock that was hours ahead',
      { readCheckpoint: async () => ({ at: isoTime(NOW + 2 * HOUR_MS + 1), problems: [], etag: 'e' }) },
      'pollLate',
    ],
    [
      'when the posture is dated days ahead',
      { latestPostureRun: async () => postureOf(NOW + 36 * HOUR_MS + 1) },
      'postureLate',
    ],
    ['before the first posture', { latestPostureRun: async () => null }, 'postureLate'],
    [
      'when the posture is older than a day and a half',
      { latestPostureRun: async () => postureOf(NOW - 36 * HOUR_MS - 1) },
      'postureLate',
    ],
    ['when the digest was due two hours ago', { readDigest: async () => null }, 'digestLate'],
    ['when a run claimed the digest and died', { readDigest: async () => entry('claimed') }, 'digestLate'],
    ['when the digest failed', { readDigest: async () => entry('failed', NO_ADDRESS) }, 'digestFailed'],
  ])('%s', async (_, change, code) => {
    expect((await health(change)).healthy).toBe(false);
    expect(await codes(health(change))).toEqual([code]);
  });
});

describe('a part of the daily refresh', () => {
  const LATE = 36 * HOUR_MS + 1;
  const withPart = (part: PartRun, at: string | null = isoTime(NOW)) =>
    health({ latestPostureRun: async () => ({ at, parts: { coverage: well(NOW), retention: part } }) });

  test('that failed today is made good tomorrow', async () => {
    const found = await withPart({ ...well(NOW - DAY_MS), failure: AWAY });
    expect(found).toMatchObject({ healthy: true, problems: [] });
    expect(found.posture.refreshedAt).toBe(isoTime(NOW - DAY_MS));
  });

  test('that has failed for longer is named, with the reason', async () => {
    const found = await withPart({ ...well(NOW - LATE), failure: AWAY });
    expect(found).toMatchObject({ healthy: false, posture: { onTime: false } });
    expect(found.problems).toEqual([
      { code: 'postureFailed', part: 'retention', at: isoTime(NOW - LATE), failure: AWAY },
    ]);
  });

  test('that has never succeeded is reported at once', async () => {
    const found = await withPart({ at: null, problems: [], failure: { system: 'unknown' } });
    expect(found).toMatchObject({ healthy: false, posture: { refreshedAt: null } });
    expect(found.problems).toEqual([
      { code: 'postureFailed', part: 'retention', at: null, failure: { system: 'unknown' } },
    ]);
  });

  test('is not all of it: a part that only a digest read again is late', async () => {
    expect(await withPart(well(NOW), isoTime(NOW - LATE))).toMatchObject({ healthy: false });
    expect(await codes(withPart(well(NOW), null))).toEqual(['postureLate']);
  });
});

describe('reported, although all is on time', () => {
  test('what the last poll met', async () => {
    const readCheckpoint = async () => ({ at: isoTime(NOW), problems: [noted], etag: 'e' });
    expect(await health({ readCheckpoint })).toMatchObject({ healthy: true, problems: [noted] });
  });

  test('the same problem of poll and posture once', async () => {
    const readCheckpoint = async () => ({ at: isoTime(NOW), problems: [noted], etag: 'e' });
    const latestPostureRun = async () => postureOf(NOW, { coverage: { ...well(NOW), problems: [noted] } });
    expect(await codes(health({ readCheckpoint, latestPostureRun }))).toEqual(['missingPermission']);
  });

  test('records that could not be read', async () => {
    expect(await health({ countRejects: async () => 3 })).toMatchObject({
      healthy: true,
      rejectsLast7Days: 3,
    });
    expect(await codes(health({ countRejects: async () => 3 }))).toEqual(['recordsRejected']);
  });

  test('that Microsoft does not enforce in this cloud', async () => {
    expect(await codes(health({ cloud: 'usgov' }))).toEqual(['notEnforcedInCloud']);
  });
});

test('a digest is not late before two hours after its time', async () => {
  const early = Date.parse('2026-03-02T08:59:00Z');
  const readDigest = async (_series: string, localDay: string) =>
    localDay === '2026-03-02' ? null : entry('sent');
  expect((await health({ readDigest }, early)).healthy).toBe(true);
});

describe('around midnight', () => {
  // Half past midnight: the digest of the day before was due at seven; today's, at one minute past midnight, is out.
  const midnight = Date.parse('2026-03-03T00:30:00Z');

  test('yesterday counts until today is due', async () => {
    const readDigest = async (_series: string, localDay: string) =>
      localDay === '2026-03-02' ? null : entry('sent');
    expect((await health({ readDigest }, midnight)).healthy).toBe(false);
  });

  test('nothing is owed before the first digest ever', async () => {
    const none = { readDigest: async () => null, latestBefore: async () => null };
    expect(await health(none, midnight)).toMatchObject({ healthy: true, digest: { localDay: null } });
    expect((await health(none)).healthy).toBe(false);
  });

  test('a first digest that has been tried in vain is owed all night', async () => {
    const failed = { ...entry('failed', NO_ADDRESS), localDay: '2026-03-02' };
    const found = await health(
      { readDigest: async () => failed, latestBefore: async () => failed },
      midnight,
    );
    expect(found).toMatchObject({ healthy: false, problems: [{ code: 'digestFailed' }] });
  });

  test('a digest that is out makes good for the one before', async () => {
    const readDigest = async (_series: string, localDay: string) =>
      localDay === '2026-03-03' ? entry('sent') : null;
    const found = await health({ time: '00:01', readDigest }, midnight);
    expect(found).toMatchObject({
      healthy: true,
      digest: { localDay: '2026-03-03', status: 'sent' },
      problems: [],
    });
  });
});

test('a digest that failed is reported at once, although it is not late yet', async () => {
  const early = Date.parse('2026-03-02T07:30:00Z');
  const readDigest = async (_series: string, localDay: string) =>
    localDay === '2026-03-02' ? entry('failed', NO_ADDRESS) : entry('sent');
  const found = health({ readDigest }, early);
  expect(await codes(found)).toEqual(['digestFailed']);
  expect((await found).healthy).toBe(true);
});

describe('an urgent mail', () => {
  const about = (change: Partial<MailStanding>) => ({
    urgentMails: [{ ...entry('sending'), series: 'urgent root 1', ...change }],
    accountOf: async () => someFacts({ userId: 'root', userDisplayName: 'Emergency 1' }),
  });
  const failed = { status: 'failed', reason: NO_ADDRESS } as const;

  test('that could not be sent makes health red, with the name of its account', async () => {
    expect(await health(about(failed))).toMatchObject({
      healthy: false,
      digest: { onTime: true },
      problems: [{ code: 'urgentFailed', account: 'Emergency 1', failure: NO_ADDRESS }],
    });
  });

  test('that no run has brought to its end within two hours does so too', async () => {
    expect((await health(about({ at: isoTime(NOW - HOUR_MS) }))).healthy).toBe(true);
    expect(await health(about({ at: isoTime(NOW - 3 * HOUR_MS) }))).toMatchObject({
      healthy: false,
      problems: [{ code: 'urgentFailed', failure: null }],
    });
  });

  test('counts today and yesterday, if urgent mails are sent', async () => {
    expect(await codes(health(about({ ...failed, localDay: '2026-03-01' })))).toEqual(['urgentFailed']);
    expect(await codes(health(about({ ...failed, localDay: '2026-02-28' })))).toEqual([]);
    expect(await codes(health({ ...about(failed), urgentMail: false }))).toEqual([]);
  });

  test('makes good for an earlier one about the same account', async () => {
    const mails = [
      { ...entry('failed', NO_ADDRESS), series: 'urgent root', localDay: '2026-03-01' },
      { ...entry('sent'), series: 'urgent root' },
    ];
    expect(await codes(health({ urgentMails: mails }))).toEqual([]);
    expect(await codes(health({ urgentMails: mails.toReversed() }))).toEqual([]);
    expect(await codes(health({ urgentMails: mails.slice(0, 1) }))).toEqual(['urgentFailed']);
  });
});

test('reads when it was started once, and only if something is not there yet', async () => {
  let starts = 0;
  const startedAt = async () => {
    starts++;
    return NOW;
  };
  await health({ startedAt });
  expect(starts).toBe(0);
  const nothing = { readCheckpoint: async () => null, latestPostureRun: async () => null };
  await health({ ...nothing, readDigest: async () => null, latestBefore: async () => null, startedAt });
  expect(starts).toBe(1);
});
