import { expect, test } from '@jest/globals';
import { outlookOf } from '../../shared/render/words/outlook';

test('an account that is stopped is said to be, and why, without what stands beside it', () => {
  const script = 'Signs in with ROPC (password in the request), which cannot do MFA.';
  const registered = 'A method is registered.';
  expect(outlookOf({ readiness: 'willBeStopped', reason: `Is stopped now. ${script}` })).toEqual({
    label: 'Is stopped',
    reason: script,
  });
  const denied = `Is stopped now. Azure denies its changes for lack of MFA. ${registered}`;
  expect(outlookOf({ readiness: 'willBePrompted', reason: denied })).toEqual({
    label: 'Is stopped',
    reason: registered,
  });
});

test('an account that must register keeps that as what happens to it', () => {
  const reason = 'Is stopped now. No MFA method is registered.';
  expect(outlookOf({ readiness: 'mustRegister', reason })).toEqual({
    label: 'Must register a method',
    reason,
  });
});
