import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type LoopbackServer, loopbackServer } from '../loopbackServer';
import { acsReplies } from './acsReplies';
import { eventually, type Served, serveProduct, twoDigestRuns } from './servedProduct';

let service: LoopbackServer;
let served: Served;
/** What the mail service answers to a mail for now. */
let refusing = true;
const DENIED = {
  status: 401,
  body: { error: { code: 'Denied', message: 'Denied by the resource provider.' } },
};

beforeAll(async () => {
  service = await loopbackServer(acsReplies(() => (refusing ? DENIED : null)));
  const settings = {
    MAIL_MODE: 'acs',
    EMAIL_ENDPOINT: service.endpoint,
    EMAIL_SENDER: 'DoNotReply@mail.contoso.example',
    DIGEST_RECIPIENTS: 'soc@contoso.example',
  };
  served = await serveProduct({ signInsPerDay: 5 }, { poll: true, digest: true }, settings);
}, 180_000);
afterAll(async () => {
  await served?.stop();
  await service?.close();
});

const sent = () => service.asked.filter(({ method }) => method === 'POST');
const health = async () => (await served.get('/api/health')).json();

test('a refused digest turns health red with the reason, and is sent once when the service takes it', async () => {
  const told = ({ problems }: { problems: { code: string; sentence: string }[] }) =>
    problems.find(({ code }) => code === 'digestFailed')?.sentence ?? '';
  expect(told(await eventually(health, (found) => told(found) !== ''))).toContain('401');
  refusing = false;
  await eventually(health, ({ digest }) => digest.status === 'sent');
  const taken = sent().length;
  const mail = JSON.parse(sent().at(-1)?.body ?? '{}');
  const addresses = mail.recipients.to.map(({ address }: { address: string }) => address);
  expect(addresses).toContain('soc@contoso.example');
  expect(addresses.length).toBeGreaterThan(3);
  expect(mail.senderAddress).toBe('DoNotReply@mail.contoso.example');
  await served.restart({ digest: true });
  await twoDigestRuns(served);
  expect(sent()).toHaveLength(taken);
}, 180_000);
