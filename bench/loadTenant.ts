import { DIGESTS } from '../shared/domain/digest/digestLedger';
import { checkpointAt } from '../shared/domain/polling/checkpoint';
import { POSTURE_PARTS } from '../shared/domain/posturePart';
import { DAY_MS, isoTime } from '../shared/domain/time';
import { moveCheckpoint } from '../shared/tables/checkpoints';
import { connectTables } from '../shared/tables/connect';
import { claimDigest } from '../shared/tables/digests';
import { savePosture } from '../shared/tables/posture/posture';
import { saveRejects } from '../shared/tables/rejects';

const DAYS = 30;
/** Each in the digest with its state. */
const NAMED = 200;

/** Stores what health reads: 30 days of runs and digests, all on time. */
export async function storeHealthyRuns(tablesUrl: string, now: number): Promise<void> {
  const tables = connectTables({ endpoint: tablesUrl, credential: null });
  for (const kind of ['recent', 'run', 'start'] as const) {
    const to = checkpointAt(kind === 'start' ? now - DAYS * DAY_MS : now);
    await moveCheckpoint(tables.checkpoints, { source: 'graph', kind, to, etag: null });
  }
  for (let back = DAYS; back >= 0; back--) {
    const at = isoTime(now - back * DAY_MS);
    const part = { at, problems: [], failure: null };
    const parts = Object.fromEntries(POSTURE_PARTS.map((name) => [name, part]));
    await savePosture(tables.posture, 'run', at.slice(0, 10), { at, parts });
    await claimDigest(tables.digests, DIGESTS, at.slice(0, 10), digestAt(at));
  }
  await saveRejects(tables.rejects, isoTime(now).slice(0, 10), [
    { field: 'id', reason: 'missing', raw: '{}' },
  ]);
}

function digestAt(at: string): Parameters<typeof claimDigest>[3] {
  return {
    status: 'sent',
    operationId: '00000000-0000-4000-8000-000000000001',
    draftId: null,
    to: ['admin@contoso.example'],
    others: [],
    at,
    tries: 1,
    reason: null,
    stopped: {},
    named: Object.fromEntries(Array.from({ length: NAMED }, (_, n) => [`user-${n}`, 'ongoing'])),
    coverage: null,
    microsoft: {},
    reported: null,
  };
}
