import { describe, expect, test } from '@jest/globals';
import { accountsThatMatter, type Evaluated, whatIfAnswer } from '../../shared/domain/coverage/whatIf';
import { anAccount } from '../render/builders';
import { aPolicy } from './builders';

const { controls } = aPolicy();
function evaluated(change: Partial<Evaluated> = {}, policy: Partial<Evaluated['policy']> = {}): Evaluated {
  return { policy: { ...aPolicy(), ...policy }, applies: true, reasons: null, ...change };
}
const not = (reasons: string | null) => evaluated({ applies: false, reasons });

describe('the answer of the policies for an account', () => {
  test.each<[string, readonly Evaluated[], string]>([
    ['no policy', [], 'nothing'],
    ['one that requires MFA', [evaluated()], 'mfa'],
    ['one that is report-only', [evaluated({}, { state: 'reportOnly' })], 'nothing'],
    ['one that is off', [evaluated({}, { state: 'disabled' })], 'nothing'],
    [
      'one that demands MFA or a device',
      [evaluated({}, { controls: { ...controls, builtIn: ['mfa', 'compliantDevice'] } })],
      'mfaOrOther',
    ],
    [
      'one that demands a device',
      [evaluated({}, { controls: { ...controls, builtIn: ['compliantDevice'] } })],
      'nothing',
    ],
    [
      'one that demands a custom control',
      [evaluated({}, { controls: { ...controls, builtIn: [], custom: ['duo'] } })],
      'nothing',
    ],
    ['one that blocks', [evaluated({}, { controls: { ...controls, builtIn: ['block'] } })], 'blocked'],
    [
      'one that blocks others',
      [evaluated({ applies: false, reasons: 'users' }, { controls: { ...controls, builtIn: ['block'] } })],
      'nothing',
    ],
    [
      'one that blocks under a condition, which demands no MFA',
      [evaluated({ applies: false, reasons: 'location' }, { controls: { ...controls, builtIn: ['block'] } })],
      'nothing',
    ],
    [
      'one that is only reported, under a condition',
      [evaluated({ applies: false, reasons: 'location' }, { state: 'reportOnly' })],
      'nothing',
    ],
  ])('%s', (_, policies, answer) => {
    expect(whatIfAnswer(policies)).toBe(answer);
  });

  test.each<[string | null, string]>([
    ['notEnoughInformation', 'sometimes'],
    ['devicePlatform', 'sometimes'],
    ['devices', 'sometimes'],
    ['clientApps', 'sometimes'],
    ['location', 'sometimes'],
    ['signInRisk', 'sometimes'],
    ['userRisk', 'sometimes'],
    ['insiderRisk', 'sometimes'],
    ['time', 'sometimes'],
    ['authenticationFlow', 'sometimes'],
    ['location, userRisk', 'sometimes'],
    ['location,users', 'nothing'],
    ['users', 'nothing'],
    ['application', 'nothing'],
    ['policyNotEnabled', 'nothing'],
    ['aNewReason', 'nothing'],
    ['notSet', 'nothing'],
    [null, 'nothing'],
  ])('one that does not apply for %s: %s', (reasons, answer) => {
    expect(whatIfAnswer([not(reasons)])).toBe(answer);
  });

  test('the strictest counts', () => {
    const either = evaluated({}, { controls: { ...controls, builtIn: ['mfa', 'compliantDevice'] } });
    const block = evaluated({}, { controls: { ...controls, builtIn: ['block'] } });
    expect(whatIfAnswer([not('users'), not('location'), either, evaluated(), block])).toBe('blocked');
    expect(whatIfAnswer([not('users'), not('location'), either, evaluated()])).toBe('mfa');
    expect(whatIfAnswer([not('users'), not('location'), either])).toBe('mfaOrOther');
    expect(whatIfAnswer([not('users'), not('location')])).toBe('sometimes');
  });
});

test('the accounts that matter get in or must get in, worst first', () => {
  const views = [
    anAccount({ userId: 'prompted', readiness: 'willBePrompted' }),
    anAccount({ userId: 'emergency', kind: 'breakGlass', state: 'resolved' }),
    anAccount({ userId: 'resolved', state: 'resolved' }),
    anAccount({ userId: 'excepted', state: 'excepted' }),
    anAccount({ userId: 'excepted emergency', kind: 'breakGlass', state: 'excepted' }),
    anAccount({ userId: 'stopped', readiness: 'willBeStopped' }),
  ];
  expect(accountsThatMatter(views).map(({ userId }) => userId)).toEqual(['stopped', 'prompted', 'emergency']);
});
