import { describe, expect, test } from '@jest/globals';
import { ADVICE_WORDS } from '../../../shared/render/words/advice';
import { CAUSE_WORDS } from '../../../shared/render/words/cause';
import { CLOUD_WORDS } from '../../../shared/render/words/cloud';
import { EFFECT_WORDS } from '../../../shared/render/words/effect';
import { KIND_WORDS } from '../../../shared/render/words/kind';
import { AUDIENCE_WORDS, REACH_WORDS } from '../../../shared/render/words/matrix';
import { STATE_WORDS } from '../../../shared/render/words/state';
import { STEP_WORDS } from '../../../shared/render/words/step';
import { SIGNAL_WORDS } from '../../../shared/render/words/stops';
import { REASON_WORDS, SKIP_WORDS, VERDICT_WORDS } from '../../../shared/render/words/verdict';

const TABLES = [
  ['reasons', REASON_WORDS],
  ['skips', SKIP_WORDS],
  ['effects', EFFECT_WORDS],
  ['kinds', KIND_WORDS],
  ['states', STATE_WORDS],
  ['signals', SIGNAL_WORDS],
  ['links of advice', Object.values(ADVICE_WORDS).map(({ link }) => link)],
  ['steps', STEP_WORDS],
  ['causes', CAUSE_WORDS],
  ['reaches', REACH_WORDS],
  ['audiences', AUDIENCE_WORDS],
  ['clouds', CLOUD_WORDS],
] as const;

describe('no two members of a union share their words, and none ends like a sentence', () => {
  test.each(TABLES)('%s', (_name, table) => {
    const texts = Object.values(table);
    expect(new Set(texts).size).toBe(texts.length);
    for (const text of texts) expect(text).toMatch(/^\S.*[^\s.]$/);
  });
});

test('the words blame nobody and keep to the words of the product', () => {
  expect(JSON.stringify([TABLES, ADVICE_WORDS, VERDICT_WORDS])).not.toMatch(
    /\b(alert|incident|login|log in|fail(ed|ure)?|violat\w*|fault|offend\w*|refused)\b/i,
  );
});

test('a step, which is the text of a link, holds no address of another page', () => {
  for (const step of Object.values(STEP_WORDS)) expect(step).not.toMatch(/[a-z]\.[a-z]{2}|\//i);
});
