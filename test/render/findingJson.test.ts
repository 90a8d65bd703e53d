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
  const shown = findingJson(aFinding({ requirements: REQUIREMENTS }));
  expect(shown).toEqual({ ...finding, requiredBy: WORDS });
  expect(Object.keys(shown).slice(-3)).toEqual(['requiredBy', 'client', 'place']);
  expect(findingJson(aFinding()).requiredBy).toEqual([]);
});

test('the CSV lists them in one cell, and has client and place in its last columns', () => {
  const old = aFinding({ client: null, place: null });
  const [header, first, second] = findingsCsv([aFinding({ requirements: REQUIREMENTS }), old]).split('\n');
  expect(header?.endsWith(',leansOn,requiredBy,client,place')).toBe(true);
  expect(first?.endsWith(`,${WORDS.join('; ')},"Edge 140.0.0, Windows 11","Exampletown, US"`)).toBe(true);
  expect(second?.endsWith(',,,')).toBe(true);
});

test('no client or place becomes a formula in a spreadsheet', () => {
  const csv = findingsCsv([aFinding({ client: '=HYPERLINK("https://x.example")', place: '@SUM(1), NO' })]);
  expect(csv).not.toMatch(/[,"](?:=|@)/);
});
