import { describe, expect, test } from '@jest/globals';
import { DAY_MS, HOUR_MS, isoTime, MINUTE_MS } from '../../../shared/domain/time';
import { NOW } from '../../domain/builders';
import { aWorld, DAYS_KEPT } from '../pollWorld';
import { aRawMfaSignIn, aRawSignIn } from '../rawSignIn';
import { storedTables } from '../storedTables';

const ago = (ms: number) => isoTime(NOW - ms);

describe('the first poll', () => {
  test('reads all that the tenant keeps, newest first, each moment once', async () => {
    const world = aWorld();
    const summary = await world.poll();
    expect(summary.complete).toBe(true);
    expect(world.asked[0]).toEqual({ from: NOW - DAY_MS / 2, to: NOW });
    for (const [index, span] of world.asked.slice(1).entries())
      expect(span.to).toBe(world.asked[index]?.from);
    // An hour to spare: Graph refuses a start before what it keeps.
    expect(world.asked.at(-1)?.from).toBe(NOW - DAYS_KEPT * DAY_MS + HOUR_MS);
  });

  test('stores findings, accounts and rejects, and says how many', async () => {
    const world = aWorld();
    world.put(aRawSignIn(), aRawMfaSignIn({ id: 'a2' }), aRawSignIn({ id: 'a3', userAgent: 7 }));
    const summary = await world.poll();
    expect([...world.findings.keys()]).toEqual(['a1']);
    expect(world.accounts.size).toBe(1);
    expect(world.rejects()[0]).toMatchObject({ field: 'userAgent' });
    expect(summary).toMatchObject({ findings: 1, read: 2 });
  });

  test('leaves out whole records of other logs, without a reject', async () => {
    const world = aWorld();
    const audit = { activityDateTime: ago(HOUR_MS), activityDisplayName: 'Update user', targetResources: [] };
    world.put(aRawSignIn(), { id: 'audit', ...audit });
    const { read, rejected } = await world.poll();
    expect([read, rejected, world.rejects()]).toEqual([1, 0, []]);
  });

  test('that runs out of time goes on where it was', async () => {
    const world = aWorld({ budgetMs: 5 * MINUTE_MS });
    world.takes(() => 2 * MINUTE_MS);
    const { complete, readFrom } = await world.poll();
    expect([complete, world.asked.length]).toEqual([false, 3]);
    world.asked.length = 0;
    await world.poll(NOW + 15 * MINUTE_MS);
    expect(world.asked.slice(0, 2).map(({ to }) => isoTime(to))).toEqual([
      isoTime(NOW + 15 * MINUTE_MS),
      readFrom,
    ]);
  });
});

describe('a log that polls do not come to the end of', () => {
  const told = (world: ReturnType<typeof aWorld>) =>
    world.checkpoints.get('run')?.problems.map(({ code }) => code);

  test('is reported when that has lasted a day, and no longer once one does', async () => {
    let isSlow = true;
    const world = aWorld({ budgetMs: MINUTE_MS });
    world.takes(() => (isSlow ? 2 * MINUTE_MS : 0));
    const polls: unknown[] = [];
    for (const ms of [0, HOUR_MS, DAY_MS - MINUTE_MS, DAY_MS]) {
      await world.poll(NOW + ms);
      polls.push(told(world));
    }
    expect(polls).toEqual([[], [], [], ['pollBehind']]);
    expect(world.checkpoints.get('run')?.problems[0]).toMatchObject({ since: '2026-03-02T12:00:00.000Z' });
    isSlow = false;
    expect((await world.poll(NOW + DAY_MS + HOUR_MS)).complete).toBe(true);
    expect(told(world)).toEqual([]);
  });
});

