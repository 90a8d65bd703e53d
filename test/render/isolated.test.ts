import { expect, test } from '@jest/globals';
import { cut, isolated } from '../../shared/render/isolated';

test('only names with right-to-left letters get marks', () => {
  expect(isolated('Anna Bérg 李')).toBe('Anna Bérg 李');
  for (const name of ['שלום', 'Anna سارة', 'ߞ', '𞤀']) expect(isolated(name)).toBe(`\u2068${name}\u2069`);
});

test('a line that is cut in an isolated name closes the isolate', () => {
  const line = `A ${isolated('שלום')} b`;
  expect(cut(line, 20)).toBe(line);
  expect(cut(line, 6)).toBe('A \u2068של\u2069…');
  expect(cut(line, 9)).toBe(`A ${isolated('שלום')}…`);
  expect(cut('𝕏𝕏𝕏', 2)).toBe('𝕏…');
});
