import { describe, expect, test } from '@jest/globals';
import type { Mailer } from '../../shared/domain/digest/mail';
import { acsMailer } from '../../shared/email/acs';
import { LOCAL_CREDENTIAL } from '../../shared/email/acsTalk';
import { connectGraph } from '../../shared/graph/connectGraph';
import { graphMailer } from '../../shared/graph/mailbox/graphMailer';
import { calmMachine } from '../../simulation/calmMachine';
import { graphService } from '../../simulation/graphService';
import { mailboxService } from '../../simulation/mailboxService';
import { mailService } from '../../simulation/mailService';
import { type ExchangeWays, makeExchange, PROMPT } from '../../tenant/exchange/exchange';
import { startTenant } from '../../tenant/tenant';
import { SENDER } from '../../tenant/world/directory';
import { randomFrom } from '../../tenant/world/random';
import { makeWorld } from '../../tenant/world/world';
import { served } from '../served';

// What the product relies on of the mail services, of the real clients over HTTP and of the simulated ones alike.

const MAIL = { subject: 'One new account', text: 'One.', html: '<p>One.</p>', to: ['alex@contoso.example'] };
const OPERATION = '0f8fad5b-d9cb-469f-a165-70867728950e';
const NAME = { operationId: OPERATION, draftId: null };
const UNKNOWN = { kind: 'notSent', draftId: null };
const OTHER = '7c9e6679-7425-40de-944b-e07fc1f90ae7';

const WAYS = {
  keptDays: 30,
  takesWhole: true,
  longestMs: Number.POSITIVE_INFINITY,
  linkMs: 60_000,
  pageSize: 100,
  refusal: null,
} as const;

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
    expect(await during(mailer.fateOf(NAME))).toEqual(UNKNOWN);
    expect(['sent', 'underWay']).toContain((await during(mailer.send(MAIL, NAME))).kind);
    const fate = await during(eventual(mailer));
    expect(fate).toBe('sent');
    expect(await during(mailer.fateOf({ ...NAME, operationId: OTHER }))).toEqual(UNKNOWN);
    expect(delivered()).toEqual(MAIL.to);
  });

  test('may take a repeated operation for another mail, so that nobody may rely on it', async () => {
    const { mailer, during, delivered } = await start(false);
    await during(mailer.send(MAIL, NAME));
    await during(mailer.send(MAIL, NAME));
    expect(delivered()).toEqual([...MAIL.to, ...MAIL.to]);
  });

  test('may drop a mail that it took, and says so when asked', async () => {
    const { mailer, during, delivered } = await start(true);
    await during(mailer.send(MAIL, NAME));
    expect(await during(eventual(mailer))).toBe('refused');
    expect(delivered()).toEqual([]);
  });
});

/** A mailbox of the simulated tenant, over HTTP. */
async function mailboxOverHttp(exchange: ExchangeWays) {
  const tenant = await startTenant({ accounts: 60, days: 1, signInsPerDay: 1, throttle: false, exchange });
  const graph = connectGraph({ endpoint: tenant.url, token: async () => 'local', wait: async () => {} });
  const clock = { now: Date.now, wait: async () => {} };
  const mailer = graphMailer({ graph, sender: SENDER.id, clock });
  const delivered = () => tenant.delivered().flatMap(({ bcc }) => bcc);
  return { mailer, during: <T>(calls: Promise<T>) => calls, delivered, stop: tenant.stop };
}

async function simulatedMailbox(exchange: ExchangeWays) {
  const { on, time, during } = calmMachine();
  const world = makeWorld({
    seed: 1,
    nowMs: time.now(),
    accounts: 60,
    days: 1,
    daysAhead: 0,
    signInsPerDay: 1,
    otherSignInsPerDay: 0,
  });
  const mailboxes = makeExchange(randomFrom(1, 'exchange'), exchange);
  const graph = graphService({ world, exchange: mailboxes }, time.now, WAYS);
  const service = mailboxService(graph, mailboxes, randomFrom(1, 'machines'));
  const delivered = () => service.delivered().flatMap(({ mail }) => mail.to);
  return { mailer: service.reachedFrom(on), during, delivered, stop: async () => {} };
}

describe.each([
  ['over HTTP', mailboxOverHttp],
  ['simulated', simulatedMailbox],
])('a mailbox %s', (_, start) => {
  test.each([true, false])(
    'takes a draft, sends it once, and shows what became of it, whether the copy keeps the id (%s)',
    async (keepsId) => {
      const service = await start({ ...PROMPT, keepsId });
      const { mailer, during, delivered } = service;
      try {
        expect(await during(mailer.fateOf(NAME))).toEqual(UNKNOWN);
        const prepared = await during(mailer.prepare(MAIL, NAME));
        expect(prepared.kind).toBe('ready');
        const name = { ...NAME, draftId: prepared.kind === 'ready' ? prepared.draftId : null };
        expect(await during(mailer.fateOf(NAME))).toEqual({ kind: 'notSent', draftId: name.draftId });
        expect(await during(mailer.send(MAIL, name))).toEqual({ kind: 'sent' });
        expect(await during(mailer.send(MAIL, name))).toMatchObject({ kind: 'unclear' });
        expect(await during(mailer.fateOf(name))).toEqual({ kind: 'sent' });
        expect(delivered()).toEqual(MAIL.to);
      } finally {
        await service.stop();
      }
    },
  );
});

/** The fate of an operation, once it has one. */
async function eventual(mailer: Mailer): Promise<string> {
  for (let looks = 0; looks < 2_000; looks++) {
    const fate = await mailer.fateOf(NAME);
    if (fate.kind !== 'underWay') return fate.kind;
  }
  return 'underWay';
}