describe('the next poll', () => {
  const next = NOW + 15 * MINUTE_MS;

  test('reads from three hours before the checkpoint', async () => {
    const world = aWorld();
    await world.poll();
    world.asked.length = 0;
    await world.poll(next);
    expect(world.asked).toEqual([{ from: NOW - 3 * HOUR_MS, to: next }]);
  });

  test('finds a sign-in that appeared late', async () => {
    const world = aWorld();
    await world.poll();
    world.put(aRawSignIn({ createdDateTime: ago(2 * HOUR_MS) }));
    await world.poll(next);
    expect(world.findings.get('a1')?.verdict).toBe('withoutMfa');
  });

  test('withdraws a finding whose record now proves MFA, and corrects the account', async () => {
    const world = aWorld();
    const [early, late] = [ago(2.5 * HOUR_MS), ago(2.2 * HOUR_MS)];
    world.put(aRawSignIn({ createdDateTime: early }), aRawSignIn({ id: 'a2', createdDateTime: late }));
    await world.poll();
    world.put(aRawMfaSignIn({ id: 'a2', createdDateTime: late }));
    await world.poll(next);
    expect([...world.findings.keys()]).toEqual(['a1']);
    const use = [...world.accounts.values()][0]?.apps.adminPortals;
    expect(use).toMatchObject({ firstFinding: early, lastFinding: early, lastMfa: late });
  });

  test('takes back the MFA of a record that turns out to be none, with what its session proved', async () => {
    const world = aWorld();
    const [claimed, leaning] = [ago(2.5 * HOUR_MS), ago(2.2 * HOUR_MS)];
    const session = { sessionId: 's' };
    world.put(
      aRawMfaSignIn({ ...session, createdDateTime: claimed }),
      aRawSignIn({ ...session, id: 'a2', authenticationDetails: [], createdDateTime: leaning }),
    );
    await world.poll();
    expect(world.findings.size).toBe(0);
    world.put(aRawSignIn({ ...session, createdDateTime: claimed }));
    await world.poll(next);
    expect([...world.findings.keys()].sort()).toEqual(['a1', 'a2']);
    const [account] = [...world.accounts.values()];
    expect(account?.sessions).toEqual({});
    expect(account?.apps.adminPortals).toMatchObject({ firstFinding: claimed, lastFinding: leaning });
    expect(account?.apps.adminPortals?.lastMfa).not.toBe(claimed);
  });

  test('corrects an account that claims a finding in the span it reads which nobody has stored', async () => {
    const world = aWorld();
    const [mfa, phantom] = [ago(2.2 * HOUR_MS), ago(2.5 * HOUR_MS)];
    world.put(aRawMfaSignIn({ createdDateTime: mfa }));
    await world.poll();
    const [account] = [...world.accounts.values()];
    if (!account) throw new Error('no account');
    const use = { firstFinding: phantom, lastFinding: phantom, lastMfa: mfa };
    world.accounts.set(account.userId, { ...account, apps: { adminPortals: use } });
    await world.poll(next);
    expect(world.accounts.get(account.userId)?.apps.adminPortals).toMatchObject({
      firstFinding: null,
      lastFinding: null,
      lastMfa: mfa,
    });
  });

  test('keeps what may still change out of the accounts until it has settled', async () => {
    const world = aWorld();
    world.put(aRawSignIn({ createdDateTime: ago(HOUR_MS) }));
    await world.poll();
    expect(world.findings.get('a1')?.provisional).toBe(true);
    expect(world.accounts.size).toBe(0);
    await world.poll(NOW + 1.5 * HOUR_MS);
    expect(world.findings.get('a1')?.provisional).toBe(false);
    expect(world.accounts.size).toBe(1);
  });

  test('after a week of silence misses nothing', async () => {
    const world = aWorld();
    await world.poll();
    world.put(aRawSignIn({ createdDateTime: isoTime(NOW + 2 * DAY_MS) }));
    await world.poll(NOW + 7 * DAY_MS);
    expect([...world.findings.keys()]).toEqual(['a1']);
  });
});

