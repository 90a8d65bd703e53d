import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { EFFECT_KINDS, EFFECT_WAYS } from '../shared/domain/account/effect';
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
import { EFFECT_WORDS, WAY_WORDS } from '../shared/render/words/effect';

const [page = '', effects = ''] = readFileSync(join(__dirname, '../docs/verdicts.md'), 'utf8').split(
  '## What happens to an account',
);
/** The first cell of every row of every table about verdicts. */
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

test('it lists every effect and every way once, with the words that reports use', () => {
  const rows = [...effects.matchAll(/^\| `(\w+)` \| ([^|]+) \|/gm)].map(([, name, words]) => [name, words]);
  const all = [
    ...EFFECT_KINDS.map((kind) => [kind, EFFECT_WORDS[kind]]),
    ...EFFECT_WAYS.map((way) => [way, WAY_WORDS[way]]),
  ];
  expect([...rows].sort()).toEqual([...all].sort());
});

test.each(SIGNALS)('every code it names under %s gives that signal', (signal) => {
  const row = new RegExp(`^\\| \`${signal}\` \\| ([^|]+) \\|`, 'm').exec(page)?.[1] ?? '';
  const codes = [...row.matchAll(/\b(\d{5,6})\b/g)].map(([, code]) => Number(code));
  expect(codes.length).toBeGreaterThan(1);
  for (const code of codes) expect(signalOf(code)).toBe(signal);
});
