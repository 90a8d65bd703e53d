import { expect, test } from '@jest/globals';
import { mfaWatch } from './commandLine';

test('all bad settings are reported at once, before anything starts', async () => {
  const env = { DIGEST_TIME: '25:00', RETENTION_DAYS: '1', MAIL_MODE: 'outbox' };
  const { code, stdout, stderr } = await mfaWatch(['serve', '--port', '0'], { env });
  expect([code, stdout]).toEqual([2, '']);
  for (const name of ['DIGEST_TIME', 'RETENTION_DAYS', 'TABLES_ENDPOINT', 'OUTBOX_DIR'])
    expect(stderr).toContain(name);
});
