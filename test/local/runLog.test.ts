import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DigestSummary } from '../../shared/jobs/digest/sendDigest';
import type { PollSummary } from '../../shared/jobs/poll/pollSignIns';
import type { PostureSummary } from '../../shared/jobs/posture/refreshPosture';
import type { UrgentSummary } from '../../shared/jobs/urgent/sendUrgent';
import { eventually, type Served, serveProduct } from './servedProduct';

const TIMERS = ['pollSignIns', 'refreshPosture', 'sendDigest'] as const;
type Run = Readonly<Record<string, unknown>> & { readonly event: string };

let served: Served;
let runs: readonly Run[] = [];
let query = '';
let workbook = '';

beforeAll(async () => {
  served = await serveProduct(
    { seed: 3, signInsPerDay: 10, otherSignInsPerDay: 0 },
    { poll: true, posture: true, digest: true },
    // Less to read at the pace of Graph.
    { RETENTION_DAYS: '7' },
  );
  const isToldByAll = (lines: readonly string[]) =>
    TIMERS.every((name) => lines.some((line) => line.includes(` ${name} information: `)));
  const lines = await eventually(async () => served.log(), isToldByAll);
  runs = lines.flatMap((line) => {
    const [, name, said] = / (\w+) information: (.*)$/.exec(line) ?? [];
    return TIMERS.some((timer) => timer === name) ? [JSON.parse(said ?? '')] : [];
  });
  const modules = join(__dirname, '../../infra/modules');
  workbook = await readFile(join(modules, 'workbook.bicep'), 'utf8');
  const alerts = await readFile(join(modules, 'alerts.bicep'), 'utf8');
  query = /^var query = '''\n(.*?)^'''$/ms.exec(alerts)?.[1] ?? '';
}, 180_000);
afterAll(() => served?.stop());

test('each run of a timer logs one line of JSON that names it first', () => {
  expect([...new Set(runs.map(({ event }) => event))].sort()).toEqual([...TIMERS]);
  for (const run of runs) expect(Object.keys(run)[0]).toBe('event');
});

test('no log line names anybody', async () => {
  const { users } = served.tenant.world;
  expect(users.length).toBeGreaterThan(5);
  const log = served.log().join('\n').toLowerCase();
  for (const { id, userPrincipalName, displayName } of users) {
    for (const name of [id, userPrincipalName, displayName].map(String)) {
      expect(log).not.toContain(name.toLowerCase());
    }
  }
  expect(log.match(/@|\b\d{1,3}(\.\d{1,3}){3}\b(?<!127\.0\.0\.1)/g)).toBeNull();
});

describe('the summary that a run logs', () => {
  /** Every field that is text, with all that it may say: no other field may hold text. */
  const TEXTS: Readonly<Record<string, RegExp>> = {
    event: /^(pollSignIns|refreshPosture|sendDigest)$/,
    readUntil: /^\d{4}-\d\d-\d\dT[\d:.]+Z$/,
    readFrom: /^\d{4}-\d\d-\d\dT[\d:.]+Z$/,
    outcome: /^[a-zA-Z]+$/,
    localDay: /^\d{4}-\d\d-\d\d$/,
    problems: /^[a-zA-Z]+$/,
    enforcement: /^[a-zA-Z]+$/,
    writes: /^[a-zA-Z]+$/,
    notices: /^[a-zA-Z]+$/,
  };

  test('holds counts, times and words of closed lists', () => {
    for (const run of runs) {
      for (const [field, text] of textsIn(run)) expect(`${field}: ${text}`).toMatch(shape(field));
    }
  });

  function shape(field: string): RegExp {
    const { source } = TEXTS[field] ?? /^(?!)$/;
    return new RegExp(`^${field}: ${source.slice(1)}`);
  }

  function textsIn(value: unknown, field = ''): (readonly [string, string])[] {
    if (typeof value === 'string') return [[field, value]];
    if (Array.isArray(value)) return value.flatMap((item) => textsIn(item, field));
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([name, inner]) => textsIn(inner, name));
  }
});

