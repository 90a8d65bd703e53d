import { describe, expect, test } from '@jest/globals';
import {
  accountAddress,
  FILTERS,
  listAddress,
  readAddress,
  SORTS,
} from '../../../shared/render/report/address';
import { fc } from '../../seededFc';

describe('the address of the report', () => {
  test('names the filters and the sort that differ from the whole list', () => {
    expect(listAddress({})).toBe('#/accounts');
    expect(listAddress({ q: 'oskar brand', effect: 'stopped', role: '' }, 'name')).toBe(
      '#/accounts?q=oskar+brand&effect=stopped&sort=name',
    );
  });

  test('gives back each filter, whatever its text', () => {
    const value = fc.string({ minLength: 1, unit: 'binary' });
    const filter = fc.record(
      { q: value, ...Object.fromEntries(FILTERS.map((name) => [name, value])) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(filter, fc.constantFrom(...SORTS), (wanted, sort) => {
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

  test('ignores what it does not know', () => {
    expect(readAddress('#/accounts?colour=red&sort=shoe&kind=guest')).toEqual({
      page: 'list',
      filter: { kind: 'guest' },
      sort: 'urgency',
    });
  });
});
