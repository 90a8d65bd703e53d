import { expect, test } from '@jest/globals';
import { decodePostureRun } from '../../shared/decode/postureRun';

const AT = '2026-11-20T03:00:00.000Z';
const KNOWN = { code: 'notLicensed', sentence: 'There is no licence.', mend: 'Assign one.' };

test('drops a problem that only another version knows, and keeps the rest', () => {
  const problems = [{ code: 'fromTheFuture', sentence: 'a', mend: 'b' }, KNOWN, 'broken', null];
  expect(decodePostureRun({ at: AT, problems })).toEqual({ at: AT, problems: [KNOWN] });
});

test.each([
  ['nothing', undefined],
  ['no problems', { at: AT }],
  ['no time', { at: 'yesterday', problems: [] }],
])('is null for a value with %s', (_, value) => {
  expect(decodePostureRun(value)).toBeNull();
});