describe('the query of the alert rule', () => {
  /** Whether a run that ends so has settled the digest that is due. */
  const SETTLED: Readonly<Record<DigestSummary['outcome'], boolean>> = {
    sent: true,
    quiet: true,
    alreadyDone: true,
    notDue: true,
    // Only in a deployment's first hours.
    waiting: true,
    underWay: false,
  };
  /** Every field that the query reads. */
  const FIELDS = {
    pollSignIns: ['readUntil'] satisfies (keyof PollSummary)[],
    refreshPosture: [] satisfies (keyof PostureSummary)[],
    sendDigest: ['outcome'] satisfies (keyof DigestSummary)[],
  };

  const matched = (pattern: RegExp) => [...query.matchAll(pattern)].map(([, name = '']) => name);
  const distinct = (names: readonly string[]) => [...new Set(names)].sort();

  test('finds every timer by the name that it logs', () => {
    expect(distinct(matched(/Event == '(\w+)'/g))).toEqual([...TIMERS]);
    expect(matched(/operation_Name == '(\w+)'/g)).toEqual(['sendDigest']);
  });

  test('finds the lines by their beginning', () => {
    const start = /message startswith '(.*?)'/.exec(query)?.[1] ?? 'none';
    for (const run of runs) expect(JSON.stringify(run).startsWith(start)).toBe(true);
  });

  test('reads only fields that are logged', () => {
    const read = distinct(matched(/\bRun\.(\w+)/g).filter((field) => field !== 'event'));
    expect(read).toEqual(distinct(Object.values(FIELDS).flat()));
    for (const run of runs) {
      for (const field of FIELDS[run.event as keyof typeof FIELDS]) expect(run).toHaveProperty(field);
    }
  });

  test('counts a digest as done only if it is settled', () => {
    const done = /tostring\(Run\.outcome\) in \((.*?)\)/.exec(query)?.[1]?.match(/\w+/g);
    const settled = Object.entries(SETTLED).flatMap(([outcome, isSettled]) => (isSettled ? [outcome] : []));
    expect(distinct(done ?? [])).toEqual(settled.sort());
  });

  test('looks back no further than a rule can, and uses no operator that a rule may not', () => {
    const hours = [...query.matchAll(/ago\((\d+)([hd])\)/g)].map(
      ([, count, unit]) => Number(count) * (unit === 'd' ? 24 : 1),
    );
    expect(hours.length).toBe(query.split('ago(').length - 1);
    expect(Math.max(...hours)).toBeLessThanOrEqual(48);
    // https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-log-alert-rule (read 2026-11-21)
    expect(query).not.toMatch(/\b(union|search|bag_unpack|pivot|narrow|take|limit|AggregatedValue)\b/);
  });
});

describe('the queries of the workbook', () => {
  const fieldsOf = (name: string) => {
    const text = new RegExp(`^var ${name} = '''\\n(.*?)^'''$`, 'ms').exec(workbook)?.[1] ?? '';
    expect(text).toContain('Event == ');
    return [...text.matchAll(/\bRun\.(\w+)/g)].map(([, field = '']) => field);
  };

  test('read only fields that the runs log', () => {
    const logged = {
      polls: ['read', 'findings', 'rejected', 'complete', 'readUntil'] satisfies (keyof PollSummary)[],
      digests: [
        'outcome',
        'urgentMails',
        'localDay',
        'outcome',
        'recipients',
        'urgentMails',
      ] satisfies KeyOfAny<DigestSummary & UrgentSummary>[],
      postures: ['accountsUpdated', 'forgotten', 'problems'] satisfies (keyof PostureSummary)[],
    };
    for (const [name, fields] of Object.entries(logged)) {
      expect(fieldsOf(name).sort()).toEqual([...fields].sort());
    }
  });
});
type KeyOfAny<T> = T extends unknown ? keyof T : never;

test('the host keeps every line that the alert rule counts on', async () => {
  const { logging } = JSON.parse(await readFile(join(__dirname, '../../host.json'), 'utf8'));
  expect(logging.applicationInsights.samplingSettings.excludedTypes.split(';')).toContain('Trace');
  expect(logging.logLevel).toMatchObject({ Function: 'Information', 'Host.Results': 'Information' });
});
