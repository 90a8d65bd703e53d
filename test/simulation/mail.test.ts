import { describe, expect, test } from '@jest/globals';
import type { Mailer } from '../../shared/domain/digest/mail';
import { acsMailer } from '../../shared/email/acs';
import { LOCAL_CREDENTIAL } from '../../shared/email/acsTalk';
import { calmMachine } from '../../simulation/calmMachine';
import { mailService } from '../../simulation/mailService';
import { randomFrom } from '../../tenant/world/random';
import { served } from '../served';

// What the product relies on of the mail service, of the real client over HTTP and of the simulated one alike.

const MAIL = { subject: 'One new account', text: 'One.', html: '<p>One.</p>', to: ['alex@contoso.example'] };
const OPERATION = '0f8fad5b-d9cb-469f-a165-70867728950e';
const OTHER = '7c9e6679-7425-40de-944b-e07fc1f90ae7';

type Service = {
  readonly mailer: Mailer;
  readonly during: <T>(calls: Promise<T>) => Promise<T>;
  /** The recipients of a mail that has gone out. */
  readonly delivered: () => readonly string[];
};

/** The service as its documents describe it, which may drop a mail it took. */
async function overHttp(isDropped: boolean): Promise<Service> {
  const taken = new Map<string, string[]>();
  const server = await served(({ method, url, headers, body }, endpoint) => {
    if (method === 'POST') {
      const id = String(headers['operation-id']);
      const to = JSON.parse(body).recipients.to.map(({ address }: { address: string }) => address);
      taken.set(id, [...(taken.get(id) ?? []), ...to]);
      const location = `${endpoint}/emails/operations/${id}?api-version=2025-09-01`;
      return { status: 202, headers: { 'operation-location': location }, body: { id, status: 'Running' } };
    }
    const id = /operations\/([^?]+)/.exec(url)?.[1] ?? '';
    if (!taken.has(id))
      return { status: 404, body: { error: { code: 'NotFound', message: 'No such operation.' } } };
    return { body: { id, status: isDropped ? 'Failed' : 'Succeeded' } };
  });
  const mailer = acsMailer({
    endpoint: server.endpoint,
    sender: 'DoNotReply@mail.contoso.example',
    credential: LOCAL_CREDENTIAL,
    clock: { now: () => 0, wait: async () => {} },
  });
  return { mailer, during: (calls) => calls, delivered: () => (isDropped ? [] : [...taken.values()].flat()) };
}

async function simulated(isDropped: boolean): Promise<Service> {
  const { on, time, during } = calmMachine();
  const service = mailService(time.now, randomFrom(1, 'mail'), {
    dropped: isDropped ? 1 : 0,
    until: Number.POSITIVE_INFINITY,
  });
  const delivered = () => service.delivered().flatMap(({ mail }) => mail.to);
  return { mailer: service.reachedFrom(on), during, delivered };
}

describe.each([
  ['over HTTP', overHttp],
  ['simulated', simulated],
])('the mail service %s', (_, start) => {
  test('knows no operation before its mail, and its fate after it', async () => {
    const { mailer, during, delivered } = await start(false);
    expect(await during(mailer.outcomeOf(OPERATION))).toBeNull();
    expect(['sent', 'underWay']).toContain((await during(mailer.send(MAIL, OPERATION))).kind);
    const fate = await during(eventual(mailer, OPERATION));
    expect(fate).toBe('sent');
    expect(await during(mailer.outcomeOf(OTHER))).toBeNull();
    expect(delivered()).toEqual(MAIL.to);
  });

  test('may take a repeated operation for another mail, so that nobody may rely on it', async () => {
    const { mailer, during, delivered } = await start(false);
    await during(mailer.send(MAIL, OPERATION));
    await during(mailer.send(MAIL, OPERATION));
    expect(delivered()).toEqual([...MAIL.to, ...MAIL.to]);
  });

  test('may drop a mail that it took, and says so when asked', async () => {
    const { mailer, during, delivered } = await start(true);
    await during(mailer.send(MAIL, OPERATION));
    expect(await during(eventual(mailer, OPERATION))).toBe('refused');
    expect(delivered()).toEqual([]);
  });
});

/** The fate of an operation, once it has one. */
async function eventual(mailer: Mailer, operationId: string): Promise<string | undefined> {
  for (let looks = 0; looks < 2_000; looks++) {
    const outcome = await mailer.outcomeOf(operationId);
    if (outcome?.kind !== 'underWay') return outcome?.kind;
  }
  return 'underWay';
}
