import { expect, test } from '@jest/globals';
import { NO_EFFECT } from '../../../shared/domain/account/effect';
import { happenedInWords, whoInWords } from '../../../shared/render/words/digestEntry';
import { APP_NAMES, anAccount, anEffect } from '../builders';

const shown = { appNames: APP_NAMES, showTime: (iso: string) => iso.slice(0, 10) };
const happened = (effect: Parameters<typeof anEffect>[0]) =>
  happenedInWords(anAccount({ effect: anEffect(effect) }), shown);

test.each<[string, string | null, string | null]>([
  [
    'a stop at several apps',
    happened({ kind: 'stopped', how: ['mfaFailed'], apps: ['azureCli', 'azurePowerShell', 'adminPortals'] }),
    'Stopped 3 times at Azure CLI and 2 other apps: MFA was not completed; last 2026-11-20.',
  ],
  ['one sign-in', happened({ times: 1 }), 'Got in at Azure CLI: with a password alone (2026-11-20).'],
  [
    'the gravest way alone',
    happened({ how: ['location', 'passwordAlone'], isAtLeast: true }),
    'Got in at least 3 times at Azure CLI: with a password alone; last 2026-11-20.',
  ],
  [
    'a script that reads',
    happened({ kind: 'readsOnly', how: ['noDetails'] }),
    'Can only read. Signed in 3 times at Azure CLI; last 2026-11-20.',
  ],
  [
    'changes that Azure refused',
    happened({ kind: 'stopped', how: ['changes'], times: 1 }),
    'Azure refused 1 change for lack of MFA, last 2026-11-20.',
  ],
  [
    'changes that went through',
    happened({ how: ['changes'], isAtLeast: true, last: null }),
    'Azure let at least 3 changes through without MFA.',
  ],
  [
    'a block by policy',
    happenedInWords(
      anAccount({ effect: NO_EFFECT, lastSignal: { signal: 'blocked', at: '2026-11-21T04:50:00.000Z' } }),
      shown,
    ),
    'Stopped on 2026-11-21: a policy blocked it.',
  ],
  ['nothing known', happenedInWords(anAccount({ effect: NO_EFFECT }), shown), null],
])('%s in one line', (_case, said, right) => {
  expect(said).toBe(right);
});

test('an account is described by role and kind, a person without a role by nothing', () => {
  const roles = [{ roleId: '62e90394-69f5-4237-9190-012177145e10', held: 'active' as const }];
  expect(whoInWords(anAccount({ roles, kind: 'guest' }))).toBe('Global Administrator, guest');
  expect(whoInWords(anAccount({ kind: 'automation' }))).toBe('script');
  expect(whoInWords(anAccount())).toBe('');
});
