import { describe, expect, test } from '@jest/globals';
import { ENFORCED_APPS, indexApps, withExtraApps } from '../../shared/domain/apps/enforcedApps';
import { findingOf } from '../../shared/domain/finding/finding';
import type { SignIn } from '../../shared/domain/signIn/signIn';
import { isoTime } from '../../shared/domain/time';
import { judgeSignIn, SETTLING_MS } from '../../shared/domain/verdict/judge';
import { sessionProofs } from '../../shared/domain/verdict/sessions';
import { reasonOf } from '../../shared/domain/verdict/verdict';
import { ARM, AZURE_CLI, aContext, anMfaStep, aSignIn, NOW, OTHER_TENANT, PORTAL } from './builders';

const TEAMS = '1fec8e78-bce4-4aaf-ab1b-5451cc387264';
const judge = (change: Partial<SignIn>) => judgeSignIn(aSignIn(change), aContext());

describe('the enforced app', () => {
  test.each(ENFORCED_APPS.flatMap((app) => app.clientAppIds.map((id) => [app.key, id] as const)))(
    '%s is known by its client id %s',
    (key, appId) => {
      expect(judge({ appId, resourceId: null }).app).toBe(key);
    },
  );

  test('any other client that reaches Azure Resource Manager counts by the resource', () => {
    expect(judge({ appId: TEAMS, resourceId: ARM }).app).toBe('azureResourceManager');
  });

  test('a client id wins over the resource id', () => {
    expect(judge({ appId: AZURE_CLI, resourceId: ARM }).app).toBe('azureCli');
  });

  test('an extra entry replaces the one of its key and leaves the others', () => {
    const [portals] = ENFORCED_APPS;
    if (!portals) throw new Error('the catalogue is empty');
    const apps = indexApps(withExtraApps([{ ...portals, clientAppIds: [TEAMS] }]));
    const context = aContext({ apps });
    expect(judgeSignIn(aSignIn({ appId: TEAMS, resourceId: null }), context).app).toBe('adminPortals');
    expect(judgeSignIn(aSignIn({ appId: PORTAL, resourceId: null }), context).app).toBeNull();
    expect(judgeSignIn(aSignIn({ appId: AZURE_CLI }), context).app).toBe('azureCli');
  });
});

describe('scope', () => {
  test.each<[string, Partial<SignIn>]>([
    ['appNotEnforced', { appId: TEAMS, resourceId: null, principal: 'workload', errorCode: 50126 }],
    ['workloadIdentity', { principal: 'workload', errorCode: 50126 }],
    ['otherTenantsResource', { resourceTenantId: OTHER_TENANT, errorCode: 50126 }],
    ['noAccess', { crossTenantAccessType: 'passthrough', errorCode: 50126 }],
    ['supportAccess', { crossTenantAccessType: 'microsoftsupport' }],
    ['notCompleted', { errorCode: 50126 }],
  ])('%s', (because, change) => {
    const { verdict } = judge(change);
    expect([verdict.kind, reasonOf(verdict)]).toEqual(['outOfScope', because]);
  });

  test("no resource is another tenant's while ours is not known", () => {
    const judged = judgeSignIn(aSignIn({ resourceTenantId: OTHER_TENANT }), aContext({ tenantId: null }));
    expect(judged.verdict.kind).not.toBe('outOfScope');
  });

  test('the directory sync account is judged like any account at an enforced app', () => {
    expect(judge({ userPrincipalName: 'sync_dc01_0a1b@contoso.example' }).verdict.kind).toBe('withoutMfa');
  });
});

describe('signals', () => {
  // https://learn.microsoft.com/entra/identity-platform/reference-error-codes (read 2026-11-21).
  test.each<[string | null, number[]]>([
    ['mustRegister', [50072, 50079]],
    ['mfaFailed', [500121, 50074, 50076, 50078, 50158]],
    ['blocked', [50131, 53000, 53001, 53002, 53003, 53004, 53010, 53011]],
    ['blocked', [530000, 530032, 530034, 530035, 530999]],
    ['passwordFailed', [50034, 50053, 50055, 50056, 50057, 50064, 50126, 50144]],
    // Interrupts on the way, sessions that ended, and codes that nobody knows.
    [null, [50140, 50097, 50129, 50058, 50125, 50127, 50199, 16000, 65001, 65004]],
    [null, [50132, 50133, 50173, 70043, 70008, 700082, 123456, 529999, 531000, 1, -1]],
  ])('are %s for the codes %j', (signal, errorCodes) => {
    for (const errorCode of errorCodes) {
      const judged = judge({ errorCode });
      expect([errorCode, judged.signal]).toEqual([errorCode, signal]);
      expect(findingOf(judged)).toBeNull();
    }
  });

  test('an error elsewhere says nothing', () => {
    expect(judge({ errorCode: 50072, appId: TEAMS, resourceId: null }).signal).toBeNull();
  });
});

describe('settling', () => {
  const aged = (ageMs: number, change: Partial<SignIn> = {}) =>
    judge({ createdDateTime: isoTime(NOW - ageMs), ...change }).provisional;

  test('a finding is provisional until Microsoft has completed the record', () => {
    expect(aged(SETTLING_MS - 1)).toBe(true);
    expect(aged(SETTLING_MS)).toBe(false);
  });

  test('MFA is never provisional', () => {
    expect(aged(0, { steps: [anMfaStep()] })).toBe(false);
  });
});

describe('sessions', () => {
  const proof = aSignIn({
    id: 'p',
    sessionId: 's',
    steps: [anMfaStep()],
    createdDateTime: '2026-03-01T08:00:00.000Z',
  });
  const silent = aSignIn({ id: 'q', sessionId: 's', steps: [], createdDateTime: '2026-03-01T08:00:00.000Z' });
  const verdictOf = (signIn: SignIn, learnt: readonly SignIn[]) => {
    const sessions = sessionProofs();
    for (const one of learnt) sessions.addSignIn(one);
    return judgeSignIn(signIn, aContext({ sessions })).verdict;
  };

  test('a proof no later than the sign-in counts, with the proof named', () => {
    const verdict = verdictOf(silent, [proof]);
    expect(reasonOf(verdict)).toBe('sameSession');
    expect(verdict.evidence[1]?.value).toContain('p at 2026-03-01T08:00:00.000Z');
  });

  test.each<[string, Partial<SignIn>]>([
    ['a later proof', { createdDateTime: '2026-03-01T08:00:00.001Z' }],
    ['a proof of another session', { sessionId: 't' }],
    ["another user's proof", { userId: 'b0000002-0000-4000-8000-000000000002' }],
    ['a sign-in of the session that did not complete', { errorCode: 50126 }],
    ['a sign-in of the session without MFA', { steps: [] }],
  ])('%s does not', (_, change) => {
    expect(reasonOf(verdictOf(silent, [{ ...proof, ...change }]))).toBe('noDetails');
  });

  test('the earliest proof is kept, in whichever order they come', () => {
    const later = { ...proof, id: 'later', createdDateTime: '2026-03-01T09:00:00.000Z' };
    for (const order of [
      [proof, later],
      [later, proof],
    ]) {
      expect(reasonOf(verdictOf(silent, order))).toBe('sameSession');
    }
  });

  test('the question whether to stay signed in comes after MFA, and so proves it', () => {
    expect(reasonOf(verdictOf(silent, [{ ...proof, errorCode: 50140 }]))).toBe('sameSession');
  });

  test('a sign-in of an app that is not enforced proves it as well', () => {
    expect(reasonOf(verdictOf(silent, [{ ...proof, appId: TEAMS, resourceId: null }]))).toBe('sameSession');
  });
});
