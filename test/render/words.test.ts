import { describe, expect, test } from '@jest/globals';
import { CAUSE_WORDS } from '../../shared/render/words/cause';
import * as words from '../../shared/render/words/words';

describe('no two members of a union share their words, and none ends like a sentence', () => {
  test.each([
    ['reasons', words.REASON_WORDS],
    ['skips', words.SKIP_WORDS],
    ['readiness', words.READINESS_WORDS],
    ['kinds', words.KIND_WORDS],
    ['states', words.STATE_WORDS],
    ['signals', words.SIGNAL_WORDS],
    ['actions', words.ACTION_WORDS],
    ['causes', CAUSE_WORDS],
    ['coverage', words.COVERAGE_WORDS],
    ['clouds', words.CLOUD_WORDS],
  ])('%s', (_name, table) => {
    const texts = Object.values(table);
    expect(new Set(texts).size).toBe(texts.length);
    for (const text of texts) expect(text).toMatch(/^\S.*[^\s.]$/);
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

test('denied changes are told with how often and when, as exactly as the log was read', () => {
  const changes = { denied: 2, wentThrough: 0, lastDenied: '2026-11-18', isAtLeast: false };
  const said = (change: object) => words.deniedInWords({ ...changes, ...change }, (iso) => iso);
  expect(said({})).toBe('Azure denied its changes to resources 2 times for lack of MFA, last on 2026-11-18.');
  expect(said({ denied: 1 })).toContain(' once for lack of MFA');
  expect(said({ isAtLeast: true })).toContain(' at least 2 times ');
  expect(said({ denied: 0, lastDenied: null })).toBeNull();
  expect(words.deniedInWords(null, (iso) => iso)).toBeNull();
});
