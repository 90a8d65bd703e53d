import { expect, test } from '@jest/globals';
import { compose } from '../../../shared/compose';
import { readConfig } from '../../../shared/config';
import { DIGESTS, urgentSeries } from '../../../shared/domain/digest/digestLedger';
import { checkpointAt } from '../../../shared/domain/polling/checkpoint';
import { DAY_MS, HOUR_MS, isoTime } from '../../../shared/domain/time';
import { moveCheckpoint } from '../../../shared/tables/checkpoints';
import { claimDigest } from '../../../shared/tables/digests';
import { savePosture } from '../../../shared/tables/posture/posture';
import { saveRejects } from '../../../shared/tables/rejects';
import { NOW } from '../../domain/builders';
import { countedTables } from '../../tables/countedTables';

const CONFIG = readConfig({
  TABLES_ENDPOINT: 'http://127.0.0.1:1',
  MAIL_MODE: 'outbox',
  OUTBOX_DIR: '/nowhere',
});

const sent = (at: number) => ({
  status: 'sent' as const,
  operationId: 'o',
  draftId: null,
  to: ['admin@contoso.example'],
  others: [['other@contoso.example']],
  at: isoTime(at),
  tries: 1,
  reason: null,
  stopped: {},
  named: { u: 'ongoing' as const },
  coverage: null,
  microsoft: {},
  reported: null,
});

/** A deployment that has run for ten days. */
async function aDeployment() {
  const counted = countedTables(1_000);
  const { checkpoints, posture, digests, rejects } = counted.tables;
  for (const kind of ['recent', 'run', 'start', 'sweep', 'backfill'] as const) {
    const to = checkpointAt(kind === 'start' ? NOW - 10 * DAY_MS : NOW);
    await moveCheckpoint(checkpoints, { source: 'graph', kind, to, etag: null });
  }
  for (let back = 9; back >= 0; back--) {
    const at = NOW - back * DAY_MS;
    const day = isoTime(at).slice(0, 10);
    const parts = { coverage: { at: isoTime(at - HOUR_MS), problems: [], failure: null } };
    await savePosture(posture, 'run', day, { at: isoTime(at), parts });
    for (const series of [DIGESTS, `${DIGESTS} 1`, urgentSeries('u')])
      await claimDigest(digests, series, day, sent(at));
  }
  await saveRejects(rejects, isoTime(NOW).slice(0, 10), [{ field: 'id', reason: 'missing', raw: '{}' }]);
  const { readHealth } = compose(CONFIG, {
    graph: {} as never,
    arm: {} as never,
    mailer: {} as never,
    tables: counted.tables,
    clock: () => NOW,
  });
  counted.requests();
  return { ...counted, readHealth };
}

test('health takes five requests to the tables, and those who ask within five seconds share them', async () => {
  const { readHealth, requests } = await aDeployment();
  const at = (ms: number) => readHealth(new Date(NOW + ms));
  expect(await at(0)).toMatchObject({
    healthy: true,
    poll: { onTime: true },
    posture: { refreshedAt: isoTime(NOW - HOUR_MS) },
    digest: { localDay: '2026-03-02', status: 'sent' },
    rejectsLast7Days: 1,
  });
  expect(requests()).toBe(5);
  await Promise.all([at(1), at(2), at(4_999)]);
  expect(requests()).toBe(0);
  await Promise.all([at(5_000), at(5_001)]);
  expect(requests()).toBe(5);
});

test('health finds the last refresh of the posture, and the last digest, however old they are', async () => {
  const { readHealth, requests } = await aDeployment();
  const late = await readHealth(new Date(NOW + 20 * DAY_MS));
  expect(late).toMatchObject({
    posture: { onTime: false, refreshedAt: isoTime(NOW - HOUR_MS) },
    digest: { onTime: false, status: null },
  });
  expect(late.problems.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['postureLate', 'digestLate']),
  );
  expect(requests()).toBeLessThanOrEqual(9);
});
