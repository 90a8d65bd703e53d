import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { DigestEntry } from '../../shared/domain/digest/digestLedger';
import { isoTime } from '../../shared/domain/time';
import {
  claimDigest,
  forgetDigests,
  latestBefore,
  latestSent,
  mailsSince,
  readDigest,
  unsentUrgent,
  updateDigest,
} from '../../shared/tables/digests';
import { emptyTables, guid, NOON, rowsOf } from './world';

const tables = emptyTables();

function anEntry(fields: Partial<DigestEntry> = {}): DigestEntry {
  return {
    status: 'claimed',
    operationId: guid(7),
    draftId: null,
    at: isoTime(NOON),
    tries: 1,
    reason: null,
    coverage: null,
    stopped: { [guid(3)]: isoTime(NOON - 1) },
    to: ['alex@contoso.example'],
    others: [['sam@contoso.example'], ['kim@contoso.example']],
    microsoft: { phase1: 'enforced notPostponed', MC1: isoTime(NOON) },
    named: { [guid(1)]: 'new', [guid(2)]: 'ongoing' },
    reported: null,
    ...fields,
  };
}

function claim(localDay: string, fields: Partial<DigestEntry> = {}, series = 'digest') {
  return claimDigest(tables().digests, series, localDay, anEntry(fields));
}