describe('when something breaks', () => {
  test('leaves the checkpoint alone when a finding cannot be saved, and the next poll catches up', async () => {
    let broken = true;
    const fake = storedTables();
    const world = aWorld({
      ...storing(fake),
      writeFindings: async (read) => {
        if (broken) throw new Error('disk on fire');
        return fake.store.writeFindings(read);
      },
    });
    world.put(aRawSignIn());
    await expect(world.poll()).rejects.toThrow('disk on fire');
    expect(world.checkpoints.has('recent')).toBe(false);
    broken = false;
    await world.poll();
    expect([...fake.findings.keys()]).toEqual(['a1']);
  });

  test('notes for health the problem that an admin can fix', async () => {
    const problem = { code: 'notLicensed' as const };
    const world = aWorld({
      readSignIns: () => {
        throw new Error('403');
      },
      problemOf: () => problem,
    });
    await expect(world.poll()).rejects.toThrow('403');
    expect(world.checkpoints.get('run')?.problems).toEqual([problem]);
  });

  test('a poll compares all accounts if another one moved the backfill and died', async () => {
    const world = aWorld();
    world.put(aRawMfaSignIn({ createdDateTime: ago(3 * DAY_MS) }));
    await world.poll();
    const [account] = [...world.accounts.values()];
    if (!account) throw new Error('no account');
    const [phantom] = [ago(5 * DAY_MS)];
    const use = { firstFinding: phantom, lastFinding: phantom, lastMfa: ago(3 * DAY_MS) };
    const listed = () => world.accounts.get(account.userId)?.apps.adminPortals?.lastFinding;
    world.accounts.set(account.userId, { ...account, apps: { adminPortals: use } });
    await world.poll(NOW + 15 * MINUTE_MS);
    expect(listed()).toBe(phantom);
    const backfill = await world.readCheckpoint('backfill');
    await world.moveCheckpoint('backfill', { at: ago(29 * DAY_MS), problems: [] }, backfill?.etag ?? null);
    await world.poll(NOW + 30 * MINUTE_MS);
    expect(listed()).toBeNull();
  });

  test('two polls at once store the same as one', async () => {
    const world = aWorld();
    world.put(aRawSignIn(), aRawMfaSignIn({ id: 'a2' }));
    await Promise.all([world.poll(), world.poll()]);
    expect([...world.findings.keys()]).toEqual(['a1']);
    expect(world.checkpoints.get('recent')?.at).toBe(isoTime(NOW));
  });
});

/** The tables of a world that the test reaches into. */
function storing(stored: ReturnType<typeof storedTables>) {
  const { store, readCheckpoint, moveCheckpoint } = stored;
  return { ...store, readCheckpoint, moveCheckpoint, allAccounts: () => stored.allAccounts() };
}

describe('a finding that turns out to be MFA', () => {
  const at = ago(2.5 * HOUR_MS);
  const portal = (stored: ReturnType<typeof storedTables>) =>
    [...stored.accounts.values()][0]?.apps.adminPortals;

  test('is listed by no account once the run after one that died before it removed the finding has ended', async () => {
    let isDying = true;
    const stored = storedTables();
    const world = aWorld({
      ...storing(stored),
      removeFindings: (over) => {
        if (isDying && over.length > 0) throw new Error('killed');
        return stored.store.removeFindings(over);
      },
    });
    world.put(aRawSignIn({ createdDateTime: at }));
    await world.poll();
    world.put(aRawMfaSignIn({ id: 'a1', createdDateTime: at }));
    await expect(world.poll(NOW + 15 * MINUTE_MS)).rejects.toThrow('killed');
    isDying = false;
    await world.poll(NOW + 30 * MINUTE_MS);
    expect([stored.findings.size, portal(stored)?.lastFinding]).toEqual([0, null]);
  });

  test('counts as MFA although the run dies just after it removed the finding', async () => {
    const stored = storedTables();
    const world = aWorld({
      ...storing(stored),
      removeFindings: async (over) => {
        const removed = await stored.store.removeFindings(over);
        if (over.length > 0) throw new Error('killed');
        return removed;
      },
    });
    world.put(aRawSignIn({ createdDateTime: at }));
    await world.poll();
    world.put(aRawMfaSignIn({ id: 'a1', createdDateTime: at }));
    await expect(world.poll(NOW + 15 * MINUTE_MS)).rejects.toThrow('killed');
    expect([stored.findings.size, portal(stored)?.lastMfa]).toEqual([0, at]);
    await world.poll(NOW + 30 * MINUTE_MS);
    expect(portal(stored)).toMatchObject({ firstFinding: null, lastFinding: null, lastMfa: at });
  });

  test('goes although another run found the proof of its session only after this run had judged it', async () => {
    const stored = storedTables();
    const proof = { signInId: 'p', at: ago(5 * HOUR_MS) };
    const written: string[][] = [];
    const world = aWorld({
      ...storing(stored),
      writeFindings: async (read) => {
        const answer = await stored.store.writeFindings(read);
        written.push(read.findings.map(({ id }) => id));
        for (const [userId, facts] of stored.accounts)
          stored.accounts.set(userId, { ...facts, sessions: { s: proof } });
        return answer;
      },
    });
    const silent = { authenticationDetails: [], sessionId: 's', createdDateTime: at };
    world.put(
      aRawSignIn({ id: 'old', createdDateTime: ago(2.6 * HOUR_MS) }),
      aRawSignIn({ id: 'other', userId: 'f0000001-0000-4000-8000-000000000001', createdDateTime: at }),
    );
    await world.poll();
    for (const [userId, facts] of stored.accounts) stored.accounts.set(userId, { ...facts, sessions: {} });
    world.put(aRawSignIn({ ...silent, id: 'leaning' }));
    written.length = 0;
    await world.poll(NOW + 15 * MINUTE_MS);
    // It was judged, and written, before the proof was known.
    expect(written.flat()).toContain('leaning');
    expect([...stored.findings.keys()].sort()).toEqual(['old', 'other']);
    expect(portal(stored)).toMatchObject({ lastFinding: ago(2.6 * HOUR_MS), lastMfa: at });
  });

  test('is not listed by an account although another run removed it while this run stored it', async () => {
    const stored = storedTables();
    const world = aWorld({
      ...storing(stored),
      updateAccounts: async (userIds, change) => {
        stored.findings.delete('a1');
        return stored.store.updateAccounts(userIds, change);
      },
    });
    world.put(
      aRawSignIn({ createdDateTime: at }),
      aRawSignIn({ id: 'a2', createdDateTime: ago(2.2 * HOUR_MS) }),
    );
    expect(await world.poll()).toMatchObject({ corrected: 1 });
    expect(portal(stored)?.firstFinding).toBe(ago(2.2 * HOUR_MS));
  });
});

