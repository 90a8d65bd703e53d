import { describe, expect, test } from '@jest/globals';
import { EFFECT_KINDS } from '../../../shared/domain/account/effect';
import { effectInBrief, effectInWords, WAY_WORDS, waysInWords } from '../../../shared/render/words/effect';
import { APP_NAMES, anAccount, anEffect } from '../builders';

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
    [
      'stopped at changes alone',
      sentence({ kind: 'stopped', how: ['changes'] }),
      'Azure refused 3 changes to resources for lack of MFA since 2026-11-02, last on 2026-11-20.',
    ],
    [
      'changes that went through',
      sentence({ how: ['changes'], times: 1, isAtLeast: true }),
      'Azure let through at least 1 change to resources without MFA since 2026-11-02, last on 2026-11-20.',
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

test.each<[readonly (keyof typeof WAY_WORDS)[], string | null]>([
  [[], null],
  [['noDetails', 'conflicting'], 'the log does not say; an earlier MFA may have let it in'],
  [['noDetails', 'location'], 'from a trusted location; for some sign-ins the log does not say'],
  [['passwordAlone', 'location'], 'with a password alone; from a trusted location'],
])('the ways %j are said once, and what the log does not say last', (how, words) => {
  expect(waysInWords(how)).toBe(words);
});

test.each([
  [{ how: ['noDetails', 'location', 'passwordAlone'] }, 'gets in with a password alone'],
  [{ how: ['noDetails', 'location'] }, 'gets in from a trusted location'],
  [{ how: ['noDetails'] }, 'gets in; the log does not say how'],
  [{ how: ['changes'] }, 'gets in and changes Azure resources'],
  [{ how: ['guestHomeTenant'] }, 'gets in: its home tenant may have done MFA'],
  [{ how: ['federatedProof'] }, 'gets in: its identity provider may have done MFA'],
  [{ how: ['customControl'] }, 'gets in through a custom control, which does not satisfy mandatory MFA'],
  [{ kind: 'stopped' }, 'is stopped'],
  [{ kind: 'readsOnly' }, 'can only read'],
] as const)('in brief, %j is the gravest way alone', (effect, words) => {
  expect(effectInBrief(anEffect(effect))).toBe(words);
});
