import { describe, expect, test } from '@jest/globals';
import { signInQuery } from '../../shared/logAnalytics/signInQuery';
import { COLUMNS } from '../../tenant/workspace/answer';
import { aQuestion, NOW, textOf } from './builders';
import { read } from './language';
import { SCHEMAS } from './schemas';

const VARIANTS = {
  'both tables': aQuestion(),
  'interactive sign-ins only': aQuestion({ includeNonInteractive: false }),
  'no resource': aQuestion({ resourceIds: [] }),
  'no client app': aQuestion({ appIds: [] }),
  'one user': aQuestion({ userId: 'b0000001-0000-4000-8000-000000000001' }),
  'hostile ids': aQuestion({ appIds: ['a" or true or "'], resourceIds: ['\\'], userId: "') | take 1 //" }),
} as const;

describe.each(Object.entries(VARIANTS))('the query for %s', (_name, question) => {
  test("is right for Microsoft's language service, over the tables of a real workspace", () => {
    expect(read(textOf(question)).problems).toEqual([]);
  });

  test('gives the columns that the simulated workspace answers, with these types', () => {
    expect(read(textOf(question)).columns).toEqual(COLUMNS);
  });
});

test('a column, table or function that does not exist is noticed', () => {
  const text = textOf(aQuestion());
  for (const [right, wrong] of [
    ['UserAgent', 'UserAgnt'],
    ['AADNonInteractiveUserSignInLogs', 'AADNonInteractiveSignInLogs'],
    ['ingestion_time', 'ingested_time'],
    ['tostring(Status)', 'Status'],
  ] as const) {
    const { problems, columns } = read(text.replaceAll(right, wrong));
    expect([problems.length > 0, columns]).not.toEqual([false, COLUMNS]);
  }
});

test('the only column that may be missing exists in both tables today', () => {
  expect(textOf(aQuestion()).match(/column_ifexists\("(\w+)"/g)).toEqual(
    Array(2).fill('column_ifexists("SessionId"'),
  );
  for (const schema of Object.values(SCHEMAS)) expect(schema).toHaveProperty('SessionId', 'string');
});

test('a workspace without SessionId is asked all the same', () => {
  const older = Object.fromEntries(
    Object.entries(SCHEMAS).map(([table, schema]) => [
      table,
      Object.fromEntries(Object.entries(schema).filter(([column]) => column !== 'SessionId')),
    ]),
  );
  expect(read(textOf(aQuestion()), older)).toMatchObject({ problems: [], columns: COLUMNS });
});

test('a query that can match nothing is not asked', () => {
  expect(signInQuery(aQuestion({ appIds: [], resourceIds: [] }), 1)).toBeNull();
  expect(signInQuery(aQuestion({ span: { from: NOW, to: NOW } }), 1)).toBeNull();
});