describe('an account that lists a finding of weeks ago that is not stored', () => {
  const phantom = ago(20 * DAY_MS);

  /** All has been read, and then the account is damaged. */
  async function aDamagedWorld(change: (stored: ReturnType<typeof storedTables>) => object = () => ({})) {
    const stored = storedTables();
    const looks = { all: 0 };
    const world = aWorld({
      ...storing(stored),
      allAccounts: () => {
        looks.all++;
        return stored.allAccounts();
      },
      ...change(stored),
    });
    world.put(aRawMfaSignIn({ createdDateTime: ago(2.2 * HOUR_MS) }));
    await world.poll();
    for (const [userId, { apps, ...facts }] of stored.accounts) {
      const use = { ...apps.adminPortals, firstFinding: phantom, lastFinding: phantom, lastMfa: null };
      stored.accounts.set(userId, { ...facts, apps: { adminPortals: use } });
    }
    looks.all = 0;
    const listed = () => [...stored.accounts.values()][0]?.apps.adminPortals?.lastFinding ?? null;
    return { ...world, looks, listed };
  }

  test('is left alone by a poll that reads other parts of the log, which does not look at all accounts', async () => {
    const world = await aDamagedWorld();
    await world.poll(NOW + 15 * MINUTE_MS);
    expect([world.listed(), world.looks.all]).toEqual([phantom, 0]);
  });

  test('is corrected once a day', async () => {
    const world = await aDamagedWorld();
    await world.poll(NOW + DAY_MS);
    expect([world.listed(), world.looks.all]).toEqual([null, 1]);
    await world.poll(NOW + DAY_MS + 15 * MINUTE_MS);
    expect(world.looks.all).toBe(1);
  });

  test('is corrected by the run after one that died at its end', async () => {
    let isDying = false;
    const world = await aDamagedWorld(({ moveCheckpoint }) => ({
      moveCheckpoint: (...move: Parameters<typeof moveCheckpoint>) => {
        if (isDying && move[0] === 'run') throw new Error('killed');
        return moveCheckpoint(...move);
      },
    }));
    isDying = true;
    await expect(world.poll(NOW + 15 * MINUTE_MS)).rejects.toThrow('killed');
    expect(world.looks.all).toBe(0);
    isDying = false;
    await world.poll(NOW + 30 * MINUTE_MS);
    expect([world.listed(), world.looks.all]).toEqual([null, 1]);
  });

  test('is corrected by the run after one that failed', async () => {
    const world = await aDamagedWorld();
    world.takes(() => {
      throw new Error('Graph is down');
    });
    await expect(world.poll(NOW + 15 * MINUTE_MS)).rejects.toThrow('Graph is down');
    world.takes(() => 0);
    await world.poll(NOW + 30 * MINUTE_MS);
    expect([world.listed(), world.looks.all]).toEqual([null, 1]);
  });
});

