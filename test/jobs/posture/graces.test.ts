import { describe, expect, test } from '@jest/globals';
import { compose } from '../../../shared/compose';
import type { Outside } from '../../../shared/compose/parts';
import { readConfig } from '../../../shared/config';
import { isoTime } from '../../../shared/domain/time';
import { NOW } from '../../domain/builders';
import { connected } from '../../graph/connect';

/** Services that this does not ask. */
const UNASKED = { arm: {}, tables: {}, mailer: {} } as unknown as Pick<Outside, 'arm' | 'tables' | 'mailer'>;

async function readerWith(days: string) {
  const createdDateTime = isoTime(NOW - 60_000);
  const { graph, server } = await connected(() => ({ body: { value: [{ id: 'U', createdDateTime }] } }));
  const config = readConfig({
    TABLES_ENDPOINT: 'http://127.0.0.1:1',
    MAIL_MODE: 'outbox',
    OUTBOX_DIR: '/nowhere',
    NEW_ACCOUNT_GRACE_DAYS: days,
  });
  const { posture } = compose(config, { ...UNASKED, graph, clock: () => NOW });
  return { readGraces: posture.readGraces, server };
}

describe('NEW_ACCOUNT_GRACE_DAYS', () => {
  test('of 0 reads no new users', async () => {
    expect((await readerWith('0')).readGraces).toBeUndefined();
  });

  test('of 2 gives accounts of the last two days a grace', async () => {
    const { readGraces, server } = await readerWith('2');
    expect(await readGraces?.({ now: NOW, until: Number.POSITIVE_INFINITY })).toEqual({
      u: '2026-03-04T11:59:00.000Z',
    });
    expect(decodeURIComponent(server.asked[0]?.url ?? '')).toContain(
      'createdDateTime ge 2026-02-28T12:00:00Z',
    );
  });
});
