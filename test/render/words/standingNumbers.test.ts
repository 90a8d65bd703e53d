import { expect, test } from '@jest/globals';
import { numbersInWords } from '../../../shared/render/words/standingNumbers';
import { NO_COUNTS } from '../builders';

const NOW = {
  ...NO_COUNTS,
  stopped: 3,
  getsIn: 1_200,
  readsOnly: 5,
  privileged: { stopped: 0, getsIn: 2, readsOnly: 0 },
};

test('the numbers of today have their change in a week', () => {
  const effects = { ...NO_COUNTS, stopped: 1, getsIn: 2_400, readsOnly: 5 };
  expect(numbersInWords(NOW, { day: '2026-11-14', effects })).toEqual({
    columns: ['', 'Now', '7-day change'],
    rows: [
      { label: 'Stopped', now: '3', change: '+2' },
      { label: 'Get in without proven MFA (2 administrators)', now: '1,200', change: '−1,200' },
      { label: 'Can only read', now: '5', change: 'same' },
      { label: 'Exempted', now: '0', change: 'same' },
    ],
  });
});

test('without numbers of a week ago no change is claimed', () => {
  const { columns, rows } = numbersInWords(NOW, null);
  expect([columns[2], ...rows.map(({ change }) => change)]).toEqual(['', '', '', '', '']);
});
