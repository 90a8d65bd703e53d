import { describe, expect, test } from '@jest/globals';
import type { AccountState } from '../../shared/domain/account/account';
import { viewOf } from '../../shared/domain/account/accountView';
import { coverageNews } from '../../shared/domain/coverage/coverageNews';
import type { Administrator } from '../../shared/domain/digest/administrator';
import {
  composeDigest,
  type DigestFacts,
  stoppedAfter,
  toldAfter,
} from '../../shared/domain/digest/composeDigest';
import { dayAfter, dueDay, quietIsSent, stepFor } from '../../shared/domain/digest/digestDue';
import type { DigestEntry } from '../../shared/domain/digest/digestLedger';
import { recipientsOf } from '../../shared/domain/digest/recipients';
import type { ProblemCode } from '../../shared/domain/problem';
import { DAY_MS, HOUR_MS, isoTime, localTime, MINUTE_MS } from '../../shared/domain/time';
import { aTenantCoverage, NOW, someFacts } from './builders';

const at = (daysAgo: number) => isoTime(NOW - daysAgo * DAY_MS);
const use = (lastFinding: string | null, lastMfa: string | null = null) => ({
  adminPortals: { firstFinding: lastFinding, lastFinding, lastMfa },
});

function compose(told: Record<string, AccountState> | null, change: Partial<DigestFacts> = {}) {
  const accounts = [
    someFacts({ userId: 'open', apps: use(at(1)) }),
    someFacts({ userId: 'closed', apps: use(at(3), at(1)) }),
    someFacts({ userId: 'stopped', apps: {}, lastSignal: { signal: 'mustRegister', at: at(0.5) } }),
    someFacts({ userId: 'mistyped', apps: {}, lastSignal: { signal: 'passwordFailed', at: at(0.5) } }),
  ];
  const views = accounts.map((facts) => viewOf(facts, { breakGlass: new Set(), told: told ?? {}, now: NOW }));
  const content = composeDigest({
    views,
    told,
    stoppedSince: at(1),
    toldStopped: {},
    localDay: '2026-03-02',
    timeZone: 'UTC',
    cloud: 'global',
    readUntil: at(0),
    coverage: null,
    microsoft: { enforcement: null, firstRead: null, notices: [] },
    problems: [],
    unreached: [],
    reportUrl: null,
    appNames: {},
    ...change,
  });
  const ids = (group: 'news' | 'returned' | 'resolved' | 'stopped') =>
    content[group].map(({ userId }) => userId);
  return { content, views, ids };
}

