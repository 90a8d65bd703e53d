import { expect, test } from '@jest/globals';
import { PRIVILEGED_ROLES } from '../../../shared/domain/roles/roleNames';
import type { Roles } from '../../../shared/domain/roles/roles';
import { columnsOf } from '../../../shared/tables/columns';
import { latestPosture, savePosture } from '../../../shared/tables/posture/posture';
import { decodeRoles, storedRoles } from '../../../shared/tables/posture/roles';
import { idOfRole } from '../../domain/roleIds';
import { emptyTables } from '../world';

const GLOBAL = idOfRole('Global Administrator');
const READER = idOfRole('Global Reader');
const KNOWN: Roles = {
  at: '2026-11-21T03:00:00.000Z',
  holders: {
    a: [
      { roleId: GLOBAL, held: 'eligible' },
      { roleId: READER, held: 'active' },
    ],
    b: [{ roleId: READER, held: 'active' }],
  },
  unread: ['eligible'],
};
const tables = emptyTables();

test('roles are read as they were saved', async () => {
  await savePosture(tables().posture, 'roles', '2026-11-21', KNOWN);
  expect(await latestPosture(tables().posture, 'roles')).toEqual(KNOWN);
});

test('ten roles or more are told apart', () => {
  const all = PRIVILEGED_ROLES.map((roleId) => ({ roleId, held: 'active' as const }));
  const roles = { ...KNOWN, holders: { a: all } };
  expect(decodeRoles(storedRoles(roles))).toEqual(roles);
});

test('the roles of 6,000 accounts fit in a row', () => {
  const held = KNOWN.holders.a ?? [];
  const holders = Object.fromEntries(
    Array.from({ length: 6_000 }, (_, index) => [
      `5a3c0c7e-0000-4000-8000-${String(index).padStart(12, '0')}`,
      [...held, ...PRIVILEGED_ROLES.slice(4, 8).map((roleId) => ({ roleId, held: 'active' as const }))],
    ]),
  );
  expect(() => columnsOf({ value: storedRoles({ ...KNOWN, holders }) })).not.toThrow();
});

test('roles that only another version knows are left out', () => {
  const stored = storedRoles(KNOWN);
  const newer = { ...stored, unread: ['eligible', 'moon'], holders: { ...stored.holders, c: '9a1e' } };
  expect(decodeRoles(newer)).toEqual({
    ...KNOWN,
    holders: { ...KNOWN.holders, c: [{ roleId: READER, held: 'eligible' }] },
  });
});

test.each([undefined, 'x', { ...storedRoles(KNOWN), at: 'today' }, KNOWN])('is null for %j', (value) => {
  expect(decodeRoles(value)).toBeNull();
});
