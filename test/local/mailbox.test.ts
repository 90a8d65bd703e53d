import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SENDER } from '../../tenant/world/directory';
import { eventually, type Served, serveProduct, twoDigestRuns } from './servedProduct';

let served: Served;
/** Until an Exchange Administrator lets the app use the mailbox. */
let isGranted = false;

beforeAll(async () => {
  const refusal = {
    kind: 'status',
    status: 403,
    body: JSON.stringify({ error: { code: 'ErrorAccessDenied', message: 'Access is denied.' } }),
  } as const;
  served = await serveProduct(
    { signInsPerDay: 5, faults: ({ path }) => (path.includes('/messages') && !isGranted ? refusal : null) },
    { poll: true, digest: true },
    {
      MAIL_MODE: '',
      OUTBOX_DIR: '',
      MAIL_SENDER: String(SENDER.userPrincipalName),
      DIGEST_RECIPIENTS: 'soc@fabrikam.example',
    },
  );
}, 180_000);
afterAll(() => served?.stop());

const health = async () => (await served.get('/api/health')).json();

test('a digest goes out of the mailbox once, when Exchange lets the app use it, and health names the script that grants it', async () => {
  const sentence = ({ problems }: { problems: { code: string; sentence: string }[] }) =>
    problems.find(({ code }) => code === 'digestFailed')?.sentence ?? '';
  expect(sentence(await eventually(health, (found) => sentence(found) !== ''))).toContain(
    'grant-mailbox.ps1',
  );
  expect(served.tenant.delivered()).toEqual([]);
  isGranted = true;
  await eventually(health, ({ digest }) => digest.status === 'sent');
  const [digest, ...others] = served.tenant.delivered();
  expect(others).toEqual([]);
  expect(digest?.bcc).toContain('soc@fabrikam.example');
  expect(digest?.bcc.length).toBeGreaterThan(3);
  await served.restart({ digest: true });
  await twoDigestRuns(served);
  expect(served.tenant.delivered()).toHaveLength(1);
}, 180_000);

test('a test mail goes out of the mailbox to the address alone', async () => {
  const before = served.tenant.delivered().length;
  const answer = await served.post('/api/digest', JSON.stringify({ to: 'ana@fabrikam.example' }));
  expect([answer.status, await answer.json()]).toEqual([202, { outcome: 'sent' }]);
  const [mail] = served.tenant.delivered();
  expect(served.tenant.delivered()).toHaveLength(before + 1);
  expect(mail).toMatchObject({ bcc: ['ana@fabrikam.example'], subject: expect.stringMatching(/^Test: /) });
});
