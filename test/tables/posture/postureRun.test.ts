import { expect, test } from '@jest/globals';
import { decodePostureRun } from '../../../shared/tables/posture/postureRun';

const AT = '2026-11-20T03:00:00.000Z';
const KNOWN = { code: 'notLicensed', sentence: 'There is no licence.', mend: 'Assign one.' };

test('drops a part or problem that only another version knows, and keeps the rest', () => {
  const problems = [{ code: 'fromTheFuture', sentence: 'a', mend: 'b' }, KNOWN, 'broken', null];
  const coverage = { at: AT, problems, failure: null };
  const counts = { at: null, problems: [], failure: 'Graph is away.' };
  const stored = { at: AT, parts: { coverage, counts, fromTheFuture: coverage, audit: 'broken' } };
  expect(decodePostureRun(stored)).toEqual({
    at: AT,
    parts: {
      coverage: { ...coverage, problems: [KNOWN] },
      counts: { ...counts, failure: { system: 'earlierVersion', sentence: 'Graph is away.' } },
    },
  });
});

test.each([
  ['nothing', undefined],
  ['no parts', { at: AT }],
  ['no time', { at: 'yesterday', parts: {} }],
])('is null for a value with %s', (_, value) => {
  expect(decodePostureRun(value)).toBeNull();
});
