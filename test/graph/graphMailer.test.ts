import { describe, expect, test } from '@jest/globals';
import { connectGraph } from '../../shared/graph/connectGraph';
import { graphMailer } from '../../shared/graph/mailbox/graphMailer';
import { type ExchangeWays, PROMPT } from '../../tenant/exchange/exchange';
import { startTenant, type TenantOptions } from '../../tenant/tenant';
import { SENDER } from '../../tenant/world/directory';
import { makeWorld } from '../../tenant/world/world';
import { inTurn, type Replying, refusal, served, waitingClock } from '../served';

// Against the simulated tenant, and against answers written by hand. Codes are those that others have published of Graph.

const MAIL = {
  subject: 'One new account',
  text: 'One.',
  html: '<p>One.</p>',
  to: ['alex@contoso.example', 'soc@fabrikam.example'],
};
const OPERATION = '0f8fad5b-d9cb-469f-a165-70867728950e';
const NEW = { operationId: OPERATION, draftId: null };
const NOON = Date.parse('2026-11-29T12:00:00Z');
const UPN = String(SENDER.userPrincipalName);
const SMALL = {
  seed: 1,
  nowMs: NOON,
  accounts: 60,
  days: 1,
  daysAhead: 0,
  signInsPerDay: 1,
  otherSignInsPerDay: 0,
};

async function inTenant(options: Partial<TenantOptions> & { readonly sender?: string } = {}) {
  let now = NOON;
  const { sender = UPN, ...rest } = options;
  const tenant = await startTenant({
    ...SMALL,
    throttle: false,
    ...rest,
    now: () => now,
  });
  const wait = async (ms: number) => {
    now += ms;
  };
  const graph = connectGraph({ endpoint: tenant.url, token: async () => 'local', wait, now: () => now });
  const mailerOf = (mailbox: string) =>
    graphMailer({ graph, sender: mailbox, clock: { now: () => now, wait } });
  return {
    tenant,
    mailer: mailerOf(sender),
    mailerOf,
    pass: wait,
    [Symbol.asyncDispose]: () => tenant.stop(),
  };
}

function slow(ways: Partial<ExchangeWays>): ExchangeWays {
  return { ...PROMPT, ...ways };
}

async function drafted({ mailer }: Awaited<ReturnType<typeof inTenant>>) {
  const prepared = await mailer.prepare(MAIL, NEW);
  if (prepared.kind === 'refused') throw new Error(JSON.stringify(prepared.reason));
  return { operationId: OPERATION, draftId: prepared.draftId };
}