test('a run that another run is ahead of leaves the rest of the newest part to it, and is not complete', async () => {
  const world: ReturnType<typeof aWorld> = aWorld({
    moveCheckpoint: async (kind, to, etag) =>
      kind === 'recent' ? null : world.moveCheckpoint(kind, to, etag),
  });
  expect((await world.poll()).complete).toBe(false);
});

test('an Entra session is forgotten 90 days after its proof', async () => {
  const world = aWorld();
  world.put(aRawMfaSignIn({ createdDateTime: ago(2.2 * HOUR_MS) }));
  await world.poll();
  for (const [userId, facts] of world.accounts) {
    const sessions = {
      old: { signInId: 'p', at: ago(91 * DAY_MS) },
      young: { signInId: 'p', at: ago(89 * DAY_MS) },
    };
    world.accounts.set(userId, { ...facts, sessions });
  }
  await world.poll(NOW + 15 * MINUTE_MS);
  expect([...world.accounts.values()].map(({ sessions }) => Object.keys(sessions))).toEqual([['young']]);
});

describe('a run of which many records cannot be read', () => {
  function aWorldOf(good: number, bad: number) {
    const world = aWorld();
    const rows = (count: number, change: object) =>
      Array.from({ length: count }, (_, n) => aRawSignIn({ ...change, id: `${Object.keys(change)} ${n}` }));
    world.put(...rows(good, {}), ...rows(bad, { userAgent: 7 }));
    return world;
  }

  test.each([
    [1, 10],
    [10, 11],
  ])('fails and keeps the rest, with %s good and %s bad ones', async (good, bad) => {
    const world = aWorldOf(good, bad);
    await expect(world.poll()).rejects.toMatchObject({ code: 'formatChanged' });
    expect(world.findings.size).toBe(good);
    expect(world.checkpoints.get('run')?.problems).toMatchObject([{ code: 'pollFailed' }]);
  });

  test.each([
    [1, 9],
    [11, 11],
  ])('goes on, with %s good and %s bad ones', async (read, rejected) => {
    expect(await aWorldOf(read, rejected).poll()).toMatchObject({ read, rejected });
  });
});

test('once a day the last two days are read again, after the newest', async () => {
  const world = aWorld();
  await world.poll();
  world.asked.length = 0;
  const tomorrow = NOW + DAY_MS;
  await world.poll(tomorrow);
  expect(world.asked[0]?.from).toBe(NOW - 3 * HOUR_MS);
  expect(Math.min(...world.asked.map(({ from }) => from))).toBe(tomorrow - 2 * DAY_MS);
});

describe('an Entra session', () => {
  const silent = (change: object) => aRawSignIn({ sessionId: 's', authenticationDetails: [], ...change });
  const proof = (createdDateTime: string) => aRawMfaSignIn({ id: 'proof', sessionId: 's', createdDateTime });

  test('proves a sign-in that comes before its proof in a page', async () => {
    const world = aWorld();
    world.put(silent({ createdDateTime: ago(3 * HOUR_MS) }), proof(ago(4 * HOUR_MS)));
    expect((await world.poll()).findings).toBe(0);
  });

  test('proves a sign-in of a later poll, days after', async () => {
    const world = aWorld();
    world.put(proof(ago(4 * HOUR_MS)));
    await world.poll();
    world.put(silent({ createdDateTime: isoTime(NOW + 5 * DAY_MS) }));
    await world.poll(NOW + 6 * DAY_MS);
    expect(world.findings.size).toBe(0);
  });

  test('proves what was stored before the backfill came to its proof, and the account is corrected', async () => {
    const world = aWorld();
    const at = ago(3 * HOUR_MS);
    world.put(silent({ createdDateTime: at }), proof(ago(10 * DAY_MS)));
    const summary = await world.poll();
    expect([summary.findings, summary.removed, world.findings.size]).toEqual([1, 1, 0]);
    expect([...world.accounts.values()][0]?.apps.adminPortals).toMatchObject({
      firstFinding: null,
      lastFinding: null,
      lastMfa: at,
    });
  });

  test("does not prove another user's sign-in, or an earlier one", async () => {
    const world = aWorld();
    world.put(
      silent({ id: 'other', userId: 'someone else', createdDateTime: ago(3 * HOUR_MS) }),
      silent({ id: 'earlier', createdDateTime: ago(11 * DAY_MS) }),
      proof(ago(10 * DAY_MS)),
    );
    await world.poll();
    expect([...world.findings.keys()].sort()).toEqual(['earlier', 'other']);
  });
});
