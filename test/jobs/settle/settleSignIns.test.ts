import { describe, expect, test } from '@jest/globals';
import { HOUR_MS, isoTime, MINUTE_MS } from '../../../shared/domain/time';
import { NOW } from '../../domain/builders';
import { aRawMfaSignIn, aRawSignIn } from '../rawSignIn';
import { aStream, streamed } from '../streamWorld';

const JUST_NOW = { createdDateTime: isoTime(NOW - 3 * MINUTE_MS) };

/** A stream that has been listened to for hours. */
async function watched(change: Parameters<typeof aStream>[0] = {}) {
  const world = aStream(change);
  world.off(-5);
  await world.passed(5);
  return world;
}

const marks = (world: ReturnType<typeof aStream>) =>
  world.rows('unsettled').filter(({ partitionKey }) => partitionKey === 'marks');

describe('a sign-in', () => {
  test('is judged provisionally at once, and finally when its record cannot change any more', async () => {
    const world = await watched();
    await world.sendSignIns(aRawSignIn(JUST_NOW));
    expect(await world.settle()).toMatchObject({ findings: 1, written: 1, complete: true });
    expect(world.findings()).toMatchObject([{ id: 'a1', provisional: true }]);
    expect(world.rows('accounts')).toEqual([]);
    await world.passed(2.5);
    expect(world.findings()).toMatchObject([{ id: 'a1', provisional: false }]);
    expect(world.rows('accounts')).toHaveLength(1);
    expect(marks(world)).toEqual([]);
  });

  test('is read once more only when something is new, or when it is settled', async () => {
    const world = await watched();
    await world.sendSignIns(aRawSignIn(JUST_NOW));
    const spans = [];
    for (let run = 0; run < 6; run++) {
      spans.push((await world.settle()).spans);
      world.off(0.5);
      await world.send(['{}']);
    }
    expect(spans).toEqual([1, 0, 0, 0, 1, 0]);
  });

  test('that proves MFA in a later version is no finding, whichever version comes first', async () => {
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const world = await watched();
      const versions = [aRawSignIn(JUST_NOW), aRawMfaSignIn(JUST_NOW)].map((record, minutes) => ({
        records: [streamed(record, NOW + minutes * MINUTE_MS)],
      }));
      for (const index of order) {
        await world.send([versions[index]]);
        await world.settle();
      }
      expect(world.findings()).toEqual([]);
      await world.passed(3);
      expect(world.findings()).toEqual([]);
    }
  });

  test('that comes days late is judged finally at once', async () => {
    const world = await watched();
    await world.sendSignIns(aRawSignIn({ createdDateTime: isoTime(NOW - 60 * HOUR_MS) }));
    await world.settle();
    expect(world.findings()).toMatchObject([{ provisional: false }]);
    expect(marks(world)).toEqual([]);
  });

  test('stays provisional while a partition is behind: its next version may wait there', async () => {
    const world = await watched();
    await world.send(['{}'], { partition: '1' });
    await world.sendSignIns(aRawSignIn(JUST_NOW));
    await world.passed(2.5);
    expect(world.findings()).toMatchObject([{ provisional: true }]);
    await world.send(['{}'], { partition: '1' });
    await world.settle();
    expect(world.findings()).toMatchObject([{ provisional: false }]);
  });

  test('of a break-glass account is noted at once', async () => {
    const world = await watched();
    await world.sendSignIns(aRawSignIn({ ...JUST_NOW, userPrincipalName: 'root@contoso.example' }));
    await world.settle();
    expect(world.rows('accounts')).toHaveLength(1);
  });
});

test('a stored row that cannot be read is rejected, and stops neither the others nor the stream', async () => {
  const world = await watched();
  await world.sendSignIns(aRawSignIn(JUST_NOW), aRawSignIn({ ...JUST_NOW, id: 'a2' }));
  const row = world.rows('unsettled').find(({ rowKey }) => rowKey.startsWith('a2'));
  const broken = { ...row, partitionKey: `${row?.partitionKey}`, rowKey: `${row?.rowKey}` };
  await world.tables.unsettled.updateEntity(
    { ...broken, loggedAt: '+010000-01-01T04:59:59.000Z' },
    'Replace',
    { etag: `${row?.etag}` },
  );
  expect(await world.settle()).toMatchObject({ findings: 1, rejected: 1, complete: true });
  expect(world.rows('rejects')).toHaveLength(1);
  await world.passed(2.5);
  expect(world.findings()).toMatchObject([{ id: 'a1', provisional: false }]);
  expect(marks(world)).toEqual([]);
});