describe('what the digest says', () => {
  test('the first one names all who are open, and none that were over before anybody was told', () => {
    const { content, ids } = compose(null);
    expect([content.first, content.quiet]).toEqual([true, false]);
    expect([ids('news'), ids('returned'), ids('resolved')]).toEqual([['open'], [], []]);
  });

  test('the next one counts those told of before, and names who came back and who is through', () => {
    const { content, ids } = compose({ open: 'resolved', closed: 'ongoing' });
    expect(content.first).toBe(false);
    expect([ids('news'), ids('returned'), ids('resolved'), content.ongoing]).toEqual([
      [],
      ['open'],
      ['closed'],
      0,
    ]);
    expect(compose({ open: 'new', closed: 'resolved' }).content.ongoing).toBe(1);
  });

  test('an account told as resolved is not told again', () => {
    expect(compose({ open: 'ongoing', closed: 'resolved' }).ids('resolved')).toEqual([]);
  });

  test('an account whose finding was told and then withdrawn is through, though nothing of it is left', () => {
    const withdrawn = viewOf(someFacts({ userId: 'w', apps: {} }), {
      breakGlass: new Set(),
      told: { w: 'new' },
      now: NOW,
    });
    expect(compose({ w: 'new' }, { views: [withdrawn] }).ids('resolved')).toEqual(['w']);
    expect(compose({}, { views: [withdrawn] }).ids('resolved')).toEqual([]);
  });

  test('who was stopped since the last digest is named; a mistyped password is no news', () => {
    expect(compose(null).ids('stopped')).toEqual(['stopped']);
    expect(compose(null, { stoppedSince: at(0.4) }).ids('stopped')).toEqual([]);
  });

  test('a stop is told once, and the next stop of the same account again', () => {
    expect(compose(null, { toldStopped: { stopped: at(0.5) } }).ids('stopped')).toEqual([]);
    expect(compose(null, { toldStopped: { stopped: at(0.6), mistyped: at(1) } }).ids('stopped')).toEqual([
      'stopped',
    ]);
    const stopped = compose(null).content.stopped;
    const told = { other: at(2), old: at(3.01), edge: at(3) };
    expect(stoppedAfter(stopped, told, at(3))).toEqual({ other: at(2), edge: at(3), stopped: at(0.5) });
    expect(stoppedAfter(stopped, { stopped: at(2) }, at(3))).toEqual({ stopped: at(0.5) });
    expect(stoppedAfter(stopped, {}, at(0.4))).toEqual({});
  });

  test('who is stopped and does not get in is told as stopped alone, and is news by findings later', () => {
    const stops = { adminPortals: at(0.5) };
    const lastSignal = { signal: 'mfaFailed', at: at(0.5) } as const;
    const told = (before: Record<string, AccountState>, apps: ReturnType<typeof use> | object) => {
      const facts = someFacts({ userId: 'u', apps: { ...apps }, stops, lastSignal });
      const views = [viewOf(facts, { breakGlass: new Set(), told: before, now: NOW })];
      const { ids } = compose(before, { views });
      return [ids('news'), ids('returned'), ids('stopped'), toldAfter(views, before)];
    };
    expect(told({}, {})).toEqual([[], [], ['u'], {}]);
    expect(told({ u: 'resolved' }, {})).toEqual([[], [], ['u'], { u: 'resolved' }]);
    expect(told({ u: 'new' }, {})).toEqual([[], [], ['u'], { u: 'ongoing' }]);
    expect(told({}, use(at(1)))).toEqual([['u'], [], ['u'], { u: 'new' }]);
    expect(told({ u: 'resolved' }, use(at(1)))).toEqual([[], ['u'], ['u'], { u: 'returned' }]);
  });

  test('whose changes to Azure resources were denied is named as stopped, once for each further denial', () => {
    const denied = (lastDenied: string, lastMfa: string | null = null) =>
      viewOf(someFacts({ userId: 'writer', apps: { azureCli: { ...use(at(20), lastMfa).adminPortals } } }), {
        breakGlass: new Set(),
        told: {},
        changes: { writer: { denied: 2, wentThrough: 0, lastDenied, isAtLeast: false } },
        now: NOW,
      });
    const stopped = (view: ReturnType<typeof denied>, toldStopped = {}) =>
      compose(null, { views: [view], toldStopped }).ids('stopped');
    expect(denied(at(0.5)).state).toBe('new');
    expect(denied(at(0.5)).reason).toMatch(/^Is stopped now\. Azure denies its changes for lack of MFA\. /);
    expect(denied(at(0.5), at(0.4)).reason).not.toContain('denies');
    expect(stopped(denied(at(0.5)))).toEqual(['writer']);
    expect(stopped(denied(at(0.5), at(0.4)))).toEqual([]);
    expect(stopped(denied(at(2)))).toEqual([]);
    expect(stopped(denied(at(0.5)), { writer: at(0.5) })).toEqual([]);
    expect(stopped(denied(at(0.5)), { writer: at(0.6) })).toEqual(['writer']);
    expect(stoppedAfter([denied(at(0.5))], {}, at(3))).toEqual({ writer: at(0.5) });
    expect(denied(at(0.5), at(0.4)).state).toBe('resolved');
  });

  test('who was stopped and then did MFA only met the prompt', () => {
    const stopped = (lastMfa: string) =>
      viewOf(someFacts({ apps: use(null, lastMfa), lastSignal: { signal: 'mfaFailed', at: at(0.5) } }), {
        breakGlass: new Set(),
        told: {},
        now: NOW,
      });
    expect(compose(null, { views: [stopped(at(0.4))] }).content.stopped).toEqual([]);
    expect(compose(null, { views: [stopped(at(0.6))] }).content.stopped).toHaveLength(1);
  });

  test('it is quiet when nothing changed', () => {
    const { content } = compose({ open: 'ongoing', closed: 'resolved' }, { stoppedSince: at(0.1) });
    expect(content.quiet).toBe(true);
  });

  test('a watch that cannot see is never quiet; what needs nothing done at once may be', () => {
    const quiet = (code: ProblemCode) =>
      compose(
        { open: 'ongoing', closed: 'resolved' },
        { stoppedSince: at(0), problems: [{ code, sentence: '', mend: '' }] },
      ).content.quiet;
    expect([quiet('pollLate'), quiet('missingPermission')]).toEqual([false, false]);
    expect([quiet('recordsRejected'), quiet('notEnforcedInCloud'), quiet('filterInPieces')]).toEqual([
      true,
      true,
      true,
    ]);
  });

  test('a finding, a return, a resolution, a stop or a broken watch by itself breaks the quiet', () => {
    const settled = { open: 'ongoing', closed: 'resolved' } as const;
    const quiet = (told: Record<string, AccountState>, change: Partial<DigestFacts> = {}) =>
      compose(told, { stoppedSince: at(0.1), ...change }).content.quiet;
    expect(quiet(settled)).toBe(true);
    expect(quiet({ closed: 'resolved' })).toBe(false);
    expect(quiet({ ...settled, open: 'resolved' })).toBe(false);
    expect(quiet({ ...settled, closed: 'new' })).toBe(false);
    expect(quiet(settled, { stoppedSince: at(1) })).toBe(false);
  });

  test('who is excepted is listed apart, and neither open nor stopped', () => {
    const exception = { reason: 'r', until: isoTime(NOW + 1), by: 'b', setAt: at(1) };
    const lastSignal = { signal: 'blocked', at: at(0.5) } as const;
    const facts = someFacts({ userId: 'x', apps: use(at(1)), lastSignal, exception });
    const told = (state: AccountState | null) => {
      const named = state === null ? {} : { x: state };
      const views = [viewOf(facts, { breakGlass: new Set(), told: named, now: NOW })];
      const { news, stopped, resolved, excepted, ...content } = compose(named, { views }).content;
      expect([news, stopped, resolved]).toEqual([[], [], []]);
      expect(excepted).toEqual(views);
      expect(toldAfter(views, named)).toEqual({ x: 'excepted' });
      return [content.newlyExcepted, content.ongoing, content.quiet];
    };
    expect(told(null)).toEqual([1, 0, false]);
    expect(told('ongoing')).toEqual([1, 0, false]);
    expect(told('excepted')).toEqual([0, 0, true]);
  });

  test('the worst comes first, and what was handed in is passed on', () => {
    const view = (userId: string, daysAgo: number) =>
      viewOf(someFacts({ userId, apps: use(at(daysAgo)) }), { breakGlass: new Set(), told: {}, now: NOW });
    const head = {
      localDay: '2026-03-02',
      timeZone: 'Europe/Berlin',
      cloud: 'china',
      readUntil: at(1),
      problems: [],
      unreached: [{ name: 'Dora Disabled', why: 'disabled' }],
      reportUrl: 'https://contoso.example/report',
      appNames: { azureCli: 'Azure CLI' },
    } as const;
    const { content } = compose(null, { ...head, views: [view('a', 3), view('b', 1), view('c', 2)] });
    expect(content.news.map(({ userId }) => userId)).toEqual(['b', 'c', 'a']);
    expect(content).toMatchObject(head);
  });

  test('who was stopped at the very instant of the last digest is named, and not who did MFA just then', () => {
    const lastSignal = { signal: 'blocked', at: at(1) } as const;
    const view = (lastMfa: string | null) =>
      viewOf(someFacts({ apps: use(null, lastMfa), lastSignal }), {
        breakGlass: new Set(),
        told: {},
        now: NOW,
      });
    expect(compose(null, { views: [view(null)] }).content.stopped).toHaveLength(1);
    expect(compose(null, { views: [view(at(1))] }).content.stopped).toEqual([]);
  });

  test('the same state told twice changes nothing the second time', () => {
    const first = compose(null);
    const told = toldAfter(first.views, {});
    expect(told).toEqual({ open: 'new' });
    expect(compose({ ...told }, { stoppedSince: at(0) }).content.quiet).toBe(true);
  });

  test('what was told is kept, so that an account that comes back is known', () => {
    const { views } = compose({ closed: 'ongoing' });
    expect(toldAfter(views, { closed: 'ongoing' })).toEqual({ open: 'new', closed: 'resolved' });
  });

  test('an account with nothing left to list is named once more, where it was told as open', () => {
    const views = [
      viewOf(someFacts({ userId: 'u', apps: {} }), { breakGlass: new Set(), told: {}, now: NOW }),
    ];
    const resolved = (told: Record<string, AccountState> | null) => compose(told, { views }).content.resolved;
    expect(resolved({ u: 'new' })).toEqual(views);
    expect(resolved({ u: 'resolved' })).toEqual([]);
    expect(resolved({})).toEqual([]);
    expect(resolved(null)).toEqual([]);
  });
});

