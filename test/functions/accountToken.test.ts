import { expect, test } from '@jest/globals';
import { accountToken } from '../../functions/http/accountToken';
import { ACCOUNT_STATES, READINESS } from '../../shared/domain/account/account';
import { EFFECT_KINDS } from '../../shared/domain/account/effect';
import { fc } from '../seededFc';

const position = fc.record({
  state: fc.constantFrom(...ACCOUNT_STATES),
  roles: fc.array(fc.record({ roleId: fc.string() }), { maxLength: 1 }),
  effect: fc.record({ kind: fc.constantFrom(...EFFECT_KINDS) }),
  readiness: fc.constantFrom(...READINESS),
  lastFinding: fc.option(
    fc
      .date({ min: new Date(0), noInvalidDate: true, max: new Date('9999-12-31') })
      .map((date) => date.toISOString()),
  ),
  userId: fc.string({ minLength: 1, unit: 'grapheme' }),
});

test('a token leads back to its place, and fits a query as it is', () => {
  fc.assert(
    fc.property(position, (at) => {
      const token = accountToken.encode(at);
      expect(token).toMatch(/^[\w-]+$/);
      expect(accountToken.decode(token)).toEqual(at);
    }),
  );
});

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const AT = {
  state: 'new',
  roles: [{ roleId: 'r' }],
  effect: { kind: 'stopped' },
  readiness: 'mustRegister',
  lastFinding: '2026-03-01T09:00:00.000Z',
  userId: 'u',
};

test.each([
  ['no base64url', '%%%'],
  ['no JSON', Buffer.from('{').toString('base64url')],
  ['null', encoded(null)],
  ['an unknown state', encoded({ ...AT, state: 'old' })],
  ['a time that is none', encoded({ ...AT, lastFinding: 'today' })],
  ['no user', encoded({ ...AT, userId: undefined })],
  ['one field too many', encoded({ ...AT, more: 1 })],
])('%s is refused, with the fix', (_, token) => {
  const { success, error } = accountToken.safeDecode(token);
  expect(success).toBe(false);
  expect(error?.issues.map(({ message }) => message)).toEqual([
    'must come from a page of accounts; start again without it',
  ]);
});

test('the valid one is not', () => {
  expect(accountToken.safeDecode(encoded(AT))).toEqual({ success: true, data: AT });
});
