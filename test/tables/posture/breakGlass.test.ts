import { expect, test } from '@jest/globals';
import { decodeBreakGlass } from '../../../shared/tables/posture/breakGlass';
import { aBreakGlassAccount } from '../../domain/breakGlass/facts';

const KNOWN = {
  at: '2026-11-21T03:00:00.000Z',
  accounts: [
    aBreakGlassAccount(),
    aBreakGlassAccount({ userId: null, methods: null, lockedOutBy: null, lastSignIn: null, enabled: null }),
    aBreakGlassAccount({ lastSignIn: { at: null } }),
  ],
};

test('facts about break-glass accounts are read as they were saved', () => {
  expect(decodeBreakGlass(JSON.parse(JSON.stringify(KNOWN)))).toEqual(KNOWN);
});

test('facts that only another version knows are null, and its accounts are left out', () => {
  const [first] = KNOWN.accounts;
  const newer = { ...KNOWN, accounts: [{ ...first, globalAdministrator: 'sometimes', enabled: 'x' }, 'y'] };
  expect(decodeBreakGlass(newer)).toEqual({
    ...KNOWN,
    accounts: [{ ...first, globalAdministrator: null, enabled: null }],
  });
});

test.each([undefined, 'x', { ...KNOWN, at: 'today' }, { ...KNOWN, accounts: null }])(
  'is null for %j',
  (value) => {
    expect(decodeBreakGlass(value)).toBeNull();
  },
);
