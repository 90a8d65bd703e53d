import { expect, test } from '@jest/globals';
import { decodeWhatIf } from '../../../shared/tables/posture/whatIf';

const KNOWN = {
  at: '2026-11-21T03:00:00.000Z',
  matter: 3,
  accounts: { a: { azureManagement: 'mfa', adminPortals: 'nothing', perUserMfa: 'enabled' }, b: {} },
};

test('is read as it was saved', () => {
  expect(decodeWhatIf(KNOWN)).toEqual(KNOWN);
});

test('items that only another version knows are left out', () => {
  const a = { ...KNOWN.accounts.a, anotherResource: 'mfa' };
  const newer = { ...KNOWN, accounts: { a, b: { adminPortals: 'perhaps', perUserMfa: 'maybe' }, c: 'all' } };
  expect(decodeWhatIf(newer)).toEqual(KNOWN);
});

test.each([undefined, 'x', { ...KNOWN, at: 'today' }, { ...KNOWN, accounts: null }])(
  'is null for %j',
  (value) => {
    expect(decodeWhatIf(value)).toBeNull();
  },
);