describe('when it is due', () => {
  test.each([
    ['2026-03-29T00:59:00Z', 'Europe/Berlin', { day: '2026-03-29', time: '01:59' }],
    ['2026-03-29T01:00:00Z', 'Europe/Berlin', { day: '2026-03-29', time: '03:00' }],
    ['2026-01-01T00:00:00Z', 'America/New_York', { day: '2025-12-31', time: '19:00' }],
    ['2026-01-01T00:00:00Z', 'UTC', { day: '2026-01-01', time: '00:00' }],
  ])('%s in %s', (instant, zone, expected) => {
    expect(localTime(Date.parse(instant), zone)).toEqual(expected);
  });

  const clock = { time: '07:00', timeZone: 'Europe/Berlin' };
  const due = (instant: string, isFirst = false) => dueDay(Date.parse(instant), clock, isFirst);

  test("today's from its time of day on, and yesterday's until then", () => {
    expect(due('2026-03-02T05:59:59Z')).toBe('2026-03-01');
    expect(due('2026-03-02T06:00:00Z')).toBe('2026-03-02');
    expect(due('2026-03-02T22:59:59Z')).toBe('2026-03-02');
    expect(due('2026-03-02T23:00:00Z')).toBe('2026-03-02');
  });

  test('a day follows a day over the end of a month', () => {
    expect(dayAfter('2026-02-28')).toBe('2026-03-01');
    expect(due('2026-03-01T05:59:59Z')).toBe('2026-02-28');
  });

  test('no yesterday is owed before the first digest ever', () => {
    expect(due('2026-03-02T05:59:59Z', true)).toBeNull();
    expect(due('2026-03-02T06:00:00Z', true)).toBe('2026-03-02');
  });

  test('a time after the last tick of the day is met by the first tick of the next', () => {
    const late = { time: '23:30', timeZone: 'UTC' };
    expect(dueDay(Date.parse('2026-03-02T23:00:00Z'), late, false)).toBe('2026-03-01');
    expect(dueDay(Date.parse('2026-03-03T00:00:00Z'), late, false)).toBe('2026-03-02');
  });

  const entry = (status: DigestEntry['status'], ageMs = 0, tries = 1): DigestEntry => ({
    status,
    operationId: 'o',
    at: isoTime(NOW - ageMs),
    tries,
    reason: null,
    named: {},
    stopped: {},
    to: [],
    others: [],
    coverage: null,
    microsoft: {},
  });

  test.each<[string, DigestEntry | null, string]>([
    ['nothing yet', null, 'claim'],
    ['sent', entry('sent'), 'done'],
    ['quiet', entry('quiet'), 'done'],
    ['claimed a moment ago', entry('claimed', 14 * MINUTE_MS), 'wait'],
    ['claimed by a run that died', entry('claimed', 15 * MINUTE_MS), 'resume'],
    ['sending at this moment', entry('sending', 14 * MINUTE_MS), 'wait'],
    ['failed until the last hour', entry('failed', 0, 23), 'resume'],
    ['sending when the run died', entry('sending', HOUR_MS), 'resume'],
    ['failed', entry('failed'), 'resume'],
    ['failed all day', entry('failed', 0, 24), 'giveUp'],
  ])('%s', (_, stored, step) => {
    expect(stepFor(stored, NOW)).toBe(step);
  });

  test('a sign of life comes as often as asked, and always at first', () => {
    expect(quietIsSent('never', null, NOW)).toBe(true);
    expect(quietIsSent('never', at(30), NOW)).toBe(false);
    expect(quietIsSent('daily', at(1), NOW)).toBe(true);
    expect(quietIsSent('weekly', at(6), NOW)).toBe(false);
    expect(quietIsSent('weekly', at(7), NOW)).toBe(true);
  });

  test('the weekly one may come an hour early, so that no week is skipped by the seconds between two ticks', () => {
    const early = NOW - 7 * DAY_MS + HOUR_MS;
    expect(quietIsSent('weekly', isoTime(early), NOW)).toBe(true);
    expect(quietIsSent('weekly', isoTime(early + 1), NOW)).toBe(false);
  });
});

