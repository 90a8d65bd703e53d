import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { signalOf } from '../shared/domain/verdict/errorCodes';
import {
  CANNOT_TELL,
  MFA_PROOFS,
  OUT_OF_SCOPE,
  SIGNALS,
  SKIPS,
  VERDICT_KINDS,
  WITHOUT_MFA,
} from '../shared/domain/verdict/verdict';

const page = readFileSync(join(__dirname, '../docs/verdicts.md'), 'utf8');
/** The first cell of every row of every table. */
const listed = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);

test('the page for admins lists every reason, detail and signal once', () => {
  const all = [
    'skipped',
    ...WITHOUT_MFA,
    ...SKIPS,
    ...CANNOT_TELL,
    ...MFA_PROOFS,
    ...OUT_OF_SCOPE,
    ...SIGNALS,
  ];
  expect([...listed].sort()).toEqual([...all].sort());
});

test('it has a section for every verdict', () => {
  const sections = [...page.matchAll(/^## (\w+):/gm)].map(([, name]) => name);
  expect(sections.sort()).toEqual([...VERDICT_KINDS].sort());
});

test.each(SIGNALS)('every code it names under %s gives that signal', (signal) => {
  const row = new RegExp(`^\\| \`${signal}\` \\| ([^|]+) \\|`, 'm').exec(page)?.[1] ?? '';
  const codes = [...row.matchAll(/\b(\d{5,6})\b/g)].map(([, code]) => Number(code));
  expect(codes.length).toBeGreaterThan(1);
  for (const code of codes) expect(signalOf(code)).toBe(signal);
});
