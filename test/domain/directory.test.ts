import { expect, test } from '@jest/globals';
import { isTrusted } from '../../shared/domain/account/directory';

test('the setting for a home tenant decides; any other tenant follows the default', () => {
  const byTenant = { yes: true, no: false };
  const asked = ['yes', 'no', 'other', null];
  const trust = (byDefault: boolean) => asked.map((home) => isTrusted({ byDefault, byTenant }, home));
  expect(trust(false)).toEqual([true, false, false, null]);
  expect(trust(true)).toEqual([true, false, true, null]);
  expect(isTrusted({ byDefault: false, byTenant }, 'toString')).toBe(false);
});

test('nothing read says nothing', () => {
  expect(isTrusted(null, 'yes')).toBeNull();
});
