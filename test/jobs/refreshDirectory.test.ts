import { describe, expect, test } from '@jest/globals';
import type { AccountFacts } from '../../shared/domain/account/accountFacts';
import { type DirectoryDeps, refreshDirectory } from '../../shared/jobs/refreshDirectory';
import { NOW, OTHER_TENANT, someFacts } from '../domain/builders';
import { fakeStore } from './fakeStore';

const AT = { day: '2026-03-02', now: NOW, until: NOW + 60_000 };
const problem = { code: 'missingPermission', sentence: 'No.', mend: 'Grant it.' } as const;

function aWorld(accounts: readonly Partial<AccountFacts>[], change: Partial<DirectoryDeps> = {}) {
  const fake = fakeStore();
  for (const facts of accounts.map(someFacts)) fake.accounts.set(facts.userId, facts);
  const written: string[] = [];
  const deps: DirectoryDeps = {
    ...fake,
    updateAccounts: (userIds, asked) => {
      written.push(...userIds);
      return fake.store.updateAccounts(userIds, asked);
    },
    readGuestTrust: async () => ({ byDefault: false, byTenant: new Map([[OTHER_TENANT, true]]) }),
    readSyncAccounts: async () => new Set(['sync']),
    problemOf: () => null,
    remedyOf: () => null,
    ...change,
  };
  return { ...fake, written, refresh: () => refreshDirectory(deps, AT) };
}

const guest = { guest: true, homeTenantId: OTHER_TENANT };
const ACCOUNTS = [
  { userId: 'trusted', ...guest },
  { userId: 'untrusted', guest: true, homeTenantId: 'another' },
  { userId: 'homeless', guest: true },
  { userId: 'member' },
  { userId: 'sync' },
  { userId: 'no more', holdsSyncRole: true },
];

test('notes whose MFA at home counts here, and who is there for synchronization', async () => {
  const world = aWorld(ACCOUNTS);
  expect(await world.refresh()).toEqual({ counts: { guests: 3, directoryUpdated: 4 }, problems: [] });
  const noted = [...world.accounts.values()].map(({ userId, homeMfaTrusted, holdsSyncRole }) => [
    userId,
    homeMfaTrusted,
    holdsSyncRole,
  ]);
  expect(noted).toEqual([
    ['trusted', true, false],
    ['untrusted', false, false],
    ['homeless', null, false],
    ['member', null, false],
    ['sync', null, true],
    ['no more', null, false],
  ]);
});

test('writes nothing where nothing has changed', async () => {
  const world = aWorld(ACCOUNTS);
  await world.refresh();
  world.written.length = 0;
  await world.refresh();
  expect(world.written).toEqual([]);
});

describe('what cannot be read', () => {
  const known = [
    { userId: 'guest', ...guest, homeMfaTrusted: true },
    { userId: 'sync', holdsSyncRole: true },
  ];
  const failing = { readGuestTrust: () => Promise.reject(new Error('trust')) };

  test('leaves that as it was, is told where an admin can mend it, and costs the rest nothing', async () => {
    const world = aWorld([...known, { userId: 'no more', holdsSyncRole: true }], {
      ...failing,
      problemOf: () => problem,
    });
    expect((await world.refresh()).problems).toEqual([problem]);
    expect(world.accounts.get('guest')?.homeMfaTrusted).toBe(true);
    expect(world.accounts.get('no more')?.holdsSyncRole).toBe(false);
  });

  test('for want of time is left to the next run', async () => {
    const world = aWorld(known, {
      ...failing,
      readSyncAccounts: () => Promise.reject(new Error('roles')),
      remedyOf: () => 'later',
    });
    expect(await world.refresh()).toEqual({ counts: { guests: 1, directoryUpdated: 0 }, problems: [] });
  });

  test('for any other reason fails the part', async () => {
    await expect(aWorld(known, failing).refresh()).rejects.toThrow('trust');
  });
});
