import { describe, expect, test } from '@jest/globals';
import type { Directory } from '../../../shared/domain/account/directory';
import { type DirectoryDeps, refreshDirectory } from '../../../shared/jobs/posture/directory';
import { NOW } from '../../domain/builders';

const AT = { day: '2026-03-02', now: NOW, until: NOW + 60_000 };
const TRUST = { byDefault: false, byTenant: { fabrikam: true } };
const BEFORE: Directory = { trust: { byDefault: true, byTenant: {} }, syncAccounts: ['old'] };
const problem = { code: 'missingPermission', permission: null, lost: null } as const;

function aWorld(change: Partial<DirectoryDeps> = {}) {
  const saved: unknown[] = [];
  const untils: number[] = [];
  const deps: DirectoryDeps = {
    readGuestTrust: async (until) => {
      untils.push(until);
      return TRUST;
    },
    readSyncAccounts: async (until) => {
      untils.push(until);
      return ['sync'];
    },
    latestDirectory: async () => BEFORE,
    savePosture: async (kind, day, value) => void saved.push([kind, day, value]),
    problemOf: () => null,
    retryAdviceOf: () => null,
    ...change,
  };
  return { saved, untils, refresh: () => refreshDirectory(deps, AT) };
}

const kept = (directory: Directory) => [['directory', '2026-03-02', directory]];
const untold = () => Promise.reject(new Error('cable cut'));

test('keeps for the day whose MFA at home counts here, and who is there for synchronization', async () => {
  const world = aWorld();
  expect(await world.refresh()).toEqual({ counts: { directoryUnread: 0 }, problems: [] });
  expect(world.saved).toEqual(kept({ trust: TRUST, syncAccounts: ['sync'] }));
  expect(world.untils).toEqual([AT.until, AT.until]);
});

describe('the graces of new accounts', () => {
  const graces = { u: '2026-03-05T08:00:00.000Z' };
  const directory: Directory = { trust: TRUST, syncAccounts: ['sync'] };

  test('are kept if the settings have a grace', async () => {
    const asked: unknown[] = [];
    const world = aWorld({
      readGraces: async (at) => {
        asked.push(at);
        return graces;
      },
    });
    await world.refresh();
    expect(asked).toEqual([{ now: NOW, until: AT.until }]);
    expect(world.saved).toEqual(kept({ ...directory, graces }));
  });

  test('stay as they were kept if the new users cannot be read, and are gone without the setting', async () => {
    const latestDirectory = async () => ({ ...BEFORE, graces });
    const world = aWorld({ latestDirectory, readGraces: untold, problemOf: () => problem });
    expect(await world.refresh()).toMatchObject({ problems: [problem] });
    expect(world.saved).toEqual(kept({ ...directory, graces }));
    const without = aWorld({ latestDirectory });
    await without.refresh();
    expect(without.saved).toEqual(kept(directory));
  });
});

describe('what cannot be read', () => {
  test('stays as it was kept, is reported if an admin can fix it, and costs the rest nothing', async () => {
    const world = aWorld({ readGuestTrust: untold, problemOf: () => problem });
    expect(await world.refresh()).toEqual({ counts: { directoryUnread: 1 }, problems: [problem] });
    expect(world.saved).toEqual(kept({ trust: BEFORE.trust, syncAccounts: ['sync'] }));
  });

  test('is nothing where nothing was kept before', async () => {
    const world = aWorld({
      readSyncAccounts: untold,
      problemOf: () => problem,
      latestDirectory: async () => null,
    });
    await world.refresh();
    expect(world.saved).toEqual(kept({ trust: TRUST, syncAccounts: [] }));
  });

  test('for want of time is left to the next run, and counted', async () => {
    const world = aWorld({ readGuestTrust: untold, readSyncAccounts: untold, retryAdviceOf: () => 'later' });
    expect(await world.refresh()).toEqual({ counts: { directoryUnread: 2 }, problems: [] });
    expect(world.saved).toEqual([]);
  });

  test('for any other reason fails the part, once the rest is kept', async () => {
    const world = aWorld({ readGuestTrust: untold });
    await expect(world.refresh()).rejects.toThrow('cable cut');
    expect(world.saved).toEqual(kept({ trust: BEFORE.trust, syncAccounts: ['sync'] }));
  });
});
