import { describe, expect, test } from '@jest/globals';
import { READINESS } from '../../../shared/domain/account/account';
import type { MethodLack, ReadinessReason } from '../../../shared/domain/account/readinessReason';
import { outlookOf, readinessInWords, reasonsInWords } from '../../../shared/render/words/readiness';
import { anEffect } from '../builders';

const MANDATES = ['enforced', 'postponed', 'notEnforced'] as const;
const lastMfa = '2026-03-01T09:00:00.000Z';
const lack: MethodLack = { code: 'noMethod' };

const SENTENCES = {
  stoppedNow: [{ code: 'stoppedNow' }, 'Is stopped now.'],
  changesDenied: [{ code: 'changesDenied' }, "Azure denies the account's changes for lack of MFA."],
  usesRopc: [{ code: 'usesRopc' }, 'Signs in with ROPC (password in the request), which cannot do MFA.'],
  defaultsBlockDeviceCode: [
    { code: 'defaultsBlockDeviceCode' },
    'Security defaults block device code sign-ins.',
  ],
  scriptUsesRopc: [{ code: 'scriptUsesRopc' }, 'A script uses ROPC, which cannot do MFA.'],
  runsUnattended: [{ code: 'runsUnattended' }, 'Runs unattended: nobody is there to answer an MFA prompt.'],
  methodNeedsPerson: [
    { code: 'methodNeedsPerson' },
    'A method is registered and allowed (registration report, up to 36 hours old), but a person must be there to use it.',
  ],
  breakGlassWithoutStrongMethod: [
    { code: 'breakGlassWithoutStrongMethod' },
    'Break-glass account without a passkey or certificate (registration report, up to 36 hours old).',
  ],
  boundToOneComputer: [
    { code: 'boundToOneComputer', method: 'platformCredential' },
    'A platform credential works on one computer only.',
  ],
  mfaByWeakMethod: [
    { code: 'mfaByWeakMethod', lastMfa },
    'MFA was seen on 2026-03-01, with a method that may not be at hand.',
  ],
  methodAllowed: [
    { code: 'methodAllowed' },
    'A method is registered and allowed by policy (registration report, up to 36 hours old).',
  ],
  oneComputerAllowed: [
    { code: 'oneComputerAllowed', method: 'windowsHello' },
    'Only Windows Hello is registered (registration report, up to 36 hours old). It works on one computer only; elsewhere the user needs another method.',
  ],
  registrationsUnread: [
    { code: 'registrationsUnread' },
    'The sign-in log does not show which MFA methods are registered.',
  ],
  notInReport: [
    { code: 'notInReport' },
    'Not in the registration report, which is up to 36 hours old and omits disabled accounts.',
  ],
  noMethod: [{ code: 'noMethod' }, 'No MFA method is registered (registration report, up to 36 hours old).'],
  onlyForbiddenMethods: [
    { code: 'onlyForbiddenMethods' },
    'No registered method is allowed by policy (registration report, up to 36 hours old).',
  ],
  onlyTemporaryPass: [
    { code: 'onlyTemporaryPass' },
    'Only a Temporary Access Pass is registered; it expires and is no lasting method (registration report, up to 36 hours old).',
  ],
  onlyOneComputer: [
    { code: 'onlyOneComputer', method: 'windowsHello', hasForbidden: false },
    'Only Windows Hello is usable, on one computer; elsewhere the user needs another method (registration report, up to 36 hours old).',
  ],
  mfaAtEveryApp: [
    { code: 'mfaAtEveryApp', lastMfa },
    'MFA was seen at every enforced app that the account uses, last on 2026-03-01.',
  ],
  reportOmitsMfa: [
    { code: 'reportOmitsMfa', lack },
    'The registration report lists no MFA method; it is up to 36 hours old and omits the methods of other providers.',
  ],
  mfaNewerThanReport: [
    { code: 'mfaNewerThanReport', lastMfa, lack },
    'MFA was seen on 2026-03-01. The registration report lists no MFA method, but is up to 36 hours old; the MFA may be newer.',
  ],
  mfaByFormerMethod: [
    { code: 'mfaByFormerMethod', lastMfa },
    'But MFA was seen on 2026-03-01, with a method that is gone or belongs to another provider.',
  ],
  federated: [{ code: 'federated' }, 'Federated: its identity provider must send the MFA claim.'],
  syncOnly: [
    { code: 'syncOnly' },
    'Not seen at any enforced app; directory synchronization is exempt from mandatory MFA.',
  ],
  syncWithOtherUse: [
    { code: 'syncWithOtherUse' },
    'Directory synchronization is exempt from mandatory MFA; any other use of the account is not.',
  ],
  guestHomeMfaCounts: [{ code: 'guestHomeMfaCounts' }, 'A guest: MFA done in its home tenant counts here.'],
  guestHomeMfaIgnored: [
    { code: 'guestHomeMfaIgnored' },
    'A guest: MFA done in its home tenant does not count here.',
  ],
  guestHomeMfaUnknown: [
    { code: 'guestHomeMfaUnknown' },
    'A guest: it is not known whether MFA done in its home tenant counts here.',
  ],
  guestWithPersonalAccount: [
    { code: 'guestWithPersonalAccount' },
    'A guest with a personal Microsoft account does MFA here.',
  ],
  guestWithoutTenant: [{ code: 'guestWithoutTenant' }, 'A guest without a home tenant does MFA here.'],
} as const satisfies Record<ReadinessReason['code'], readonly [ReadinessReason, string]>;

test.each(Object.values(SENTENCES))('%j', (reason, sentence) => {
  expect(reasonsInWords([reason])).toBe(sentence);
});

describe('the report that contradicts MFA is quoted', () => {
  test.each<[MethodLack, string]>([
    [{ code: 'onlyForbiddenMethods' }, 'lists only methods that policy does not allow;'],
    [{ code: 'onlyTemporaryPass' }, 'lists only a Temporary Access Pass, which expires;'],
    [
      { code: 'onlyOneComputer', method: 'windowsHello', hasForbidden: true },
      'lists no usable method but Windows Hello, which works on one computer;',
    ],
  ])('%j', (contradicting, clause) => {
    expect(reasonsInWords([{ code: 'reportOmitsMfa', lack: contradicting }])).toContain(clause);
  });
});

test('a method of one computer beside forbidden ones is not called the only one registered', () => {
  const reason = { code: 'onlyOneComputer', method: 'windowsHello', hasForbidden: true } as const;
  expect(reasonsInWords([reason])).toMatch(/^Of the registered methods, only Windows Hello is usable/);
});

test('the outlook leaves it to the effect to say that an account is stopped', () => {
  const reasons = [{ code: 'stoppedNow' }, { code: 'changesDenied' }, { code: 'noMethod' }] as const;
  const outlook = (kind: 'stopped' | 'getsIn') =>
    outlookOf({ readiness: 'mustRegister', reasons, mandate: 'notEnforced', effect: anEffect({ kind }) });
  expect(outlook('stopped')).toEqual({ label: 'Must register a method', reason: SENTENCES.noMethod[1] });
  expect(outlook('getsIn').label).toBe('Would have to register a method');
});

describe('a readiness is said in the tense of the mandate', () => {
  test.each(MANDATES)('that is %s', (mandate) => {
    const labels = READINESS.map((readiness) => readinessInWords(readiness, mandate));
    expect(new Set(labels).size).toBe(labels.length);
    for (const label of labels) expect(label).toMatch(/^\S.*[^\s.]$/);
    const future = labels.filter((label) => /\b(will|would)\b/i.test(label));
    expect(future).toHaveLength(mandate === 'enforced' ? 0 : 3);
  });
});