test('what comes while a bucket is judged is judged by the next run', async () => {
  let during: (() => Promise<unknown>) | null = null;
  const world = await watched({
    settle: {
      readTenantId: async () => {
        await during?.();
        during = null;
        return null;
      },
    },
  });
  await world.sendSignIns(aRawSignIn(JUST_NOW));
  world.off(4);
  await world.send(['{}']);
  // After the marks were read, and before the versions are.
  during = () => world.sendSignIns(aRawSignIn({ ...JUST_NOW, id: 'a2' }));
  await world.settle();
  expect(marks(world)).toHaveLength(1);
});

describe('problems', () => {
  const noted = (world: ReturnType<typeof aStream>) => JSON.parse(String(world.note()?.problems));

  test('a stream that brings nothing for a day is one', async () => {
    const world = await watched();
    expect(noted(world)).toEqual([]);
    world.off(25);
    await world.settle();
    expect(noted(world)).toEqual([{ code: 'streamSilent', since: isoTime(NOW) }]);
  });

  test('so is one that never brought anything', async () => {
    const world = aStream();
    await world.settle();
    expect(noted(world)).toEqual([]);
    world.off(25);
    await world.settle();
    expect(noted(world)).toEqual([{ code: 'streamSilent', since: null }]);
  });

  test('most records being unreadable fails the run', async () => {
    const world = await watched();
    const broken = Array.from({ length: 10 }, (_, n) =>
      aRawSignIn({ id: `b${n}`, status: { errorCode: 0.5 } }),
    );
    await world.sendSignIns(...broken, aRawSignIn(JUST_NOW));
    await expect(world.settle()).rejects.toMatchObject({ code: 'formatChanged' });
    await world.sendSignIns(aRawSignIn({ ...JUST_NOW, id: 'a2' }));
    await expect(world.settle()).resolves.toBeDefined();
  });
});

describe('a gap', () => {
  const lost = aRawSignIn({ id: 'lost', createdDateTime: isoTime(NOW - 30 * MINUTE_MS) });

  async function withGap(readSignIns: () => AsyncGenerator<readonly unknown[]>) {
    const world = await watched({ settle: { readSignIns } });
    await world.send(['{}'], { from: 200 });
    world.off(0.1);
    await world.send(['{}'], { from: 210 });
    await world.settle();
    return world;
  }
  const problems = (world: ReturnType<typeof aStream>) =>
    JSON.parse(String(world.note()?.problems)).map(({ code }: { code: string }) => code);

  test('is a problem until it is three hours old; then Graph fills it', async () => {
    const world = await withGap(async function* () {
      yield [lost];
    });
    expect(problems(world)).toEqual(expect.arrayContaining(['streamGap']));
    await world.passed(4);
    expect(problems(world)).toEqual([]);
    expect(world.findings()).toMatchObject([{ id: 'lost', provisional: false }]);
  });

  test('keeps provisional what it may hide a version of, until it is filled', async () => {
    let isBack = false;
    const later = aRawSignIn({ createdDateTime: lost.createdDateTime });
    const world = await watched({
      settle: {
        readSignIns: async function* () {
          if (!isBack) throw new Error('Graph does not answer');
          yield [later];
        },
      },
    });
    await world.sendSignIns(aRawMfaSignIn({ createdDateTime: lost.createdDateTime }));
    await world.send(['{}'], { from: 200 });
    await world.passed(6);
    expect([world.findings(), world.rows('accounts')]).toEqual([[], []]);
    isBack = true;
    await world.passed(2);
    expect(world.findings()).toMatchObject([{ id: later.id, provisional: false }]);
    const [account] = world.rows('accounts');
    expect(JSON.parse(String(account?.apps))).toMatchObject({
      adminPortals: { firstMfa: null, lastMfa: null },
    });
  });

  test('stays a problem as long as Graph does not answer, and the stream goes on', async () => {
    const world = await withGap(async function* () {
      yield [];
      throw new Error('Graph does not answer');
    });
    await world.passed(4);
    await world.sendSignIns(aRawSignIn({ createdDateTime: isoTime(world.now() - MINUTE_MS) }));
    await world.settle();
    expect(world.findings()).toHaveLength(1);
    expect(problems(world)).toEqual(expect.arrayContaining(['streamGap']));
  });
});