describe('a mail from a mailbox', () => {
  test('is a draft until it is sent, and reaches its recipients without showing them to each other', async () => {
    await using world = await inTenant();
    const { mailer, tenant } = world;
    expect(await mailer.fateOf(NEW)).toEqual({ kind: 'notSent', draftId: null });
    const name = await drafted(world);
    expect(await mailer.fateOf(name)).toEqual({ kind: 'notSent', draftId: name.draftId });
    expect(tenant.delivered()).toEqual([]);
    expect(await mailer.send(MAIL, name)).toEqual({ kind: 'sent' });
    expect(tenant.delivered()).toMatchObject([
      { mailbox: SENDER.id, subject: MAIL.subject, html: MAIL.html, bcc: MAIL.to },
    ]);
    expect(await mailer.fateOf(name)).toEqual({ kind: 'sent' });
  });

  test('cannot be sent twice', async () => {
    await using world = await inTenant();
    const name = await drafted(world);
    await world.mailer.send(MAIL, name);
    expect(await world.mailer.send(MAIL, name)).toMatchObject({ kind: 'unclear' });
    expect(world.tenant.delivered()).toHaveLength(1);
    expect(await world.mailer.fateOf(name)).toEqual({ kind: 'sent' });
  });

  test('is written again into the draft that is there', async () => {
    await using world = await inTenant();
    const name = await drafted(world);
    const later = { ...MAIL, subject: 'Two new accounts', to: ['alex@contoso.example'] };
    expect(await world.mailer.prepare(later, name)).toEqual({ kind: 'ready', draftId: name.draftId });
    await world.mailer.send(later, name);
    expect(world.tenant.delivered()).toMatchObject([
      { subject: 'Two new accounts', bcc: ['alex@contoso.example'] },
    ]);
  });

  test('leaves one draft behind that is found by its operation, if the run dies before it has stored the id', async () => {
    await using world = await inTenant();
    const { draftId } = await drafted(world);
    expect(await world.mailer.fateOf(NEW)).toEqual({ kind: 'notSent', draftId });
    const other = { operationId: '7c9e6679-7425-40de-944b-e07fc1f90ae7', draftId: null };
    expect(await world.mailer.fateOf(other)).toEqual({ kind: 'notSent', draftId: null });
  });

  test.each([true, false])(
    'is under way until its copy appears in Sent Items, whether the copy has the id of the draft (%s)',
    async (keepsId) => {
      await using world = await inTenant({ exchange: slow({ keepsId, copyAfter: [90 * 60_000] }) });
      const name = await drafted(world);
      expect(await world.mailer.send(MAIL, name)).toEqual({ kind: 'underWay' });
      await world.pass(3_600_000);
      expect(await world.mailer.fateOf(name)).toEqual({ kind: 'underWay' });
      await world.pass(3_600_000);
      expect(await world.mailer.fateOf(name)).toEqual({ kind: 'sent' });
    },
  );

  test('does not go out again by a leftover draft of the same operation while its copy is late', async () => {
    await using world = await inTenant({ exchange: slow({ keepsId: false, copyAfter: [90 * 60_000] }) });
    await drafted(world);
    const name = await drafted(world);
    await world.mailer.send(MAIL, name);
    expect(await world.mailer.fateOf(name)).toEqual({ kind: 'underWay' });
    await world.pass(2 * 3_600_000);
    expect(await world.mailer.fateOf(name)).toEqual({ kind: 'sent' });
  });

  test('counts as under way if MAIL_SENDER names another mailbox now, which does not know the draft', async () => {
    const other = makeWorld(SMALL).users.find(({ mail, id }) => mail !== null && id !== SENDER.id);
    await using world = await inTenant({ mailboxGrants: [SENDER.id, String(other?.id)] });
    const name = await drafted(world);
    expect(await world.mailerOf(String(other?.id)).fateOf(name)).toEqual({ kind: 'underWay' });
  });

  test('is under way while Exchange still shows the draft that it has accepted', async () => {
    await using world = await inTenant({ exchange: slow({ lingers: [60_000] }) });
    const name = await drafted(world);
    expect(await world.mailer.send(MAIL, name)).toEqual({ kind: 'underWay' });
    expect(world.tenant.delivered()).toHaveLength(1);
  });

  test('may come from a user or a shared mailbox, by address or id', async () => {
    for (const sender of [UPN.toUpperCase(), SENDER.id]) {
      await using world = await inTenant({ sender });
      expect(await world.mailer.send(MAIL, await drafted(world))).toEqual({ kind: 'sent' });
    }
  });
});

describe('a mailbox that cannot be used', () => {
  test.each([
    ['no such user', { sender: 'nobody@contoso.example' }, 'missing', 404],
    ['a user without a mailbox', { sender: 'emergency1@contoso.example' }, 'missing', 404],
    ['a mailbox that Exchange does not let the app use', { mailboxGrants: [] }, 'notAllowed', 403],
  ] as const)('is named: %s', async (_what, options, why, status) => {
    await using world = await inTenant(options);
    const reason = { kind: 'mailbox', why, status };
    expect(await world.mailer.prepare(MAIL, NEW)).toMatchObject({ kind: 'refused', reason });
    expect(await world.mailer.fateOf(NEW)).toMatchObject({ kind: 'unclear', reason });
    expect(world.tenant.delivered()).toEqual([]);
  });
});

