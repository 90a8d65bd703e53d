import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { BENCHES, type Bench } from '../../bench/benches';
import { costTables, monthlyBill, sumOf } from '../../bench/bill';
import { median } from '../../bench/measure';
import { report } from '../../bench/report';
import { requestRows } from '../../bench/requests';
import { atLeast, atMost } from '../../bench/row';
import { dayOfUse } from '../../bench/usage';

const MAIN = join(__dirname, '../../dist/bench/main.js');

function run(args: readonly string[]) {
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [MAIN, ...args], (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

test('--json writes a row for each figure, and nothing else, to standard output', async () => {
  const { code, stdout, stderr } = await run(['--tiny', '--json']);
  const { rows } = JSON.parse(stdout);
  for (const row of rows)
    expect(row).toEqual({
      name: expect.any(String),
      value: expect.any(Number),
      target: expect.any(Number),
      met: row.value <= row.target,
    });
  const subjects = [
    /classify/,
    /scan, wall/,
    /scan, processor/,
    /policy.*time/,
    /policy.*lines/,
    /scan, acc.*time/,
  ];
  for (const subject of [
    ...subjects,
    /scan, acc.*lines/,
    /polling/,
    /reading back: digest/,
    /peak memory/,
    /Graph/,
    /start/,
    /cost/,
  ])
    expect(rows.map(({ name }: { name: string }) => name)).toContainEqual(expect.stringMatching(subject));
  expect(code).toBe(rows.every(({ met }: { met: boolean }) => met) ? 0 : 1);
  for (const { name } of BENCHES.filter(({ isApart }) => !isApart))
    expect(stderr).toMatch(new RegExp(`^${name}$`, 'm'));
  expect(stderr).toContain('Size tiny: smaller inputs');
}, 180_000);

test('runs a proof that is no row of the table only if it is named', async () => {
  const { code, stdout } = await run(['ingest', 'sameState', '--tiny', '--json']);
  const { rows } = JSON.parse(stdout);
  expect(rows.map(({ name }: { name: string }) => name)).toEqual([
    expect.stringMatching(/^peak memory of ingesting/),
    ...['graph', 'logAnalytics', 'eventHub'].map((source) => expect.stringContaining(`through ${source}`)),
  ]);
  expect(code).toBe(rows.every(({ met }: { met: boolean }) => met) ? 0 : 1);
}, 120_000);

test('asks the deployed app for pages and health, and counts the requests to the tables for each', async () => {
  const { stdout, stderr } = await run(['load', '--tiny', '--json']);
  const { rows } = JSON.parse(stdout);
  const names = ['first page', 'later page', 'page of a user', 'health'].flatMap((name) => [
    `load: ${name}, 150 findings: answers a second`,
    `load: ${name}, 150 findings: 99 of 100 within ms`,
  ]);
  expect(rows.map(({ name }: { name: string }) => name)).toEqual(names);
  for (const { value } of rows) expect(value).toBeGreaterThan(0);
  for (const name of ['first page', 'later page', 'page of a user'])
    expect(stderr).toMatch(new RegExp(`^${name}: floor .* table requests  1\\.00`, 'm'));
  expect(stderr).toMatch(/^first page .* table requests {2}1\.\d\d/m);
  expect(stderr).toMatch(/^health .* table requests {2}0\.\d\d/m);
}, 120_000);

test('refuses a benchmark that does not exist', async () => {
  expect(await run(['unheard'])).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('unheard'),
  });
});

describe('a row that is missed', () => {
  const bench = (value: number): Bench => ({
    name: 'one',
    about: '',
    run: async () => ({ rows: [atMost(2, 'time, of the floor', value)], lines: ['details'] }),
  });
  const outcome = async (value: number, json: boolean) => {
    const written = { stdout: '', stderr: '' };
    const stream = (name: 'stdout' | 'stderr') => ({
      write: (text: string) => {
        written[name] += text;
      },
    });
    const streams = { stdout: stream('stdout'), stderr: stream('stderr') };
    const isMet = await report([bench(value)], { size: 'full', json }, streams);
    return { isMet, ...written };
  };

  test('is missed in the table and in JSON, and makes the run fail', async () => {
    const table = await outcome(2.01, false);
    expect(table).toMatchObject({ isMet: false, stderr: '' });
    expect(table.stdout).toMatch(/details[\s\S]*time, of the floor +2\.01 +≤ 2 +missed/);
    const json = await outcome(2.01, true);
    expect(json).toMatchObject({ isMet: false, stderr: 'one\ndetails\n\n' });
    expect(JSON.parse(json.stdout)).toEqual({
      rows: [{ name: 'time, of the floor', value: 2.01, target: 2, met: false }],
    });
  });

  test('is so too if it could not be measured', async () => {
    expect((await outcome(median([]), false)).isMet).toBe(false);
  });

  test('is one below the target, if that is the least that will do', () => {
    expect([1.9, 2, Number.NaN].map((value) => atLeast(2, 'answers a second', value).met)).toEqual([
      false,
      true,
      false,
    ]);
  });

  test('is met at the target', async () => {
    expect(await outcome(2, false)).toMatchObject({ isMet: true, stdout: expect.stringMatching(/ met\n/) });
  });
});

test('a request about one user, or requests that grow with the accounts, are missed rows', () => {
  const met = (once: Readonly<Record<string, number>>, twice: Readonly<Record<string, number>>) =>
    requestRows(new Map(Object.entries(once)), new Map(Object.entries(twice))).map((row) => row.met);
  const pages = { '/beta/auditLogs/signIns': 20, '/v1.0/users': 1 };
  const whatIf = { '/v1.0/identity/conditionalAccess/evaluate': 100 };
  expect(met({ ...pages, ...whatIf }, { ...pages, ...whatIf })).toEqual([true, true, true]);
  expect(met(pages, { ...pages, '/v1.0/users/{id}': 1 })).toEqual([false, true, true]);
  expect(met(pages, { ...pages, '/v1.0/identity/conditionalAccess/evaluate': 200 })).toEqual([
    true,
    false,
    true,
  ]);
  expect(met(pages, { ...pages, '/v1.0/groups/{id}': 20 })).toEqual([true, true, false]);
});

describe('the bill', () => {
  test('is the one of docs/cost.md', async () => {
    const page = await readFile(join(__dirname, '../../docs/cost.md'), 'utf8');
    for (const table of costTables().split('\n\n')) expect(page).toContain(table);
  });

  test('of a small tenant stays below a dollar, and none falls as the tenant grows', () => {
    const monthly = (users: number) => sumOf(monthlyBill(dayOfUse('graph', users)));
    expect(monthly(10_000)).toBeLessThan(1);
    const sizes = [1_000, 10_000, 100_000, 300_000].map(monthly);
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
  });
});
