import { describe, expect, test } from '@jest/globals';
import { EFFECT_KINDS } from '../../../shared/domain/account/effect';
import { countsInBrief, effectInWords, WAY_WORDS, waysInWords } from '../../../shared/render/words/effect';
import { APP_NAMES, anAccount, anEffect, NO_COUNTS } from '../builders';

const shown = { appNames: APP_NAMES, showTime: (iso: string) => iso.slice(0, 10) };
const sentence = (effect: Parameters<typeof anEffect>[0], account: Parameters<typeof anAccount>[0] = {}) =>
  effectInWords(anAccount({ ...account, effect: anEffect(effect) }), shown);

describe('what happens to an account, in a sentence', () => {
  test.each<[string, ReturnType<typeof sentence>, string | null]>([
    ['none', sentence({ kind: 'none' }), null],
    [
      'stopped',
      sentence({ kind: 'stopped', how: ['mfaFailed', 'changes'] }),
      'Stopped 3 times since 2026-11-02 at Azure CLI: MFA was not completed; changes to Azure resources. Last on 2026-11-20.',
    ],
    ['stopped once', sentence({ kind: 'stopped', times: 1, how: [] }), 'Stopped on 2026-11-20 at Azure CLI.'],
    [
      'gets in where Microsoft enforces',
      sentence({ how: ['rememberedDevice'] }),
      'Got in 3 times since 2026-11-02 at Azure CLI, although Microsoft requires MFA there. How: from a remembered device. Last on 2026-11-20.',
    ],
    [
      'gets in where Microsoft does not enforce',
      sentence({ isAtLeast: true }, { mandate: 'postponed' }),
      'Got in at least 3 times since 2026-11-02 at Azure CLI without proven MFA. How: with a password alone. Last on 2026-11-20.',
    ],
    [
      'reads only',
      sentence({ kind: 'readsOnly' }),
      'The account can read; Azure refuses its changes. It signed in 3 times since 2026-11-02 at Azure CLI without proven MFA. How: with a password alone. Last on 2026-11-20.',
    ],
    [
      'a script',
      sentence({ kind: 'readsOnly', times: 1, how: [] }, { kind: 'automation' }),
      'The script can read; Azure refuses its changes. It signed in on 2026-11-20 at Azure CLI without proven MFA.',
    ],
  ])('%s', (_, said, right) => {
    expect(said).toBe(right);
  });

  test('has no future tense where Microsoft enforces', () => {
    for (const kind of EFFECT_KINDS)
      expect(sentence({ kind, how: Object.keys(WAY_WORDS) as (keyof typeof WAY_WORDS)[] }) ?? '').not.toMatch(
        /\bwill\b/,
      );
  });
});

test('ways that read alike are said once', () => {
  expect(waysInWords(['noDetails', 'conflicting', 'location'])).toBe(
    'the log does not say (an earlier MFA may have let it in); from a trusted location',
  );
  expect(waysInWords([])).toBeNull();
});

test('the three numbers in brief', () => {
  expect(countsInBrief(NO_COUNTS)).toBe('nobody stopped or in without MFA');
  const privileged = { stopped: 1, getsIn: 0, readsOnly: 1 };
  expect(countsInBrief({ ...NO_COUNTS, stopped: 1, getsIn: 1, readsOnly: 2_000, privileged })).toBe(
    '1 stopped, 1 gets in, 2,000 only read (2 administrators)',
  );
});
