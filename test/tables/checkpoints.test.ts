import { RestError } from '@azure/data-tables';
import { describe, expect, test } from '@jest/globals';
import type { Checkpoint } from '../../shared/domain/polling/checkpoint';
import { isoTime } from '../../shared/domain/time';
import {
  type CheckpointMove,
  moveCheckpoint,
  readCheckpoint,
  readCheckpoints,
} from '../../shared/tables/checkpoints';
import { connectTables } from '../../shared/tables/connect';
import { emptyTables, NOON, rowsOf } from './world';

const tables = emptyTables();

function at(ms: number): Checkpoint {
  return { at: isoTime(ms), problems: [] };
}

function move(fields: Partial<CheckpointMove> = {}, client = tables().checkpoints): Promise<string | null> {
  return moveCheckpoint(client, { source: 'graph', kind: 'recent', to: at(NOON), etag: null, ...fields });
}

function read() {
  return readCheckpoint(tables().checkpoints, 'graph', 'recent');
}

describe('a checkpoint', () => {
  test('is not there before the first move', async () => {
    expect(await read()).toBeNull();
  });

  test('is read as it was moved, problems included', async () => {
    const failure = { system: 'tables', code: 'contested', status: null, serviceCode: null } as const;
    const problem = { code: 'pollFailed', failure } as const;
    const to = { at: isoTime(NOON), problems: [problem] };
    expect(await move({ to })).not.toBeNull();
    expect(await read()).toMatchObject(to);
  });

  test('is moved on with the etag that its last move gave', async () => {
    let etag = await move();
    for (const later of [1, 2, 3]) etag = await move({ to: at(NOON + later), etag });
    expect(await read()).toMatchObject({ at: isoTime(NOON + 3), etag });
  });

  test('keeps the pace of a run, unless another version wrote it', async () => {
    const pace = { lengthMs: 90_000, inPiecesSince: isoTime(NOON) };
    const note = { behindSince: isoTime(NOON - 1), reconciledAt: isoTime(NOON - 2), etags: 'e' };
    const goOnFrom = isoTime(NOON - 1);
    await move({ to: { ...at(NOON), goOnFrom, pace, ...note } });
    expect(await read()).toMatchObject({ goOnFrom, pace, ...note });
    const other = { partitionKey: 'graph', rowKey: 'recent', manner: '{"lengthMs":"a day"}' };
    await tables().checkpoints.updateEntity(other, 'Merge');
    expect(await read()).toMatchObject({ at: isoTime(NOON), reconciledAt: note.reconciledAt });
    expect((await read())?.pace).toBeUndefined();
  });

  test('is read with others of its source, those that there are', async () => {
    await move();
    await move({ kind: 'sweep', to: at(NOON + 1) });
    await move({ source: 'eventHub', kind: 'run' });
    const found = await readCheckpoints(tables().checkpoints, 'graph', ['recent', 'run']);
    expect(found).toEqual({ recent: await read() });
    expect(await readCheckpoints(tables().checkpoints, 'graph', ['run', 'sweep'])).toMatchObject({
      sweep: at(NOON + 1),
    });
  });

  test('is one per source and kind', async () => {
    expect(await move()).not.toBeNull();
    expect(await move({ kind: 'backfill' })).not.toBeNull();
    expect(await move({ source: 'event/hub#1' })).not.toBeNull();
    expect(await rowsOf(tables().checkpoints)).toHaveLength(3);
    expect(await readCheckpoint(tables().checkpoints, 'event/hub#1', 'recent')).toMatchObject(at(NOON));
  });

  test('is created once, and moved once from where it was read', async () => {
    const created = await Promise.all([1, 2, 3].map((n) => move({ to: at(NOON + n) })));
    expect(created.filter(Boolean)).toHaveLength(1);
    const etag = (await read())?.etag ?? '';
    expect(created).toContain(etag);
    const moved = await Promise.all([4, 5, 6].map((n) => move({ to: at(NOON + n), etag })));
    expect(moved.filter(Boolean)).toHaveLength(1);
    const winner = moved.findIndex((moveEtag) => moveEtag !== null);
    expect(await read()).toMatchObject({ at: isoTime(NOON + 4 + winner), etag: moved[winner] });
  });

  test('does not move when it was deleted meanwhile', async () => {
    await move();
    const etag = (await read())?.etag ?? '';
    await tables().checkpoints.deleteEntity('graph', 'recent');
    expect(await move({ etag })).toBeNull();
  });

  test('counts as moved when only the answer to the write was lost', async () => {
    const client = losingFirstAnswer();
    const etag = await move({}, client);
    expect(etag).not.toBeNull();
    const moved = await move({ to: at(NOON + 1), etag }, losingFirstAnswer());
    expect(await read()).toMatchObject({ ...at(NOON + 1), etag: moved });
  });

  test('is read without the problems that only another version knows', async () => {
    await move();
    const known = { code: 'pollFailed', sentence: 'a', mend: 'b' } as const;
    const problems = JSON.stringify([{ ...known, code: 'fromTheFuture' }, known, 'broken']);
    await tables().checkpoints.updateEntity({ partitionKey: 'graph', rowKey: 'recent', problems }, 'Merge');
    expect(await read()).toMatchObject({ at: isoTime(NOON), problems: [known] });
  });

  test('names the bad columns of a broken row', async () => {
    await tables().checkpoints.createEntity({ partitionKey: 'graph', rowKey: 'recent', at: 'yesterday' });
    await expect(read()).rejects.toMatchObject({
      code: 'badRow',
      fault: { table: 'Checkpoints', columns: ['at', 'problems'] },
    });
  });
});

function losingFirstAnswer() {
  const { checkpoints } = connectTables({
    endpoint: tables().checkpoints.url,
    credential: null,
    firstWaitMs: 1,
  });
  let lost = false;
  checkpoints.pipeline.addPolicy(
    {
      name: 'loseFirstAnswer',
      sendRequest: async (request, next) => {
        const answer = await next(request);
        if (request.method === 'GET' || lost) return answer;
        lost = true;
        throw new RestError('socket hang up', { code: 'ECONNRESET', request });
      },
    },
    { afterPhase: 'Sign' },
  );
  return checkpoints;
}
