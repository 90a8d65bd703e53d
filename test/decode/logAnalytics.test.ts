import { expect, test } from '@jest/globals';
import { logAnalyticsRows } from '../../shared/decode/logAnalytics';
import { decodeSignIn } from '../../shared/decode/signIn';
import { aGraphRecord, asLogAnalyticsRow } from './records';

const columns = [
  { name: 'Id', type: 'string' },
  { name: 'UserId', type: 'string' },
];

test('the answer to a query gives the rows of all its tables', () => {
  const answer = {
    tables: [
      {
        name: 'PrimaryResult',
        columns,
        rows: [
          ['a', 'b'],
          ['c', null],
        ],
      },
      { columns, rows: [] },
    ],
  };
  expect(logAnalyticsRows(answer)).toEqual([
    { Id: 'a', UserId: 'b' },
    { Id: 'c', UserId: null },
  ]);
});

test('the rows can be decoded, although the API writes dynamic columns as JSON text', () => {
  const row = asLogAnalyticsRow(aGraphRecord());
  const cells = Object.values(row).map((value) =>
    typeof value === 'object' ? JSON.stringify(value) : value,
  );
  const answer = { tables: [{ columns: Object.keys(row).map((name) => ({ name })), rows: [cells] }] };
  expect(logAnalyticsRows(answer)?.map(decodeSignIn)).toEqual([decodeSignIn(aGraphRecord())]);
});

test.each([
  null,
  [],
  {},
  { tables: {} },
  { tables: [null] },
  { tables: [{ columns }] },
  { tables: [{ columns: ['Id'], rows: [] }] },
  { tables: [{ columns, rows: [{ Id: 'a' }] }] },
])('says so when it is no such answer: %j', (answer) => {
  expect(logAnalyticsRows(answer)).toBeNull();
});
