import { expect, test } from '@jest/globals';
import type { Action } from '../../shared/domain/account/advice';
import { NO_EFFECT } from '../../shared/domain/account/effect';
import { asksFirst, byStep, firstSteps } from '../../shared/domain/digest/firstSteps';
import { anAccount, anEffect } from '../render/builders';

const step = (userId: string, ...advice: Action[]) => anAccount({ userId, advice });

test('a step that helps somebody who cannot work, or an administrator, comes before one that helps others', () => {
  const roles = [{ roleId: 'r', held: 'active' as const }];
  const steps = firstSteps([
    { ...step('a', 'coverByPolicy') },
    { ...step('b', 'coverByPolicy') },
    { ...step('c', 'registerMethod'), effect: anEffect({ kind: 'stopped' }) },
    { ...step('d', 'endSkip'), roles },
  ]);
  expect(steps.map(({ action }) => action)).toEqual(['endSkip', 'registerMethod', 'coverByPolicy']);
});

test('the first steps are the three that help most, each with all accounts that need it', () => {
  const steps = firstSteps([
    step('a', 'registerMethod', 'endSkip'),
    step('b', 'moveToWorkloadIdentity'),
    step('c', 'registerMethod'),
    step('d', 'coverByPolicy'),
    step('e', 'keepToSync'),
  ]);
  expect(steps.map(({ action, accounts }) => [action, accounts.map(({ userId }) => userId)])).toEqual([
    ['registerMethod', ['a', 'c']],
    ['moveToWorkloadIdentity', ['b']],
    ['coverByPolicy', ['d']],
  ]);
});

test('a step that only looks or waits is none, nor is one of an account that nothing happens to or that is exempted', () => {
  expect(
    firstSteps([
      step('a', 'checkDetails', 'registerMethod'),
      step('b', 'waitForNext'),
      step('c'),
      { ...step('d', 'registerMethod'), effect: NO_EFFECT },
      { ...step('e', 'registerMethod'), state: 'excepted' },
    ]),
  ).toEqual([]);
});

test('a step of one administrator who gets in with a password alone comes before a step of many others', () => {
  const roles = [{ roleId: 'r', held: 'active' as const }];
  const many = Array.from({ length: 50 }, (_, n) => step(`o${n}`, 'endRememberedDevices'));
  const reader = { ...step('r', 'coverByPolicy'), roles, effect: anEffect({ kind: 'readsOnly' }) };
  const steps = firstSteps([...many, reader, { ...step('a', 'registerMethod'), roles }]);
  expect(steps.map(({ action }) => action)).toEqual([
    'registerMethod',
    'coverByPolicy',
    'endRememberedDevices',
  ]);
});

test('accounts by step include steps that only look, and accounts without a step', () => {
  const steps = byStep([step('a', 'checkDetails'), step('b'), step('c', 'checkDetails')]);
  expect(steps.map(({ action, accounts }) => [action, accounts.length])).toEqual([
    ['checkDetails', 2],
    [null, 1],
  ]);
});

test('an administrator who gets in with a password alone is asked before a method is registered, and nobody else', () => {
  const roles = [{ roleId: 'r', held: 'active' as const }];
  const admin = { ...step('a', 'registerMethod'), roles };
  expect(asksFirst(admin)).toBe(true);
  expect(asksFirst({ ...admin, roles: [] })).toBe(false);
  expect(asksFirst({ ...admin, effect: anEffect({ how: ['rememberedDevice'] }) })).toBe(false);
  expect(asksFirst({ ...admin, effect: anEffect({ kind: 'stopped' }) })).toBe(false);
  expect(asksFirst({ ...admin, advice: ['endSkip'] })).toBe(false);
});