describe('recipients', () => {
  const admin = (change: Partial<Administrator>): Administrator => ({
    userId: 'u',
    displayName: 'Robin Root',
    userPrincipalName: 'robin@contoso.example',
    enabled: true,
    address: 'robin@contoso.example',
    held: 'active',
    ...change,
  });
  const recipients = (
    administrators: Administrator[],
    configured: string[] = [],
    breakGlass: string[] = [],
  ) => recipientsOf({ administrators, unread: [] }, configured, new Set(breakGlass));

  test('each address once, whatever its case', () => {
    const admins = [admin({}), admin({ userId: 'v', address: 'ROBIN@contoso.example' })];
    const found = recipients(admins, ['soc@contoso.example', 'Robin@contoso.example']);
    expect(found.addresses).toEqual(['Robin@contoso.example', 'soc@contoso.example']);
  });

  test('an administrator counts beside the configured addresses, in the spelling that comes first', () => {
    const admins = [
      admin({ address: 'Ada@contoso.example' }),
      admin({ userId: 'v', address: 'ada@CONTOSO.example' }),
    ];
    expect(recipients(admins, ['soc@contoso.example'])).toEqual({
      addresses: ['Ada@contoso.example', 'soc@contoso.example'],
      unreached: [],
    });
  });

  test('disabled and address-less administrators are named to the rest', () => {
    const admins = [
      admin({ enabled: false, displayName: 'Dora Disabled' }),
      admin({ address: null, displayName: null }),
    ];
    expect(recipients(admins)).toEqual({
      addresses: [],
      unreached: [
        { name: 'Dora Disabled', why: 'disabled' },
        { name: 'robin@contoso.example', why: 'noAddress' },
      ],
    });
  });

  test('that a break-glass account has no mailbox is as it should be', () => {
    expect(recipients([admin({ address: null })], [], ['robin@contoso.example']).unreached).toEqual([]);
    expect(recipients([admin({ enabled: false })], [], ['u']).unreached).toEqual([]);
    const shouted = admin({ address: null, userPrincipalName: 'ROBIN@contoso.example' });
    expect(recipients([shouted], [], ['robin@contoso.example']).unreached).toEqual([]);
  });

  test('an administrator without any name is named by the id', () => {
    const nameless = admin({ address: null, displayName: null, userPrincipalName: null });
    expect(recipients([nameless], [], ['somebody']).unreached).toEqual([{ name: 'u', why: 'noAddress' }]);
  });

  test('the configured addresses are used where the administrators could not be read', () => {
    const configured = ['soc@contoso.example', 'Ciso@contoso.example'];
    expect(recipientsOf(null, configured, new Set())).toEqual({
      addresses: ['Ciso@contoso.example', 'soc@contoso.example'],
      unreached: [],
    });
  });
});

describe('coverage', () => {
  const known = { people: {}, names: {}, policies: {} };
  const changed = aTenantCoverage({
    apps: { azureCli: { coverage: 'none', policies: [], gaps: [], gapCount: 0 } },
  });
  const quietWith = (coverage: DigestFacts['coverage']) =>
    composeDigest({
      views: [],
      told: {},
      stoppedSince: at(1),
      toldStopped: {},
      localDay: '2026-03-02',
      timeZone: 'UTC',
      cloud: 'global',
      readUntil: at(0),
      coverage,
      microsoft: { enforcement: null, firstRead: null, notices: [] },
      problems: [],
      unreached: [],
      reportUrl: null,
      appNames: {},
    });

  test('that changed is news', () => {
    const news = coverageNews(changed, aTenantCoverage(), known);
    expect(quietWith(news)).toMatchObject({ quiet: false, coverage: { trend: 'worse' } });
  });

  test('that was never told, or has not changed, is none', () => {
    expect(quietWith(coverageNews(changed, null, known)).quiet).toBe(true);
    expect(quietWith(coverageNews(changed, changed, known)).quiet).toBe(true);
  });
});
