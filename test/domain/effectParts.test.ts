import { expect, test } from '@jest/globals';
import { effectParts } from '../../shared/domain/digest/effectParts';
import { anAccount, anEffect } from '../render/builders';

const stopped = (
  over: Parameters<typeof anAccount>[0],
  how: readonly ['mfaFailed' | 'changes', ...'changes'[]],
) => anAccount({ ...over, effect: anEffect({ kind: 'stopped', how }) });

test('people that are stopped at sign-in are counted apart from scripts and from refused changes', () => {
  const roles = [{ roleId: 'r', held: 'active' as const }];
  const { lockedOut, scripts, byPassword } = effectParts([
    stopped({ roles }, ['mfaFailed', 'changes']),
    stopped({ kind: 'guest' }, ['mfaFailed']),
    stopped({}, ['changes']),
    stopped({ kind: 'automation' }, ['mfaFailed']),
    stopped({ state: 'excepted' }, ['mfaFailed']),
    anAccount({ kind: 'sync' }),
    anAccount({ roles }),
    anAccount({ effect: anEffect({ how: ['location'] }) }),
  ]);
  expect([lockedOut.stopped, lockedOut.privileged.stopped]).toEqual([2, 1]);
  expect([scripts.stopped, scripts.getsIn]).toEqual([1, 1]);
  expect([byPassword.getsIn, byPassword.privileged.getsIn]).toEqual([2, 1]);
});
