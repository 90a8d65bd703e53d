import { describe, expect, test } from '@jest/globals';
import type { SignInQuery } from '../../shared/domain/signIn/signInQuery';
import { HOUR_MS, MINUTE_MS, type Span } from '../../shared/domain/time';
import { answerRows, COLUMNS } from '../../tenant/workspace/answer';
import { readQuery } from '../../tenant/workspace/query';
import { cellsOf, type WorkspaceRow, workspaceRows } from '../../tenant/workspace/rows';
import { makeWorld } from '../../tenant/world/world';
import { fc } from '../seededFc';
import { APPS, aQuestion, NOW, textOf } from './builders';
import { type Row, run, type StoredTables } from './interpreter';

// The query, run by the interpreter of this folder, by the simulated workspace, and as plain statements below. All three must agree.

const WORLD = makeWorld({
  ...{ seed: 5, nowMs: NOW, accounts: 40, days: 3, daysAhead: 0 },
  ...{ signInsPerDay: 40, otherSignInsPerDay: 40 },
});
const DRAWN = workspaceRows(WORLD.log);
const TABLES = ['SigninLogs', 'AADNonInteractiveUserSignInLogs'] as const;
const BEGIN = NOW - 24 * HOUR_MS;

type Recipe = {
  readonly firsts: readonly { row: number; sixths: number; isCapital: boolean }[];
  readonly laters: readonly { of: number; afterMs: number }[];
};

/** A log with copies, later versions, late rows, and ids and app ids in capitals; times meet the ends of spans. */
const RECIPE: fc.Arbitrary<Recipe> = fc.record({
  firsts: fc.uniqueArray(
    fc.record({
      row: fc.nat(DRAWN.length - 1),
      sixths: fc.integer({ min: 0, max: 24 * 6 }),
      isCapital: fc.boolean(),
    }),
    { selector: ({ row }) => idOf(DRAWN[row]), minLength: 1, maxLength: 40 },
  ),
  laters: fc.array(
    fc.record({ of: fc.nat(), afterMs: fc.constantFrom(0, 1, MINUTE_MS, HOUR_MS, 2 * HOUR_MS) }),
    { maxLength: 30 },
  ),
});

/** Each row can be told apart by its user agent, and no two are generated at the same time: which one counts then is open. */
function logOf({ firsts, laters }: Recipe): WorkspaceRow[] {
  const drawn = firsts.flatMap(({ row, sixths, isCapital }) => {
    const one = DRAWN[row];
    return one ? [{ ...inCapitals(one, isCapital), ingestedMs: BEGIN + sixths * 10 * MINUTE_MS }] : [];
  });
  const later = laters.flatMap(({ of, afterMs }) => {
    const one = drawn[of % drawn.length];
    return one ? [{ ...one, ingestedMs: one.ingestedMs + afterMs }] : [];
  });
  return [...drawn, ...later]
    .map((row, index, all) => ({
      ...row,
      common: { ...row.common, userAgent: `row ${index}` },
      generatedMs: row.ingestedMs - ((index * 7) % all.length) * 1_000 - index,
    }))
    .sort((a, b) => a.ingestedMs - b.ingestedMs);
}

function inCapitals(row: WorkspaceRow, isCapital: boolean): WorkspaceRow {
  if (!isCapital) return row;
  const { own, common } = row;
  return {
    ...row,
    own: { ...own, id: own.id.toUpperCase() },
    common: { ...common, appId: common.appId.toUpperCase() },
  };
}

const SPAN: fc.Arbitrary<Span> = fc
  .tuple(fc.integer({ min: 0, max: 24 * 6 }), fc.integer({ min: 1, max: 12 * 6 }))
  .map(([from, length]) => ({
    from: BEGIN + from * 10 * MINUTE_MS,
    to: BEGIN + (from + length) * 10 * MINUTE_MS,
  }));

function tablesOf(rows: readonly WorkspaceRow[], names: readonly string[] = TABLES): StoredTables {
  return Object.fromEntries(
    names.map((name) => [
      name,
      rows
        .filter(({ table }) => table === name)
        .map((row) => ({ cells: cellsOf(row), ingested: new Date(row.ingestedMs) })),
    ]),
  );
}

function byInterpreter(question: SignInQuery, tables: StoredTables): string[] {
  return run(textOf(question), tables).map(written).sort();
}

function byWorkspace(question: SignInQuery, rows: readonly WorkspaceRow[]): string[] {
  const asked = readQuery(textOf(question));
  if (asked === null) throw new Error('The simulated workspace does not know the query.');
  return answerRows({ rows, atMs: Number.MAX_SAFE_INTEGER, generated: null }, asked)
    .map((cells) => written(new Map(COLUMNS.map(([name], index) => [name, cells[index] ?? null]))))
    .sort();
}

function written(row: Row): string {
  return JSON.stringify([...row]);
}

/** The latest row of each sign-in that was ingested in the span, by lower-case id and user agent. */
function inWords({ span, includeNonInteractive }: SignInQuery, rows: readonly WorkspaceRow[]): string[] {
  const asked = rows.filter(
    ({ table, common, ingestedMs }) =>
      (includeNonInteractive || table === 'SigninLogs') &&
      (APPS.byClient.has(common.appId.toLowerCase()) || APPS.byResource.has(common.resourceId)) &&
      ingestedMs < span.to + 3 * HOUR_MS,
  );
  const ids = new Set(asked.map(idOf));
  return [...ids].flatMap((id) => {
    const [latest] = asked
      .filter((row) => idOf(row) === id)
      .sort((a, b) => b.ingestedMs - a.ingestedMs || b.generatedMs - a.generatedMs);
    const isOfSpan = latest && latest.ingestedMs >= span.from && latest.ingestedMs < span.to;
    return isOfSpan ? [`${id} ${latest.common.userAgent}`] : [];
  });
}

