import { describe, expect, test } from '@jest/globals';
import type { AccountState } from '../../shared/domain/account/account';
import { viewOf } from '../../shared/domain/account/accountView';
import { coverageNews } from '../../shared/domain/coverage/coverageNews';
import type { Administrator } from '../../shared/domain/digest/administrator';
import {
  composeDigest,
  type DigestFacts,
  sentAfter,
  sentStopsAfter,
} from '../../shared/domain/digest/composeDigest';
import { dayAfter, dueDay, quietIsSent, stepFor } from '../../shared/domain/digest/digestDue';
import type { DigestEntry } from '../../shared/domain/digest/digestLedger';
import { recipientsOf } from '../../shared/domain/digest/recipients';
import type { MailFault } from '../../shared/domain/fault';
import type { ProblemCode } from '../../shared/domain/problem';
import { DAY_MS, HOUR_MS, isoTime, localTime, MINUTE_MS } from '../../shared/domain/time';
import { aTenantCoverage, NOW, someFacts } from './builders';

const at = (daysAgo: number) => isoTime(NOW - daysAgo * DAY_MS);
const use = (lastFinding: string | null, lastMfa: string | null = null) => ({
  adminPortals: { firstFinding: lastFinding, lastFinding, lastMfa },
});

function compose(sent: Record<string, AccountState> | null, change: Partial<DigestFacts> = {}) {
  const accounts = [
    someFacts({ userId: 'open', apps: use(at(1)) }),
    someFacts({ userId: 'closed', apps: use(at(3), at(1)) }),
    someFacts({ userId: 'stopped', apps: {}, lastSignal: { signal: 'mustRegister', at: at(0.5) } }),
    someFacts({ userId: 'mistyped', apps: {}, lastSignal: { signal: 'passwordFailed', at: at(0.5) } }),
  ];
  const views = accounts.map((facts) => viewOf(facts, { breakGlass: new Set(), sent: sent ?? {}, now: NOW }));
  const content = composeDigest({
    views,
    sent,
    stoppedSince: at(1),
    sentStops: {},
    localDay: '2026-03-02',
    tenantName: null,
    weekAgo: null,
    timeZone: 'UTC',
    cloud: 'global',
    assumedPhases: [],
    phoneOnly: null,
    readUntil: at(0),
    coverage: null,
    microsoft: { enforcement: null, firstRead: null, notices: [] },
    breakGlass: null,
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

describe('the digest', () => {
  test('lists all open accounts the first time, and no resolved ones', () => {
    const { content, ids } = compose(null);
    expect([content.first, content.quiet]).toEqual([true, false]);
    expect([ids('news'), ids('returned'), ids('resolved')]).toEqual([['open'], [], []]);
  });

  test('counts accounts of earlier digests, and lists those that returned or are resolved', () => {
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

  test('does not list an account as resolved twice', () => {
    expect(compose({ open: 'ongoing', closed: 'resolved' }).ids('resolved')).toEqual([]);
  });

  test('lists an account as resolved if its finding was sent and then withdrawn', () => {
    const withdrawn = viewOf(someFacts({ userId: 'w', apps: {} }), {
      breakGlass: new Set(),
      sent: { w: 'new' },
      now: NOW,
    });
    expect(compose({ w: 'new' }, { views: [withdrawn] }).ids('resolved')).toEqual(['w']);
    expect(compose({}, { views: [withdrawn] }).ids('resolved')).toEqual([]);
  });

  test('lists accounts that were stopped since the last digest, but not for a mistyped password', () => {
    expect(compose(null).ids('stopped')).toEqual(['stopped']);
    expect(compose(null, { stoppedSince: at(0.4) }).ids('stopped')).toEqual([]);
  });

  test('lists each stop of an account once', () => {
    expect(compose(null, { sentStops: { stopped: at(0.5) } }).ids('stopped')).toEqual([]);
    expect(compose(null, { sentStops: { stopped: at(0.6), mistyped: at(1) } }).ids('stopped')).toEqual([
      'stopped',
    ]);
    const stopped = compose(null).content.stopped;
    const sent = { other: at(2), old: at(3.01), edge: at(3) };
    expect(sentStopsAfter(stopped, sent, at(3))).toEqual({ other: at(2), edge: at(3), stopped: at(0.5) });
    expect(sentStopsAfter(stopped, { stopped: at(2) }, at(3))).toEqual({ stopped: at(0.5) });
    expect(sentStopsAfter(stopped, {}, at(0.4))).toEqual({});
  });

  test('lists an account that is stopped and does not get in only as stopped, until it has findings', () => {
    const stops = { adminPortals: at(0.5) };
    const lastSignal = { signal: 'mfaFailed', at: at(0.5) } as const;
    const listed = (before: Record<string, AccountState>, apps: ReturnType<typeof use> | object) => {
      const facts = someFacts({ userId: 'u', apps: { ...apps }, stops, lastSignal });
      const views = [viewOf(facts, { breakGlass: new Set(), sent: before, now: NOW })];
      const { ids } = compose(before, { views });
      return [ids('news'), ids('returned'), ids('stopped'), sentAfter(views, before)];
    };
    expect(listed({}, {})).toEqual([[], [], ['u'], {}]);
    expect(listed({ u: 'resolved' }, {})).toEqual([[], [], ['u'], { u: 'resolved' }]);
    expect(listed({ u: 'new' }, {})).toEqual([[], [], ['u'], { u: 'ongoing' }]);
    expect(listed({}, use(at(1)))).toEqual([['u'], [], ['u'], { u: 'new' }]);
    expect(listed({ u: 'resolved' }, use(at(1)))).toEqual([[], ['u'], ['u'], { u: 'returned' }]);
  });

  test('lists an account as stopped once for each denial of its changes to Azure resources', () => {
    const denied = (lastDenied: string, lastMfa: string | null = null) =>
      viewOf(someFacts({ userId: 'writer', apps: { azureCli: { ...use(at(20), lastMfa).adminPortals } } }), {
        breakGlass: new Set(),
        sent: {},
        changes: {
          writer: {
            denied: 2,
            wentThrough: 0,
            lastDenied,
            firstDenied: lastDenied,
            lastCompleted: null,
            firstCompleted: null,
            isAtLeast: false,
          },
        },
        now: NOW,
      });
    const stopped = (view: ReturnType<typeof denied>, sentStops = {}) =>
      compose(null, { views: [view], sentStops }).ids('stopped');
    expect(denied(at(0.5)).state).toBe('new');
    const codes = (view: ReturnType<typeof denied>) => view.reasons.map(({ code }) => code);
    expect(codes(denied(at(0.5))).slice(0, 2)).toEqual(['stoppedNow', 'changesDenied']);
    expect(codes(denied(at(0.5), at(0.4)))).not.toContain('changesDenied');
    expect(stopped(denied(at(0.5)))).toEqual(['writer']);
    expect(stopped(denied(at(0.5), at(0.4)))).toEqual([]);
    expect(stopped(denied(at(2)))).toEqual([]);
    expect(stopped(denied(at(0.5)), { writer: at(0.5) })).toEqual([]);
    expect(stopped(denied(at(0.5)), { writer: at(0.6) })).toEqual(['writer']);
    expect(sentStopsAfter([denied(at(0.5))], {}, at(3))).toEqual({ writer: at(0.5) });
    expect(denied(at(0.5), at(0.4)).state).toBe('resolved');
  });

  test('does not list a stop that was followed by MFA', () => {
    const stopped = (lastMfa: string) =>
      viewOf(someFacts({ apps: use(null, lastMfa), lastSignal: { signal: 'mfaFailed', at: at(0.5) } }), {
        breakGlass: new Set(),
        sent: {},
        now: NOW,
      });
    expect(compose(null, { views: [stopped(at(0.4))] }).content.stopped).toEqual([]);
    expect(compose(null, { views: [stopped(at(0.6))] }).content.stopped).toHaveLength(1);
  });

  test('lists an account that one app keeps out, though MFA followed at another: the headline counts it', () => {
    const facts = someFacts({
      apps: use(null, at(0.4)),
      stops: { azureCli: at(0.5) },
      lastSignal: { signal: 'mfaFailed', at: at(0.5) },
    });
    const views = [viewOf(facts, { breakGlass: new Set(), sent: {}, now: NOW })];
    const { stopped, effects } = compose(null, { views }).content;
    expect([stopped.length, effects.stopped]).toEqual([1, 1]);
    expect(compose(null, { views, sentStops: { [facts.userId]: at(0.5) } }).content.stopped).toEqual([]);
    expect(compose(null, { views, stoppedSince: at(0.4) }).content.stopped).toEqual([]);
  });

  test('is quiet if nothing changed', () => {
    const { content } = compose({ open: 'ongoing', closed: 'resolved' }, { stoppedSince: at(0.1) });
    expect(content.quiet).toBe(true);
  });

  test('is quiet even if break-glass accounts lack something, which stands in the report', () => {
    const breakGlass = { named: 0, tooFew: true, accounts: [] };
    const sent = { open: 'ongoing', closed: 'resolved' } as const;
    const { content } = compose(sent, { stoppedSince: at(0.1), breakGlass });
    expect(content).toMatchObject({ quiet: true, breakGlass });
  });

  test('is never quiet with a problem that stops the watch from reading, but may be with others', () => {
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

  test('is not quiet with a finding, a return, a resolution or a stop', () => {
    const settled = { open: 'ongoing', closed: 'resolved' } as const;
    const quiet = (sent: Record<string, AccountState>, change: Partial<DigestFacts> = {}) =>
      compose(sent, { stoppedSince: at(0.1), ...change }).content.quiet;
    expect(quiet(settled)).toBe(true);
    expect(quiet({ closed: 'resolved' })).toBe(false);
    expect(quiet({ ...settled, open: 'resolved' })).toBe(false);
    expect(quiet({ ...settled, closed: 'new' })).toBe(false);
    expect(quiet(settled, { stoppedSince: at(1) })).toBe(false);
  });

  test('lists excepted accounts separately, and neither as open nor as stopped', () => {
    const exception = { reason: 'r', until: isoTime(NOW + 1), by: 'b', setAt: at(1) };
    const lastSignal = { signal: 'blocked', at: at(0.5) } as const;
    const facts = someFacts({ userId: 'x', apps: use(at(1)), lastSignal, exception });
    const excepting = (state: AccountState | null) => {
      const named = state === null ? {} : { x: state };
      const views = [viewOf(facts, { breakGlass: new Set(), sent: named, now: NOW })];
      const { news, stopped, resolved, excepted, ...content } = compose(named, { views }).content;
      expect([news, stopped, resolved]).toEqual([[], [], []]);
      expect(excepted).toEqual(views);
      expect(sentAfter(views, named)).toEqual({ x: 'excepted' });
      return [content.newlyExcepted, content.ongoing, content.quiet];
    };
    expect(excepting(null)).toEqual([1, 0, false]);
    expect(excepting('ongoing')).toEqual([1, 0, false]);
    expect(excepting('excepted')).toEqual([0, 0, true]);
  });

  test('begins with the worst account, and keeps the facts that it was given', () => {
    const view = (userId: string, daysAgo: number) =>
      viewOf(someFacts({ userId, apps: use(at(daysAgo)) }), { breakGlass: new Set(), sent: {}, now: NOW });
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

  test('lists a stop at the very instant of the last digest, unless MFA was done at that instant', () => {
    const lastSignal = { signal: 'blocked', at: at(1) } as const;
    const view = (lastMfa: string | null) =>
      viewOf(someFacts({ apps: use(null, lastMfa), lastSignal }), {
        breakGlass: new Set(),
        sent: {},
        now: NOW,
      });
    expect(compose(null, { views: [view(null)] }).content.stopped).toHaveLength(1);
    expect(compose(null, { views: [view(at(1))] }).content.stopped).toEqual([]);
  });

  test('is quiet if it would repeat the last one', () => {
    const first = compose(null);
    const sent = sentAfter(first.views, {});
    expect(sent).toEqual({ open: 'new' });
    expect(compose({ ...sent }, { stoppedSince: at(0) }).content.quiet).toBe(true);
  });

  test('remembers resolved accounts, so that their return is recognized', () => {
    const { views } = compose({ closed: 'ongoing' });
    expect(sentAfter(views, { closed: 'ongoing' })).toEqual({ open: 'new', closed: 'resolved' });
  });

  test('reports a break-glass account when it begins to get in, though it is never shown as resolved', () => {
    const digestOf = (sent: Record<string, AccountState>, lastFinding: string | null) => {
      const facts = someFacts({ userId: 'root', apps: use(lastFinding, at(9)) });
      const views = [viewOf(facts, { breakGlass: new Set(['root']), sent, now: NOW })];
      const { content } = compose(sent, { views });
      return {
        state: views[0]?.state,
        news: content.news.length + content.returned.length,
        sent: sentAfter(views, sent),
      };
    };
    expect(digestOf({}, null)).toEqual({ state: 'ongoing', news: 0, sent: {} });
    expect(digestOf({}, at(1))).toEqual({ state: 'new', news: 1, sent: { root: 'new' } });
    expect(digestOf({ root: 'new' }, null)).toEqual({
      state: 'ongoing',
      news: 0,
      sent: { root: 'resolved' },
    });
    expect(digestOf({ root: 'resolved' }, at(1))).toMatchObject({ state: 'returned', news: 1 });
  });

  test('lists an account without findings once more if it was sent as open', () => {
    const views = [
      viewOf(someFacts({ userId: 'u', apps: {} }), { breakGlass: new Set(), sent: {}, now: NOW }),
    ];
    const resolved = (sent: Record<string, AccountState> | null) => compose(sent, { views }).content.resolved;
    expect(resolved({ u: 'new' })).toEqual(views);
    expect(resolved({ u: 'resolved' })).toEqual([]);
    expect(resolved({})).toEqual([]);
    expect(resolved(null)).toEqual([]);
  });
});

describe('the time of the digest', () => {
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

  test('is due for today from its time of day on, and for yesterday until then', () => {
    expect(due('2026-03-02T05:59:59Z')).toBe('2026-03-01');
    expect(due('2026-03-02T06:00:00Z')).toBe('2026-03-02');
    expect(due('2026-03-02T22:59:59Z')).toBe('2026-03-02');
    expect(due('2026-03-02T23:00:00Z')).toBe('2026-03-02');
  });

  test('is due for the last day of a month on the first of the next', () => {
    expect(dayAfter('2026-02-28')).toBe('2026-03-01');
    expect(due('2026-03-01T05:59:59Z')).toBe('2026-02-28');
  });

  test('is not due for yesterday before the first digest ever', () => {
    expect(due('2026-03-02T05:59:59Z', true)).toBeNull();
    expect(due('2026-03-02T06:00:00Z', true)).toBe('2026-03-02');
  });

  test('after the last tick of the day is due at the first tick of the next day', () => {
    const late = { time: '23:30', timeZone: 'UTC' };
    expect(dueDay(Date.parse('2026-03-02T23:00:00Z'), late, false)).toBe('2026-03-01');
    expect(dueDay(Date.parse('2026-03-03T00:00:00Z'), late, false)).toBe('2026-03-02');
  });

  const entry = (status: DigestEntry['status'], ageMs = 0, tries = 1): DigestEntry => ({
    status,
    operationId: 'o',
    draftId: null,
    at: isoTime(NOW - ageMs),
    tries,
    reason: null,
    named: {},
    stopped: {},
    to: [],
    others: [],
    coverage: null,
    microsoft: {},
    reported: null,
  });

  /** Failed just now, for the reason given. */
  const failed = (mail: MailFault | null, tries = 1): DigestEntry => ({
    ...entry('failed', 0, tries),
    reason: mail && { system: 'watch', code: 'notSent', mail },
  });
  const refusal: MailFault = { kind: 'refused', status: 401, serviceCode: 'Denied' };

  test.each<[string, DigestEntry | null, string]>([
    ['nothing yet', null, 'claim'],
    ['sent', entry('sent'), 'done'],
    ['quiet', entry('quiet'), 'done'],
    ['claimed a moment ago', entry('claimed', 14 * MINUTE_MS), 'wait'],
    ['claimed by a run that died', entry('claimed', 15 * MINUTE_MS), 'resume'],
    ['sending at this moment', entry('sending', 14 * MINUTE_MS), 'wait'],
    ['refused until the last hour', failed(refusal, 23), 'resume'],
    ['sending when the run died', entry('sending', HOUR_MS), 'resume'],
    ['refused', failed(refusal), 'resume'],
    [
      'refused by a mailbox',
      failed({ kind: 'mailbox', why: 'notAllowed', status: 403, serviceCode: null }),
      'resume',
    ],
    ['without an answer a moment ago', failed({ kind: 'noAnswer', errorCode: 'ECONNRESET' }), 'wait'],
    ['failed a moment ago for any other reason', failed(null), 'wait'],
    ['failed for any reason, long enough ago', entry('failed', 15 * MINUTE_MS), 'resume'],
    ['failed all day', failed(refusal, 24), 'giveUp'],
  ])('%s', (_, stored, step) => {
    expect(stepFor(stored, NOW)).toBe(step);
  });

  test('of a sign of life comes as often as configured, and always at first', () => {
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

  test('have each address once, in any case of letters', () => {
    const admins = [admin({}), admin({ userId: 'v', address: 'ROBIN@contoso.example' })];
    const found = recipients(admins, ['soc@contoso.example', 'Robin@contoso.example']);
    expect(found.addresses).toEqual(['Robin@contoso.example', 'soc@contoso.example']);
  });

  test('have administrators and configured addresses, in the spelling that comes first', () => {
    const admins = [
      admin({ address: 'Ada@contoso.example' }),
      admin({ userId: 'v', address: 'ada@CONTOSO.example' }),
    ];
    expect(recipients(admins, ['soc@contoso.example'])).toEqual({
      addresses: ['Ada@contoso.example', 'soc@contoso.example'],
      unreached: [],
    });
  });

  test('do not have administrators who are disabled or have no address; these are named', () => {
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

  test('may lack break-glass accounts, which need no mailbox', () => {
    expect(recipients([admin({ address: null })], [], ['robin@contoso.example']).unreached).toEqual([]);
    expect(recipients([admin({ enabled: false })], [], ['u']).unreached).toEqual([]);
    const shouted = admin({ address: null, userPrincipalName: 'ROBIN@contoso.example' });
    expect(recipients([shouted], [], ['robin@contoso.example']).unreached).toEqual([]);
  });

  test('name an administrator without a name by the id', () => {
    const nameless = admin({ address: null, displayName: null, userPrincipalName: null });
    expect(recipients([nameless], [], ['somebody']).unreached).toEqual([{ name: 'u', why: 'noAddress' }]);
  });

  test('have the configured addresses alone if the administrators could not be read', () => {
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
      sent: {},
      stoppedSince: at(1),
      sentStops: {},
      localDay: '2026-03-02',
      tenantName: null,
      weekAgo: null,
      timeZone: 'UTC',
      cloud: 'global',
      assumedPhases: [],
      phoneOnly: null,
      readUntil: at(0),
      coverage,
      microsoft: { enforcement: null, firstRead: null, notices: [] },
      breakGlass: null,
      problems: [],
      unreached: [],
      reportUrl: null,
      appNames: {},
    });

  test('is news if it changed', () => {
    const news = coverageNews(changed, aTenantCoverage(), known);
    expect(quietWith(news)).toMatchObject({ quiet: false, coverage: { trend: 'worse' } });
  });

  test('is no news if it was never sent before, or has not changed', () => {
    expect(quietWith(coverageNews(changed, null, known)).quiet).toBe(true);
    expect(quietWith(coverageNews(changed, changed, known)).quiet).toBe(true);
  });
});