function named(accounts: number): DigestEntry['named'] {
  const ids = Array.from({ length: accounts }, (_, n) => createHash('md5').update(`${n}`).digest('hex'));
  const guids = ids.map((id) => id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
  return Object.fromEntries(guids.map((id) => [id, 'ongoing']));
}

describe('a digest', () => {
  test('is claimed once for a set and a day, however many try at once', async () => {
    const claims = await Promise.all([1, 2, 3, 4].map((tries) => claim('2026-11-20', { tries })));
    const won = claims.filter((entry) => entry !== null);
    expect(won).toHaveLength(1);
    expect(await readDigest(tables().digests, 'digest', '2026-11-20')).toEqual(won[0]);
    expect(await claim('2026-11-21')).not.toBeNull();
    expect(await claim('2026-11-20', {}, 'digest 1')).not.toBeNull();
  });

  test('is not there before it is claimed', async () => {
    expect(await readDigest(tables().digests, 'digest', '2026-11-20')).toBeNull();
    expect(await latestBefore(tables().digests, 'digest', '2026-11-21')).toBeNull();
    expect(await latestSent(tables().digests, 'digest', '2026-11-20')).toBeNull();
  });

  test('is changed only by who holds it as it is', async () => {
    const claimed = await claim('2026-11-20');
    if (!claimed) throw new Error('not claimed');
    const sending = await updateDigest(tables().digests, claimed, anEntry({ status: 'sending' }));
    expect(sending).toMatchObject({ status: 'sending', localDay: '2026-11-20' });
    const late = await updateDigest(tables().digests, claimed, anEntry({ status: 'failed' }));
    expect(late).toBeNull();
    expect(await readDigest(tables().digests, 'digest', '2026-11-20')).toEqual(sending);
  });

  test('keeps the reason while there is one', async () => {
    const claimed = await claim('2026-11-20', { reason: { system: 'unknown' }, named: {} });
    if (!claimed) throw new Error('not claimed');
    expect(await readDigest(tables().digests, 'digest', '2026-11-20')).toEqual(claimed);
    await updateDigest(tables().digests, claimed, anEntry());
    expect(await readDigest(tables().digests, 'digest', '2026-11-20')).toMatchObject(anEntry());
  });

  test('keeps the reason that an earlier version stored as a sentence', async () => {
    await claim('2026-11-20', { reason: { system: 'unknown' } });
    const row = { partitionKey: 'digest', rowKey: '2026-11-20', reason: 'OUTBOX_DIR cannot be written.' };
    await tables().digests.updateEntity(row, 'Merge');
    expect((await readDigest(tables().digests, 'digest', '2026-11-20'))?.reason).toEqual({
      system: 'earlierVersion',
      sentence: 'OUTBOX_DIR cannot be written.',
    });
  });

  test('names tens of thousands of accounts', async () => {
    // Azurite holds fewer than the service does: it counts bytes as base64.
    const many = named(35_000);
    const claimed = await claim('2026-11-20', { named: {} });
    if (!claimed) throw new Error('not claimed');
    await updateDigest(tables().digests, claimed, anEntry({ named: many }));
    expect((await readDigest(tables().digests, 'digest', '2026-11-20'))?.named).toEqual(many);
  });

  test('reports more accounts than a row can hold, and stays as it was', async () => {
    const claimed = await claim('2026-11-20', { named: {} });
    if (!claimed) throw new Error('not claimed');
    const update = updateDigest(tables().digests, claimed, anEntry({ named: named(44_000) }));
    await expect(update).rejects.toMatchObject({
      code: 'tooBig',
      fault: { column: 'named', mostKib: 900 },
    });
    expect(await readDigest(tables().digests, 'digest', '2026-11-20')).toEqual(claimed);
  });

  test('reports damaged names', async () => {
    await claim('2026-11-20');
    const keys = { partitionKey: 'digest', rowKey: '2026-11-20' };
    await tables().digests.updateEntity({ ...keys, named: new Uint8Array([1, 2, 3]) }, 'Merge');
    await expect(readDigest(tables().digests, 'digest', '2026-11-20')).rejects.toMatchObject({
      code: 'badRow',
      fault: { columns: expect.arrayContaining(['named']) },
    });
  });
});

describe('the latest digest', () => {
  test('is the newest of its set, and the newest sent one is another', async () => {
    await claim('2026-11-18', { status: 'sent' });
    await claim('2026-11-20', { status: 'failed' });
    await claim('2026-11-19', { status: 'sent', tries: 3 });
    await claim('2026-11-30', { status: 'sent' }, 'digest 1');
    expect(await latestSent(tables().digests, 'digest', '2026-11-20')).toMatchObject({
      localDay: '2026-11-19',
      tries: 3,
    });
    const newestBefore = (day: string) => latestBefore(tables().digests, 'digest', day);
    expect(await newestBefore('2026-11-21')).toMatchObject({ localDay: '2026-11-20', status: 'failed' });
    expect(await newestBefore('2026-11-20')).toMatchObject({ localDay: '2026-11-19' });
  });
});

describe('latestSent', () => {
  test('counts the day given, and nothing that a wrong clock dated ahead of it', async () => {
    await claim('2026-11-18', { status: 'sent' });
    await claim('2026-11-20', { status: 'sent' });
    await claim('2031-01-01', { status: 'sent' });
    const on = (day: string) => latestSent(tables().digests, 'digest', day);
    expect(await on('2026-11-20')).toMatchObject({ localDay: '2026-11-20' });
    expect(await on('2026-11-19')).toMatchObject({ localDay: '2026-11-18' });
    expect(await on('2026-11-17')).toBeNull();
  });
});

describe('urgent mails', () => {
  const about = (userId: string, localDay: string, fields: Partial<DigestEntry>) =>
    claim(localDay, { named: {}, stopped: {}, ...fields }, `urgent ${userId}`);

  test('keep the time of the newest use that they report', async () => {
    const reported = isoTime(NOON - 1);
    await about('u', '2026-11-20', { status: 'sent', reported });
    expect(await latestSent(tables().digests, 'urgent u', '2026-11-20')).toMatchObject({ reported });
  });

  test('that are not out are found, the newest of each series', async () => {
    await claim('2026-11-20', { status: 'failed' });
    await about('a', '2026-11-19', { status: 'failed' });
    await about('a', '2026-11-20', { status: 'sent' });
    await about('b', '2026-11-18', { status: 'sending' });
    await about('c', '2026-11-20', { status: 'sending' });
    await about('c 1', '2026-11-19', { status: 'failed' });
    await about('d', '2026-11-20', { status: 'quiet' });
    const found = await unsentUrgent(tables().digests, '2026-11-19');
    expect(found.map(({ series, status }) => [series, status])).toEqual([
      ['urgent c', 'sending'],
      ['urgent c 1', 'failed'],
    ]);
  });

  test('are forgotten like digests', async () => {
    await about('u', '2026-08-01', { status: 'sent' });
    await about('u', '2026-08-02', { status: 'sent' });
    expect(await forgetDigests(tables().digests, '2026-11-01')).toBe(1);
    expect(await latestSent(tables().digests, 'urgent u', '2026-11-20')).not.toBeNull();
  });
});

describe('the mails of the last days', () => {
  const NO_ADDRESS = { system: 'watch', code: 'noRecipients', why: { kind: 'noAddress' } } as const;

  test('stand as they were stored, of each series, without what they say', async () => {
    await claim('2026-11-19', { status: 'sent' });
    await claim('2026-11-20', { status: 'failed', reason: NO_ADDRESS });
    await claim('2026-11-20', { status: 'sending', others: [] }, 'digest 1');
    await claim('2026-11-21', { status: 'quiet', others: [] }, 'urgent u');
    await claim('2026-11-18', { status: 'sent' });
    const at = isoTime(NOON);
    const { others } = anEntry();
    expect(await mailsSince(tables().digests, '2026-11-19')).toEqual([
      { series: 'digest', localDay: '2026-11-19', status: 'sent', at, reason: null, others },
      { series: 'digest', localDay: '2026-11-20', status: 'failed', at, reason: NO_ADDRESS, others },
      { series: 'digest 1', localDay: '2026-11-20', status: 'sending', at, reason: null, others: [] },
      { series: 'urgent u', localDay: '2026-11-21', status: 'quiet', at, reason: null, others: [] },
    ]);
  });

  test('stand with all sets of recipients, if these take several columns', async () => {
    const others = Object.keys(named(6_000)).map((id) => [`${id}@contoso.example`]);
    await claim('2026-11-20', { others });
    const [row] = await rowsOf(tables().digests);
    expect(row?.others1).toBeDefined();
    expect(await mailsSince(tables().digests, '2026-11-20')).toMatchObject([{ others }]);
  });
});

describe('a row of an earlier version', () => {
  test('is read as the digest of its set', async () => {
    await claim('2026-11-20', { status: 'sent' }, 'digest 1');
    const row = await tables().digests.getEntity('digest 1', '2026-11-20');
    expect(row.reported).toBeUndefined();
    await tables().digests.updateEntity({ partitionKey: 'digest 1', rowKey: '2026-11-20', set: 1 }, 'Merge');
    expect(await readDigest(tables().digests, 'digest 1', '2026-11-20')).toMatchObject({
      series: 'digest 1',
      reported: null,
    });
  });
});

describe('forgetDigests', () => {
  test('keeps the newest sent digest of each set, however old', async () => {
    await claim('2026-08-01', { status: 'sent' });
    await claim('2026-08-02', { status: 'sent' });
    await claim('2026-08-03', { status: 'failed' });
    await claim('2026-11-20');
    await claim('2026-07-01', { status: 'sent' }, 'digest 1');
    expect(await forgetDigests(tables().digests, '2026-11-01')).toBe(2);
    expect((await rowsOf(tables().digests)).map(({ rowKey }) => rowKey)).toEqual([
      '2026-08-02',
      '2026-11-20',
      '2026-07-01',
    ]);
  });
});
