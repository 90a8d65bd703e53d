import { expect, test } from '@jest/globals';
import { ACTIONS, VERDICT_ACTIONS } from '../../../shared/domain/account/advice';
import { adviceInWords } from '../../../shared/render/words/advice';

test.each([...ACTIONS, ...VERDICT_ACTIONS])('%s has a sentence and a page of Microsoft', (action) => {
  const { sentence, url, action: named } = adviceInWords(action);
  expect(named).toBe(action);
  expect(sentence).toMatch(/^[A-Z].{20,140}\.$/);
  expect(new URL(url).hostname).toBe('learn.microsoft.com');
});
