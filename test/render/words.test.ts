import { describe, expect, test } from '@jest/globals';
import { ACCOUNT_KINDS, ACCOUNT_STATES, READINESS } from '../../shared/domain/account/account';
import { ACTIONS } from '../../shared/domain/account/advice';
import { CLOUDS } from '../../shared/domain/cloud';
import { COVERAGES } from '../../shared/domain/coverage/coverage';
import {
  CANNOT_TELL,
  MFA_PROOFS,
  OUT_OF_SCOPE,
  SIGNALS,
  SKIPS,
  VERDICT_KINDS,
  WITHOUT_MFA,
} from '../../shared/domain/verdict/verdict';
import * as words from '../../shared/render/words';

const REASONS = ['skipped', ...MFA_PROOFS, ...WITHOUT_MFA, ...CANNOT_TELL, ...OUT_OF_SCOPE];

describe('every member of every union has words of its own', () => {
  test.each([
    ['reasons', words.REASON_WORDS, REASONS],
    ['skips', words.SKIP_WORDS, SKIPS],
    ['readiness', words.READINESS_WORDS, READINESS],
    ['kinds', words.KIND_WORDS, ACCOUNT_KINDS],
    ['states', words.STATE_WORDS, ACCOUNT_STATES],
    ['signals', words.SIGNAL_WORDS, SIGNALS],
    ['actions', words.ACTION_WORDS, ACTIONS],
    ['coverage', words.COVERAGE_WORDS, COVERAGES],
    ['clouds', words.CLOUD_WORDS, CLOUDS],
  ])('%s', (_name, table, members) => {
    expect(Object.keys(table).sort()).toEqual([...members].sort());
    expect(new Set(Object.values(table)).size).toBe(members.length);
    for (const text of Object.values(table)) expect(text).toMatch(/^\S.*[^\s.]$/);
  });

  test('verdicts', () => {
    expect(Object.keys(words.VERDICT_WORDS).sort()).toEqual([...VERDICT_KINDS].sort());
  });
});

test('blames nobody and keeps to the words of the product', () => {
  const all = Object.values(words)
    .filter((table) => typeof table === 'object')
    .map((table) => JSON.stringify(table))
    .join('\n');
  expect(all).not.toMatch(
    /\b(alert|incident|login|log in|fail(ed|ure)?|violat\w*|fault|offend\w*|refused)\b/i,
  );
});

test('says why MFA was skipped', () => {
  expect(words.reasonInWords({ because: 'skipped', detail: 'rememberedDevice' })).toBe(
    'MFA was skipped: the device was remembered',
  );
  expect(words.reasonInWords({ because: 'weakPrimary', detail: null })).toBe(words.REASON_WORDS.weakPrimary);
});

test('says when and why a sign-in was stopped', () => {
  const signal = { signal: 'mfaFailed', at: '2026-11-21T04:50:00.000Z' } as const;
  expect(words.stopInWords(signal, (iso) => iso.slice(0, 10))).toBe(
    'Stopped on 2026-11-21: MFA was not completed.',
  );
});
