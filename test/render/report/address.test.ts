import { describe, expect, test } from '@jest/globals';
import {
  accountAddress,
  BY_URGENCY,
  FILTERS,
  listAddress,
  readAddress,
  SORTS,
} from '../../../shared/render/report/address';
import { fc } from '../../seededFc';

describe('the address of the report', () => {
  test('names the filters and the sort that differ from the whole list', () => {
    expect(listAddress({})).toBe('#/accounts');
    expect(
      listAddress({ q: 'oskar brand', effect: 'stopped', role: '' }, { by: 'name', reversed: true }),
    ).toBe('#/accounts?q=oskar+brand&effect=stopped&sort=-name');
  });

  test('gives back each filter, whatever its text', () => {
    const value = fc.string({ minLength: 1, unit: 'binary' });
    const filter = fc.record(
      { q: value, ...Object.fromEntries(FILTERS.map((name) => [name, value])) },
      { requiredKeys: [] },
    );
    const sorts = fc.record({ by: fc.constantFrom(...SORTS), reversed: fc.boolean() });
    fc.assert(
      fc.property(filter, sorts, (wanted, sort) => {
        expect(readAddress(listAddress(wanted, sort))).toEqual({ page: 'list', filter: wanted, sort });
      }),
    );
  });

  test('gives back the account', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (userId) => {
        expect(readAddress(accountAddress(userId))).toEqual({ page: 'account', userId });
      }),
    );
  });

  test.each(['', '#', '#coverage', '#/account/', '#/account/%', '#/accountsX', '#/accounts/1'])(
    'is none of its own: %j',
    (hash) => expect(readAddress(hash)).toBeNull(),
  );

  test('can be written of an id that no text can hold', () => {
    expect(accountAddress('a\uD800b')).toBe('#/account/a%EF%BF%BDb');
  });

  test('ignores what it does not know', () => {
    expect(readAddress('#/accounts?colour=red&sort=shoe&kind=guest')).toEqual({
      page: 'list',
      filter: { kind: 'guest' },
      sort: BY_URGENCY,
    });
  });
});
