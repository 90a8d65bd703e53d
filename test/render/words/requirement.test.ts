import { expect, test } from '@jest/globals';
import { REQUIREMENT_SOURCES } from '../../../shared/domain/requirement/requirement';
import { requiredByInWords, requirersInWords } from '../../../shared/render/words/requirement';

test('each source of a requirement has its words', () => {
  expect(requirersInWords(REQUIREMENT_SOURCES.map((source) => ({ source, name: null })))).toEqual([
    "Microsoft's mandatory MFA",
    'a Conditional Access policy',
    'security defaults',
    'per-user MFA',
    'a risk policy of Entra ID Protection',
    'another requirement',
  ]);
});

test('what the record calls it stands in quotation marks, as harmless text', () => {
  expect(
    requirersInWords([
      { source: 'policy', name: 'Admins\n\u202Eonly' },
      { source: 'other', name: 'Full moon' },
    ]),
  ).toEqual(['Conditional Access policy “Admins \uFFFDonly”', 'another requirement, “Full moon”']);
});

test('a sentence names all of them, and there is none if there is nobody', () => {
  expect(
    requiredByInWords([
      { source: 'mandate', name: null },
      { source: 'perUserMfa', name: null },
    ]),
  ).toBe("Required by Microsoft's mandatory MFA, per-user MFA.");
  expect(requiredByInWords([])).toBeNull();
});
