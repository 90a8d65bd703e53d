import { expect, test } from '@jest/globals';
import { stopInWords } from '../../../shared/render/words/stops';

test('a stopped sign-in is reported with when and why', () => {
  const signal = { signal: 'mfaFailed', at: '2026-11-21T04:50:00.000Z' } as const;
  expect(stopInWords(signal, (iso) => iso.slice(0, 10))).toBe(
    'Stopped on 2026-11-21: MFA was not completed.',
  );
});
