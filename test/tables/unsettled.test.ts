import { describe, expect, test } from '@jest/globals';
import type { Reject } from '../../shared/domain/signIn/reject';
import type { SignInVersion } from '../../shared/domain/stream/version';
import { isoTime, MINUTE_MS } from '../../shared/domain/time';
import {
  forgetVersions,
  markedBuckets,
  noteJudged,
  removeMark,
  saveVersions,
  versionsIn,
} from '../../shared/tables/unsettled';
import { aSignIn, aStep } from '../domain/builders';
import { collected, emptyTables, guid, NOON, rowsOf } from './world';

const tables = emptyTables();
const BUCKET = '2026-11-20T12:00';

function aVersion(change: Partial<SignInVersion['signIn']> = {}, minutes = 2): SignInVersion {
  const signIn = aSignIn({ createdDateTime: isoTime(NOON), ...change });
  return { signIn, loggedAt: isoTime(NOON + minutes * MINUTE_MS) };
}

const stored = (reject: (reject: Reject) => void = () => undefined) =>
  collected(versionsIn(tables().unsettled, BUCKET, reject));

test('a row that cannot be read is rejected, and the others of its bucket are read', async () => {
  await saveVersions(tables().unsettled, [aVersion(), aVersion({ id: guid(2) })]);
  const [row] = await rowsOf(tables().unsettled);
  await tables().unsettled.updateEntity(
    { partitionKey: BUCKET, rowKey: String(row?.rowKey), loggedAt: '+010000-01-01T04:59:59.000Z' },
    'Merge',
  );
  const rejects: Reject[] = [];
  expect(await stored((reject) => rejects.push(reject))).toHaveLength(1);
  expect(rejects).toMatchObject([{ field: 'record', raw: expect.stringContaining('+010000') }]);
});

describe('saveVersions', () => {
  test('keeps a sign-in whole', async () => {
    const full = aVersion({
      city: "O'Higgins / #?",
      steps: [aStep(), aStep({ succeeded: null, result: null })],
      requirementPolicies: [{ provider: 'request', detail: null }],
      mfaPolicies: ['Require MFA'],
      failureReason: '💡'.repeat(1_000),
    });
    const bare = aVersion({ id: guid(2), steps: null, userId: null, interactive: null });
    await saveVersions(tables().unsettled, [full, bare]);
    const kept = await stored();
    expect(new Map(kept.map((one) => [one.signIn.id, one]))).toEqual(
      new Map([full, bare].map((one) => [one.signIn.id, one])),
    );
  });

  test('keeps each version of a sign-in once, however often it comes', async () => {
    const versions = [aVersion(), aVersion({ city: 'Oslo' }), aVersion({}, 9), aVersion()];
    await saveVersions(tables().unsettled, versions);
    await saveVersions(tables().unsettled, versions);
    expect(await stored()).toHaveLength(3);
  });

  test('takes a transaction for each bucket and 100 rows, and one for the marks', async () => {
    const versions = Array.from({ length: 150 }, (_, n) =>
      aVersion({ id: guid(n), createdDateTime: isoTime(NOON + (n < 120 ? 0 : 10) * MINUTE_MS) }),
    );
    expect(await saveVersions(tables().unsettled, versions)).toBe(4);
  });
});

describe('the mark of a bucket', () => {
  const marks = async () =>
    (await markedBuckets(tables().unsettled)).map(({ bucket, isJudged }) => [bucket, isJudged]);

  test('says that it has versions that are not judged; the newest bucket comes first', async () => {
    await saveVersions(tables().unsettled, [
      aVersion(),
      aVersion({ createdDateTime: isoTime(NOON + 25 * MINUTE_MS) }),
    ]);
    expect(await marks()).toEqual([
      ['2026-11-20T12:20', false],
      [BUCKET, false],
    ]);
  });

  test('is noted as judged, and removed', async () => {
    await saveVersions(tables().unsettled, [aVersion()]);
    for (const marked of await markedBuckets(tables().unsettled))
      await noteJudged(tables().unsettled, marked);
    expect(await marks()).toEqual([[BUCKET, true]]);
    for (const marked of await markedBuckets(tables().unsettled))
      await removeMark(tables().unsettled, marked);
    expect(await marks()).toEqual([]);
  });

  test.each([
    ['noted as judged', noteJudged],
    ['removed', removeMark],
  ])('is not %s if a version came since it was read', async (_what, change) => {
    await saveVersions(tables().unsettled, [aVersion()]);
    const [marked] = await markedBuckets(tables().unsettled);
    await saveVersions(tables().unsettled, [aVersion({ city: 'Oslo' })]);
    if (marked) await change(tables().unsettled, marked);
    expect(await marks()).toEqual([[BUCKET, false]]);
  });
});

test('forgetVersions deletes old buckets, and none that is still marked', async () => {
  const [old, waiting, young] = [0, 10, 20].map((minutes) =>
    aVersion({ createdDateTime: isoTime(NOON + minutes * MINUTE_MS) }),
  ) as [SignInVersion, SignInVersion, SignInVersion];
  await saveVersions(tables().unsettled, [old, young]);
  for (const marked of await markedBuckets(tables().unsettled)) await removeMark(tables().unsettled, marked);
  await saveVersions(tables().unsettled, [waiting]);
  expect(await forgetVersions(tables().unsettled, '2026-11-20T12:20')).toBe(1);
  expect((await rowsOf(tables().unsettled)).map(({ partitionKey }) => partitionKey)).toEqual([
    '2026-11-20T12:10',
    '2026-11-20T12:20',
    'marks',
  ]);
});