function idOf(row: WorkspaceRow | undefined): string {
  return row?.own.id.toLowerCase() ?? '';
}

function shortly(rows: readonly string[]): string[] {
  return rows
    .map((row) => new Map<string, unknown>(JSON.parse(row)))
    .map((row) => `${row.get('Id')} ${row.get('UserAgent')}`);
}

test('the three agree, over any log and span', () => {
  fc.assert(
    fc.property(RECIPE, SPAN, fc.boolean(), (recipe, span, includeNonInteractive) => {
      const rows = logOf(recipe);
      const question = aQuestion({ span, includeNonInteractive });
      const found = byInterpreter(question, tablesOf(rows));
      expect(found).toEqual(byWorkspace(question, rows));
      expect(shortly(found).sort()).toEqual(inWords(question, rows).sort());
    }),
  );
});

test('slices over a whole log, read in any order, leave the latest version of each sign-in', () => {
  fc.assert(
    fc.property(
      RECIPE,
      fc.uniqueArray(fc.integer({ min: 1, max: 30 * 6 - 1 }), { maxLength: 12 }),
      fc.array(fc.nat(), { minLength: 13, maxLength: 13 }),
      (recipe, cuts, places) => {
        const rows = logOf(recipe);
        const ends = [0, ...cuts.sort((a, b) => a - b), 30 * 6].map(
          (sixths) => BEGIN + sixths * 10 * MINUTE_MS,
        );
        const slices = ends
          .slice(1)
          .map((to, index) => ({ from: ends[index] ?? 0, to, place: places[index] ?? 0 }));
        const stored = new Map<string, string>();
        for (const span of slices.sort((a, b) => a.place - b.place)) {
          for (const found of shortly(byWorkspace(aQuestion({ span }), rows))) {
            const [id = ''] = found.split(' ');
            expect(stored.has(id)).toBe(false);
            stored.set(id, found);
          }
        }
        const whole = aQuestion({ span: { from: BEGIN, to: BEGIN + 60 * HOUR_MS } });
        expect([...stored.values()].sort()).toEqual(inWords(whole, rows).sort());
      },
    ),
  );
});

describe('over the log of a simulated tenant', () => {
  const question = aQuestion({ span: { from: NOW - 72 * HOUR_MS, to: NOW } });

  test('interpreter and simulated workspace answer the same rows, cell by cell', () => {
    const found = byInterpreter(question, tablesOf(DRAWN));
    expect(found).toEqual(byWorkspace(question, DRAWN));
    expect(found.length).toBeGreaterThan(100);
    expect(DRAWN.length - new Set(DRAWN.map(idOf)).size).toBeGreaterThan(3);
  });

  test('details are JSON texts, though they are dynamic in one table and text in the other', () => {
    for (const table of TABLES) {
      const [row] = run(textOf(question), tablesOf(DRAWN.filter((one) => one.table === table)));
      expect(JSON.parse(String(row?.get('Status')))).toHaveProperty('errorCode');
      expect(JSON.parse(String(row?.get('DeviceDetail')))).toHaveProperty('operatingSystem');
      expect(row?.get('CreatedDateTime')).toMatch(/^2026-\d\d-\d\dT[\d:]{8}\.\d{7}Z$/);
    }
  });

  test('a missing table gives no rows, and both missing are an error', () => {
    const one = byInterpreter(question, tablesOf(DRAWN, ['SigninLogs']));
    expect(one).toEqual(byInterpreter({ ...question, includeNonInteractive: false }, tablesOf(DRAWN)));
    expect(() => run(textOf(question), {})).toThrow('Failed to resolve table');
  });

  test('one row more than the most is asked for', () => {
    expect(run(textOf(question, 10), tablesOf(DRAWN))).toHaveLength(11);
    expect(readQuery(textOf(question, 10))).toMatchObject({ most: 11 });
  });

  test('a user and an app are found in any case', () => {
    const [first] = DRAWN.filter(({ common }) => APPS.byClient.has(common.appId));
    const userId = first?.common.userId.toUpperCase() ?? '';
    const found = byInterpreter({ ...question, userId }, tablesOf(DRAWN));
    expect(found).toEqual(byWorkspace({ ...question, userId }, DRAWN));
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThan(DRAWN.length / 4);
  });

  test('policies are left out if none of them says anything', () => {
    const withPolicies = (result: string) =>
      DRAWN.slice(0, 40).map((row) => ({
        ...row,
        common: {
          ...row.common,
          appliedConditionalAccessPolicies: row.common.appliedConditionalAccessPolicies.map((policy) => ({
            ...policy,
            result,
          })),
        },
      }));
    const lengths = (result: string) =>
      run(textOf(question), tablesOf(withPolicies(result))).map(
        (row) => String(row.get('ConditionalAccessPolicies')).length,
      );
    expect(Math.max(...lengths('notApplied'), ...lengths('reportOnlyNotApplied'))).toBe(0);
    for (const telling of ['success', 'reportOnlyFailure', 'reportOnlyInterrupted'])
      expect(Math.max(...lengths(telling))).toBeGreaterThan(100);
  });
});
