import { describe, expect, test } from '@jest/globals';
import { PRIVILEGED_ROLES, ROLE_NAMES } from '../../shared/domain/roles/roleNames';
import { holdersOf, isGlobalAdministrator, type Roles, rolesOf } from '../../shared/domain/roles/roles';
import { idOfRole } from './roleIds';

const GLOBAL = idOfRole('Global Administrator');
const READER = idOfRole('Global Reader');
const HELPDESK = idOfRole('Helpdesk Administrator');

describe('the roles of an account', () => {
  test('are listed with the most powerful first, whatever the order in which they were read', () => {
    const found = [READER, HELPDESK, GLOBAL].map((roleId) => ({
      userId: 'u',
      roleId,
      held: 'active' as const,
    }));
    const expected = [GLOBAL, HELPDESK, READER];
    for (const order of [found, found.toReversed()])
      expect(holdersOf(order).u?.map(({ roleId }) => roleId)).toEqual(expected);
  });

  test.each([[['active', 'eligible'] as const], [['eligible', 'active'] as const]])(
    'count a role once, as active if it is held in any active way: %j',
    (ways) => {
      const found = ways.map((held) => ({ userId: 'u', roleId: GLOBAL, held }));
      expect(holdersOf(found)).toEqual({ u: [{ roleId: GLOBAL, held: 'active' }] });
    },
  );

  test('do not include roles that are not privileged', () => {
    const exchange = idOfRole('Exchange Administrator');
    expect(holdersOf([{ userId: 'u', roleId: exchange, held: 'active' }])).toEqual({});
  });

  test('are none for an unknown account, for the name of a property, and before roles were read', () => {
    const roles: Roles = {
      at: '2026-03-02T03:00:00.000Z',
      holders: { u: [{ roleId: GLOBAL, held: 'eligible' }] },
      unread: [],
    };
    expect(rolesOf(roles, 'u')).toEqual([{ roleId: GLOBAL, held: 'eligible' }]);
    for (const userId of ['v', 'constructor']) expect(rolesOf(roles, userId)).toEqual([]);
    expect(rolesOf(null, 'u')).toEqual([]);
  });

  test('make a Global Administrator of whoever holds that role or may activate it', () => {
    expect(isGlobalAdministrator([{ roleId: READER, held: 'active' }])).toBe(false);
    for (const held of ['active', 'eligible'] as const)
      expect(
        isGlobalAdministrator([
          { roleId: READER, held: 'active' },
          { roleId: GLOBAL, held },
        ]),
      ).toBe(true);
  });
});

test('each privileged role has an id of its own and a name of its own, and Global Administrator comes first', () => {
  expect(PRIVILEGED_ROLES[0]).toBe(GLOBAL);
  expect(PRIVILEGED_ROLES).toHaveLength(35);
  for (const id of Object.keys(ROLE_NAMES)) expect(id).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
  const names = Object.values(ROLE_NAMES);
  expect(new Set(names).size).toBe(names.length);
});