async function answering(reply: Replying) {
  const server = await served(reply);
  const { clock, waits } = waitingClock();
  const graph = connectGraph({ endpoint: server.endpoint, token: async () => 'local', ...clock });
  return { mailer: graphMailer({ graph, sender: UPN, clock }), server, waits };
}

const NAMED = { operationId: OPERATION, draftId: 'AAkAL/GAA+A=' };

describe('an answer to a mail', () => {
  test.each([
    [403, 'ErrorAccessDenied', 'notAllowed'],
    [403, 'ErrorSendAsDenied', 'notAllowed'],
    [404, 'MailboxNotEnabledForRESTAPI', 'missing'],
    [404, 'ErrorNonExistentMailbox', 'missing'],
    [403, 'ErrorMessageSubmissionBlocked', 'suspended'],
    [400, 'ErrorExceededMessageLimit', 'atLimit'],
    [403, 'ErrorExceededMessageLimit', 'atLimit'],
    [507, 'ErrorQuotaExceeded', 'full'],
    [400, 'ErrorInvalidRecipients', 'badRecipient'],
    [413, 'RequestEntityTooLarge', 'tooLarge'],
    [429, 'ApplicationThrottled', 'throttled'],
    [401, 'InvalidAuthenticationToken', 'noToken'],
    [400, 'ErrorAddedLater', 'refused'],
  ])('%s %s refuses the draft: %s', async (status, code, why) => {
    const { mailer } = await answering(() => refusal(status, code));
    expect(await mailer.prepare(MAIL, NEW)).toEqual({
      kind: 'refused',
      reason: { kind: 'mailbox', why, status, serviceCode: code },
    });
  });

  test.each([500, 502, 503, 504])(
    '%s leaves open whether the mail was sent, and it is not posted again',
    async (status) => {
      for (const headers of [{}, { 'retry-after': '3' }]) {
        const { mailer, server } = await answering(() => refusal(status, 'ServiceUnavailable', headers));
        const reason = { kind: 'mailboxUnclear', status, serviceCode: 'ServiceUnavailable' };
        expect(await mailer.send(MAIL, NAMED)).toEqual({ kind: 'unclear', reason });
        expect(server.asked).toHaveLength(1);
      }
    },
  );

  test.each([
    [401, 'InvalidAuthenticationToken', 'noToken'],
    [403, 'ErrorAccessDenied', 'notAllowed'],
    [400, 'ErrorExceededMessageLimit', 'atLimit'],
    [507, 'ErrorQuotaExceeded', 'full'],
    [400, 'ErrorAddedLater', 'refused'],
  ])('%s %s to the request to send is a certain refusal: %s', async (status, code, why) => {
    const { mailer } = await answering(() => refusal(status, code));
    const reason = { kind: 'mailbox', why, status, serviceCode: code };
    expect(await mailer.send(MAIL, NAMED)).toEqual({ kind: 'refused', reason });
  });

  test.each([
    [404, 'ErrorItemNotFound'],
    [404, 'ErrorNonExistentMailBox'],
    [408, 'RequestTimeout'],
    [409, 'Conflict'],
    [412, 'ErrorIrresolvableConflict'],
  ])('%s %s to the request to send leaves open whether the mail was sent', async (status, code) => {
    const { mailer } = await answering(() => refusal(status, code));
    expect(await mailer.send(MAIL, NAMED)).toMatchObject({ kind: 'unclear' });
  });

  test.each([
    [404, 'ErrorItemNotFound', 'draftGone'],
    [412, 'ErrorIrresolvableConflict', 'unreachable'],
    [503, 'MailboxInfoStale', 'nameStale'],
    [503, 'ErrorMailboxMoveInProgress', 'unreachable'],
  ])('%s %s keeps a draft from being changed: %s', async (status, code, why) => {
    const { mailer } = await answering(() => refusal(status, code));
    const reason = { kind: 'mailbox', why, status, serviceCode: code };
    expect(await mailer.prepare(MAIL, NAMED)).toEqual({ kind: 'refused', reason });
  });

  test('that never comes leaves that open too', async () => {
    const { mailer, server } = await answering(() => 'drop');
    expect(await mailer.send(MAIL, NAMED)).toMatchObject({ kind: 'unclear' });
    expect(server.asked).toHaveLength(1);
  });

  test('that is throttled is waited out, and the mail is posted again', async () => {
    const throttled = refusal(429, 'ApplicationThrottled', { 'retry-after': '7' });
    const sent = { body: { id: 'x', isDraft: false } };
    const { mailer, server, waits } = await answering(inTurn(throttled, { status: 202 }, sent));
    expect(await mailer.send(MAIL, NAMED)).toEqual({ kind: 'sent' });
    expect(server.asked.map(({ method }) => method)).toEqual(['POST', 'POST', 'GET']);
    expect(waits[0]).toBe(7_000);
  });

  test.each([503, 429])('%s to the question about a mail is no fate', async (status) => {
    const { mailer } = await answering(() => refusal(status, 'Busy'));
    expect(await mailer.fateOf(NAMED)).toMatchObject({ kind: 'unclear', reason: { kind: 'mailboxUnclear' } });
  });

  test('without the fields that decide is no fate', async () => {
    const { mailer } = await answering(() => ({ body: { value: [{ id: 'x' }] } }));
    expect(await mailer.fateOf(NEW)).toMatchObject({ kind: 'unclear' });
  });

  test('that refuses the filter by our mark leaves the id to decide', async () => {
    const { mailer } = await answering(({ url }) =>
      url.includes('filter') ? refusal(400, 'ErrorInvalidUrlQueryFilter') : refusal(404, 'ErrorItemNotFound'),
    );
    expect(await mailer.fateOf(NAMED)).toEqual({ kind: 'underWay' });
    expect(await mailer.fateOf(NEW)).toMatchObject({ kind: 'unclear' });
  });

  test('that refuses the search for any other reason is no fate', async () => {
    const { mailer } = await answering(({ url }) =>
      url.includes('filter') ? refusal(400, 'BadRequest') : refusal(404, 'ErrorItemNotFound'),
    );
    expect(await mailer.fateOf(NAMED)).toMatchObject({ kind: 'unclear' });
  });

  test('that keeps being throttled does not hold the run after a mail that was accepted', async () => {
    const busy = refusal(429, 'ApplicationThrottled', { 'retry-after': '60' });
    const { mailer, waits } = await answering(({ method }) => (method === 'POST' ? { status: 202 } : busy));
    expect(await mailer.send(MAIL, NAMED)).toEqual({ kind: 'underWay' });
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(10_000);
  });
});

