import { expect, test } from '@jest/globals';
import type { Requirement } from '../../shared/domain/requirement/requirement';
import { findingJson } from '../../shared/render/findingJson';
import { findingsCsv } from '../../shared/render/findingsCsv';
import { aFinding } from './builders';

const REQUIREMENTS: readonly Requirement[] = [
  { source: 'mandate', name: null },
  { source: 'policy', name: 'Require MFA for admins' },
];
const WORDS = ["Microsoft's mandatory MFA", 'Conditional Access policy “Require MFA for admins”'];

test('the API names who required MFA in words, and gives all else as it is', () => {
  const { requirements: _, ...finding } = aFinding();
  expect(findingJson(aFinding({ requirements: REQUIREMENTS }))).toEqual({ ...finding, requiredBy: WORDS });
  expect(findingJson(aFinding()).requiredBy).toEqual([]);
});

test('the CSV lists them in one cell', () => {
  const [header, first, second] = findingsCsv([aFinding({ requirements: REQUIREMENTS }), aFinding()]).split(
    '\n',
  );
  expect(header?.endsWith(',leansOn,requiredBy')).toBe(true);
  expect(first?.endsWith(`,${WORDS.join('; ')}`)).toBe(true);
  expect(second?.endsWith(',')).toBe(true);
});
