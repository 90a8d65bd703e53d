import { expect, test } from '@jest/globals';
import { REASON_WORDS, reasonInWords } from '../../../shared/render/words/verdict';

test('a skip adds why MFA was skipped', () => {
  expect(reasonInWords({ because: 'skipped', detail: 'rememberedDevice' })).toBe(
    'MFA was skipped: the device was remembered',
  );
  expect(reasonInWords({ because: 'weakPrimary', detail: null })).toBe(REASON_WORDS.weakPrimary);
});
