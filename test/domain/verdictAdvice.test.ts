import { describe, expect, test } from '@jest/globals';
import type { AccountView } from '../../shared/domain/account/account';
import { VERDICT_ACTIONS } from '../../shared/domain/account/advice';
import { ADVICE } from '../../shared/domain/account/adviceFor';
import { explained, type SignInOrigin, VERDICT_ADVICE } from '../../shared/domain/account/verdictAdvice';
import type { ListedCause } from '../../shared/domain/verdict/cause';
import { anAccount } from '../render/builders';

/** Of somebody of whom the log alone is known. */
function stepsAfter(
  causes: readonly ListedCause[],
  over: Partial<AccountView> = {},
  origin: SignInOrigin = 'files',
): readonly string[] {
  const view = anAccount({ readiness: 'unknown', advice: [ADVICE.checkDetails], ...over });
  const why = causes.map((cause) => ({
    app: 'azureCli',
    verdict: 'withoutMfa' as const,
    cause,
    times: 1,
    last: '2026-03-01T09:00:00.000Z',
  }));
  return explained(view, why, origin).advice.map(({ action }) => action);
}

describe('the next step follows from the verdict', () => {
  test.each<[ListedCause, readonly string[]]>([
    ['passwordAlone', ['coverByPolicy', 'registerMethod']],
    ['weakPrimary', ['coverByPolicy', 'registerMethod']],
    ['registrationPrompted', ['registerMethod']],
    ['expiredProof', ['waitForNext']],
    ['rememberedDevice', ['endRememberedDevices']],
    ['location', ['endTrustedPlaces']],
    ['corporateNetwork', ['endNetworkTrust']],
    ['appPassword', ['endAppPasswords']],
    ['registeredDevice', ['requireMfaOfDevices']],
    ['brokerFlow', ['waitForNext']],
    ['detailsLeftOut', ['exportDetails']],
    ['noDetails', ['checkDetails']],
    ['firstFactorFromToken', ['readEarlier']],
    ['certificateStrength', ['bindCertificates']],
    ['guestHomeTenant', ['trustHomeTenant']],
    ['federatedProof', ['sendMultipleAuthn']],
    ['mustRegister', ['registerMethod']],
    ['mfaFailed', ['finishMfa']],
    ['blocked', ['checkBlock']],
    ['passwordFailed', ['askAboutPassword']],
    ['conflicting', ['checkDetails']],
  ])('%s', (cause, steps) => {
    expect(stepsAfter([cause])).toEqual(steps);
  });

  test('the gravest first, each step once', () => {
    expect(stepsAfter(['rememberedDevice', 'detailsLeftOut', 'location', 'rememberedDevice'])).toEqual([
      'endRememberedDevices',
      'exportDetails',
      'endTrustedPlaces',
    ]);
  });

  test('the exact setting takes the place of the general sentence', () => {
    const advice = [ADVICE.endSkip, ADVICE.upgradeClient];
    expect(stepsAfter(['rememberedDevice'], { readiness: 'willBePrompted', advice })).toEqual([
      'endRememberedDevices',
      'upgradeClient',
    ]);
  });

  test('nobody is told to export again what came from Graph', () => {
    expect(stepsAfter(['noDetails'], {}, 'live')).toEqual(['checkDetails']);
  });
});

describe('what is known of the account comes first if it decides', () => {
  test.each<[string, Partial<AccountView>, string]>([
    ['a script', { kind: 'automation', advice: [ADVICE.moveToWorkloadIdentity] }, 'moveToWorkloadIdentity'],
    ['a person with ROPC', { advice: [ADVICE.moveToWorkloadIdentity] }, 'moveToWorkloadIdentity'],
    ['break-glass', { kind: 'breakGlass', advice: [ADVICE.enablePasskey] }, 'enablePasskey'],
    ['no method', { readiness: 'mustRegister', advice: [ADVICE.registerMethod] }, 'registerMethod'],
  ])('%s', (_, over, first) => {
    expect(stepsAfter(['passwordAlone'], over)[0]).toBe(first);
  });

  test('whoever used MFA since has nothing to do', () => {
    expect(stepsAfter(['passwordAlone'], { readiness: 'usesMfa', advice: [] })).toEqual([]);
  });
});

test.each(VERDICT_ACTIONS)('%s has a sentence and a page of Microsoft', (action) => {
  const { sentence, url, action: named } = VERDICT_ADVICE[action];
  expect(named).toBe(action);
  expect(sentence).toMatch(/^[A-Z].*\.$/);
  expect(new URL(url).hostname).toBe('learn.microsoft.com');
});