test('every request names the mailbox and the draft as one path segment each, and asks for ids that no move changes', async () => {
  const { mailer, server } = await answering(({ method }) =>
    method === 'GET' ? { body: { id: 'x', isDraft: false } } : { status: 202 },
  );
  await mailer.send(MAIL, NAMED);
  expect(server.asked[0]).toMatchObject({
    method: 'POST',
    url: `/v1.0/users/${encodeURIComponent(UPN)}/messages/AAkAL%2FGAA%2BA%3D/send`,
    body: '',
    headers: { prefer: 'IdType="ImmutableId"', authorization: 'Bearer local', 'content-length': '0' },
  });
  expect(server.asked[1]?.headers.prefer).toBe('IdType="ImmutableId"');
});

test('a draft hides the recipients from each other and carries its operation', async () => {
  const { mailer, server } = await answering(() => ({ status: 201, body: { id: 'd', isDraft: true } }));
  expect(await mailer.prepare(MAIL, NEW)).toEqual({ kind: 'ready', draftId: 'd' });
  expect(JSON.parse(server.asked[0]?.body ?? '')).toEqual({
    subject: MAIL.subject,
    body: { contentType: 'html', content: MAIL.html },
    toRecipients: [],
    bccRecipients: MAIL.to.map((address) => ({ emailAddress: { address } })),
    singleValueExtendedProperties: [
      { id: expect.stringMatching(/^String \{[\da-f-]{36}\} Name \w+$/), value: OPERATION },
    ],
  });
});
