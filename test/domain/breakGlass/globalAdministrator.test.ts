import { expect, test } from '@jest/globals';
import { globalAdministratorOf, type RoleTerm } from '../../../shared/domain/breakGlass/globalAdministrator';
import type { RoleHeld, Roles } from '../../../shared/domain/roles/roles';
import { idOfRole } from '../roleIds';

const rolesWith = (held: RoleHeld['held'] | null, unread: Roles['unread'] = []): Roles => ({
  at: '2026-03-02T03:00:00.000Z',
  holders: {
    u: [
      ...(held === null ? [] : [{ roleId: idOfRole('Global Administrator'), held }]),
      { roleId: idOfRole('Global Reader'), held: 'active' },
    ],
  },
  unread,
});
const GROUPS = new Set(['g']);
const term = (principalId: string, isPermanent: boolean): RoleTerm => ({ principalId, isPermanent });

test.each<[string | null, string, Roles | null, readonly RoleTerm[] | null, ReadonlySet<string> | null]>([
  ['permanent', 'it is assigned without end', rolesWith('active'), [term('u', true)], GROUPS],
  ['permanent', 'a group of it is assigned without end', rolesWith('active'), [term('g', true)], GROUPS],
  [
    'permanent',
    'one of two assignments is without end',
    rolesWith('active'),
    [term('u', false), term('g', true)],
    GROUPS,
  ],
  ['permanent', 'Privileged Identity Management is not licensed', rolesWith('active'), [], null],
  ['permanent', 'PIM does not know the assignment', rolesWith('active'), [term('v', false)], GROUPS],
  ['temporary', 'the assignment has an end', rolesWith('active'), [term('u', false)], GROUPS],
  ['eligible', 'it may activate the role', rolesWith('eligible'), [], GROUPS],
  ['none', 'it holds only other roles', rolesWith(null), [], GROUPS],
  [null, 'members of groups were not read', rolesWith(null, ['groups']), [], GROUPS],
  [null, 'roles were never read', null, [], GROUPS],
  [null, 'the terms could not be read', rolesWith('active'), null, GROUPS],
  [null, 'the term may be that of a group', rolesWith('active'), [term('g', true)], null],
])('Global Administrator is held as %s if %s', (expected, _, roles, terms, groups) => {
  expect(globalAdministratorOf('u', { roles, terms, groups })).toBe(expected);
});
