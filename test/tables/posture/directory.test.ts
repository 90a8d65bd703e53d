import { expect, test } from '@jest/globals';
import { decodeDirectory } from '../../../shared/tables/posture/directory';

const KNOWN = { trust: { byDefault: false, byTenant: { a: true } }, syncAccounts: ['u'] };

test('is read as it was saved', () => {
  expect(decodeDirectory(JSON.parse(JSON.stringify(KNOWN)))).toEqual(KNOWN);
  const graces = { u: '2026-03-05T08:00:00.000Z' };
  expect(decodeDirectory({ ...KNOWN, graces })).toEqual({ ...KNOWN, graces });
  expect(decodeDirectory({ ...KNOWN, graces: 7 })).toEqual(KNOWN);
  expect(decodeDirectory({ ...KNOWN, trust: null })).toEqual({ ...KNOWN, trust: null });
});

test('a value that another version wrote differently is not known', () => {
  expect(decodeDirectory({ trust: 'all', syncAccounts: 7 })).toEqual({ trust: null, syncAccounts: [] });
  for (const value of [undefined, null, 'x']) expect(decodeDirectory(value)).toBeNull();
});
