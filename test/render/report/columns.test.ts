import { describe, expect, test } from '@jest/globals';
import { columnsOf, placesOf, rowAt, rowsIn } from '../../../shared/render/report/columns';
import { fc } from '../../seededFc';

const sent = (columns: unknown) => JSON.parse(JSON.stringify(columns));

describe('columns', () => {
  test('give back any rows, after they were sent as JSON', () => {
    const value = fc.oneof(fc.constantFrom('a', 'b', null), fc.jsonValue({ maxDepth: 2 }));
    const row = fc.dictionary(fc.constantFrom('id', 'kind', 'apps', '__proto', 'toString'), value);
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const plain = rows.map((one) => JSON.parse(JSON.stringify(one)));
        expect(rowsIn(sent(columnsOf(plain)))).toEqual(plain);
      }),
    );
  });

  test('hold each different value once', () => {
    const rows = Array.from({ length: 100 }, (_, index) => ({ id: `${index}`, apps: ['azureCli'] }));
    expect(columnsOf(rows).columns.apps?.values).toEqual([['azureCli']]);
    expect(columnsOf(rows).columns.id?.at).toBeUndefined();
  });

  test('find the rows of one value', () => {
    const rows = [{ user: 'a' }, { user: 'b' }, {}, { user: 'a' }];
    const columns = columnsOf<{ user?: string }>(rows);
    expect(placesOf(columns, 'user', 'a')).toEqual([0, 3]);
    expect(placesOf(columns, 'user', 'c')).toEqual([]);
    expect(placesOf(columns, 'app', 'a')).toEqual([]);
    expect(rowAt(columns, 3)).toEqual({ user: 'a' });
  });

  test('find a row among values that all differ', () => {
    expect(placesOf(columnsOf([{ user: 'a' }, { user: 'b' }]), 'user', 'b')).toEqual([1]);
  });
});
