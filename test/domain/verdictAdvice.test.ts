import { describe, expect, test } from '@jest/globals';
import type { AccountView } from '../../shared/domain/account/account';
import { explained, type SignInOrigin } from '../../shared/domain/account/verdictAdvice';
import type { ListedCause } from '../../shared/domain/verdict/cause';
import { anAccount } from '../render/builders';

/** The steps for an account that only the sign-in log shows. */
function stepsAfter(
  causes: readonly ListedCause[],
  over: Partial<AccountView> = {},
  origin: SignInOrigin = 'files',
): readonly string[] {
  const view = anAccount({ readiness: 'unknown', advice: ['checkDetails'], ...over });
  const why = causes.map((cause) => ({
    app: 'azureCli',
    verdict: 'withoutMfa' as const,
    cause,
    times: 1,
    last: '2026-03-01T09:00:00.000Z',
  }));
  return explained(view, why, origin).advice;
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

  test('the exact setting replaces the general step', () => {
    const advice = ['endSkip', 'upgradeClient'] as const;
    expect(stepsAfter(['rememberedDevice'], { readiness: 'willBePrompted', advice })).toEqual([
      'endRememberedDevices',
      'upgradeClient',
    ]);
  });

  test('sign-ins that came from Graph are not to be exported again', () => {
    expect(stepsAfter(['noDetails'], {}, 'live')).toEqual(['checkDetails']);
  });
});

describe('a step for the account itself comes first if it decides', () => {
  test.each<[string, Partial<AccountView>, string]>([
    ['a script', { kind: 'automation', advice: ['moveToWorkloadIdentity'] }, 'moveToWorkloadIdentity'],
    ['a person with ROPC', { advice: ['moveToWorkloadIdentity'] }, 'moveToWorkloadIdentity'],
    ['break-glass', { kind: 'breakGlass', advice: ['enablePasskey'] }, 'enablePasskey'],
    ['no method', { readiness: 'mustRegister', advice: ['registerMethod'] }, 'registerMethod'],
  ])('%s', (_, over, first) => {
    expect(stepsAfter(['passwordAlone'], over)[0]).toBe(first);
  });

  test('an account that has used MFA since needs nothing', () => {
    expect(stepsAfter(['passwordAlone'], { readiness: 'usesMfa', advice: [] })).toEqual([]);
  });
});
