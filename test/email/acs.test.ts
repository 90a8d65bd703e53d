import { describe, expect, test } from '@jest/globals';
import type { Mail } from '../../shared/domain/digest/mail';
import { type AcsOptions, acsMailer } from '../../shared/email/acs';
import { LOCAL_CREDENTIAL } from '../../shared/email/acsTalk';
import type { Asked, Reply } from '../loopbackServer';
import { refusal, served } from '../served';

const OPERATION = '0f8fad5b-d9cb-469f-a165-70867728950e';
const NAMED = named(OPERATION);
const NOW = Date.parse('2026-03-02T07:00:00Z');
const MAIL: Mail = {
  subject: 'MFA Watch: 1 new account',
  text: 'One new account.',
  html: '<p>One new account.</p>',
  to: ['alex@contoso.example', 'kim@contoso.example'],
};

type Replies = { readonly post?: readonly Reply[]; readonly look?: readonly Reply[] };

/** A mailer over a stand-in for the service, which by default takes the mail and has handed it out when looked at. */
async function mailer({ post = [], look = [] }: Replies = {}, options: Partial<AcsOptions> = {}) {
  const left = { POST: [...post], GET: [...look] };
  const last: Record<string, Reply> = {
    POST: post.at(-1) ?? accepted,
    GET: look.at(-1) ?? state('Succeeded'),
  };
  const server = await served(({ method }, endpoint) => {
    const reply = left[method as 'POST' | 'GET'].shift() ?? last[method] ?? 'drop';
    if (reply !== accepted) return reply;
    return {
      ...accepted,
      headers: { 'operation-location': `${endpoint}/emails/operations/${OPERATION}?api-version=2025-09-01` },
    };
  });
  const waits: number[] = [];
  const acs = acsMailer({
    endpoint: server.endpoint,
    sender: 'DoNotReply@mail.contoso.example',
    credential: LOCAL_CREDENTIAL,
    clock: { now: () => NOW, wait: async (ms) => void waits.push(ms) },
    ...options,
  });
  return { acs, server, waits };
}

const accepted = { status: 202, body: { id: OPERATION, status: 'Running' } };

function state(status: string, error?: { code: string; message: string }): Reply {
  return { body: { id: OPERATION, status, error } };
}

const methods = (asked: readonly Asked[]) => asked.map(({ method }) => method);

describe('sending', () => {
  test('posts the mail under our operation id and looks once', async () => {
    const { acs, server } = await mailer();
    expect(await acs.send(MAIL, NAMED)).toEqual({ kind: 'sent' });
    expect(methods(server.asked)).toEqual(['POST', 'GET']);
    const [post] = server.asked;
    expect(post).toMatchObject({
      url: '/emails:send?api-version=2025-09-01',
      headers: { 'operation-id': OPERATION, authorization: expect.stringMatching(/^HMAC-SHA256 /) },
    });
    expect(JSON.parse(post?.body ?? '')).toEqual({
      senderAddress: 'DoNotReply@mail.contoso.example',
      content: { subject: MAIL.subject, plainText: MAIL.text, html: MAIL.html },
      recipients: { to: [{ address: 'alex@contoso.example' }, { address: 'kim@contoso.example' }] },
      userEngagementTrackingDisabled: true,
    });
  });

  test.each(['NotStarted', 'Running'])('is under way while the state is %s', async (status) => {
    const { acs, server } = await mailer({ look: [state(status)] });
    expect(await acs.send(MAIL, NAMED)).toEqual({ kind: 'underWay' });
    expect(server.asked).toHaveLength(2);
  });

  test.each<[string, Reply]>([
    ['is throttled', refusal(429, 'TooManyRequests', { 'retry-after': '3600' })],
    ['meets a fault', refusal(500, 'InternalError')],
    ['is dropped', 'drop'],
    ['hangs', 'hang'],
    ['finds nothing yet', refusal(404, 'NotFound')],
    ['finds no JSON', { body: '<html>' }],
    ['finds no state that is documented', state('AddedLater')],
  ])('is under way when the mail is taken and the look %s', async (_, reply) => {
    const { acs, server } = await mailer({ look: [reply] }, reply === 'hang' ? { timeoutMs: 1_000 } : {});
    expect(await acs.send(MAIL, NAMED)).toEqual({ kind: 'underWay' });
    expect(methods(server.asked)).toEqual(['POST', 'GET']);
  });

  test.each<[string, Reply]>([
    ['no JSON', { body: '<html>Welcome to the proxy</html>' }],
    ['nothing', { status: 202, body: '' }],
    ['no state that is documented', { status: 202, body: { id: OPERATION, status: 'AddedLater' } }],
  ])('is unclear after %s, if the service does not know the operation', async (_, reply) => {
    const { acs } = await mailer({ post: [reply], look: [refusal(404, 'NotFound')] });
    expect(await acs.send(MAIL, NAMED)).toMatchObject({ kind: 'unclear' });
  });

  test('is refused when the operation failed, with its code and no address', async () => {
    const failed = state('Failed', {
      code: 'EmailDroppedAllRecipientsSuppressed',
      message: 'alex@contoso.example',
    });
    const { acs } = await mailer({ look: [failed] });
    const outcome = await acs.send(MAIL, NAMED);
    expect(outcome).toEqual({
      kind: 'refused',
      reason: { kind: 'dropped', state: 'Failed', serviceCode: 'EmailDroppedAllRecipientsSuppressed' },
    });
    expect(JSON.stringify(outcome)).not.toContain('alex');
  });

  test.each([401, 403, 404, 413])('is refused on %i', async (status) => {
    const { acs, server } = await mailer({ post: [refusal(status, 'Denied')] });
    const outcome = await acs.send(MAIL, NAMED);
    expect(outcome).toEqual({ kind: 'refused', reason: { kind: 'refused', status, serviceCode: 'Denied' } });
    expect(JSON.stringify(outcome)).not.toContain('alex');
    expect(methods(server.asked)).toEqual(['POST']);
  });

  test.each([408, 500, 502, 503, 504])('is unclear on %i, and not posted again', async (status) => {
    const { acs, server } = await mailer({ post: [refusal(status, 'x')] });
    expect(await acs.send(MAIL, NAMED)).toMatchObject({ kind: 'unclear' });
    expect(methods(server.asked)).toEqual(['POST']);
  });

  test.each(['drop', 'hang'] as const)(
    'is unclear without an answer (%s), and not posted again',
    async (reply) => {
      const { acs, server } = await mailer({ post: [reply] }, reply === 'hang' ? { timeoutMs: 1_000 } : {});
      expect(await acs.send(MAIL, NAMED)).toMatchObject({ kind: 'unclear' });
      expect(methods(server.asked)).toEqual(['POST']);
    },
  );

  test('is unclear when the service cannot be reached', async () => {
    const { acs, server } = await mailer();
    await server.close();
    expect(await acs.send(MAIL, NAMED)).toEqual({
      kind: 'unclear',
      reason: { kind: 'noAnswer', errorCode: 'ECONNREFUSED' },
    });
  });
});

describe('a 503', () => {
  test('may have been taken, and is not posted again before it is asked about, whatever wait it comes with', async () => {
    const busy = refusal(503, 'ServiceUnavailable', { 'retry-after': '7' });
    const { acs, server, waits } = await mailer({ post: [busy, accepted], look: [refusal(404, 'NotFound')] });
    expect(await acs.send(MAIL, NAMED)).toEqual({
      kind: 'unclear',
      reason: { kind: 'unclear', status: 503, serviceCode: 'ServiceUnavailable' },
    });
    expect(methods(server.asked)).toEqual(['POST']);
    expect(waits).toEqual([]);
    expect(await acs.fateOf(NAMED)).toEqual({ kind: 'notSent', draftId: null });
  });
});

describe('a throttled mail', () => {
  test('is posted again after the time asked for', async () => {
    const { acs, waits } = await mailer({ post: [refusal(429, 'x', { 'retry-after': '7' }), accepted] });
    expect(await acs.send(MAIL, NAMED)).toEqual({ kind: 'sent' });
    expect(waits).toEqual([7_000]);
  });

  test('is posted again at the time that the service gives', async () => {
    const at = { 'retry-after': 'Mon, 02 Mar 2026 07:00:09 GMT' };
    const { acs, waits } = await mailer({ post: [refusal(429, 'x', at), accepted] });
    expect(await acs.send(MAIL, NAMED)).toEqual({ kind: 'sent' });
    expect(waits).toEqual([9_000]);
  });

  test('is refused after three tries', async () => {
    const { acs, server } = await mailer({ post: [refusal(429, 'TooManyRequests', { 'retry-after': '1' })] });
    expect(await acs.send(MAIL, NAMED)).toMatchObject({ kind: 'refused' });
    expect(methods(server.asked)).toEqual(['POST', 'POST', 'POST']);
  });

  test.each([{ 'retry-after': '7200' }, { 'retry-after': 'later' }, {}])(
    'is refused at once for the answer %j',
    async (headers: Record<string, string>) => {
      const { acs, server, waits } = await mailer({ post: [refusal(429, 'TooManyRequests', headers)] });
      expect(await acs.send(MAIL, NAMED)).toMatchObject({ kind: 'refused' });
      expect(server.asked).toHaveLength(1);
      expect(waits).toEqual([]);
    },
  );
});

describe('a 400 or 409, which may be a repeat', () => {
  test.each([400, 409])('is the outcome of the operation if the service knows it: %i', async (status) => {
    const { acs, server } = await mailer({
      post: [refusal(status, 'BadRequest')],
      look: [state('Succeeded')],
    });
    expect(await acs.send(MAIL, NAMED)).toEqual({ kind: 'sent' });
    expect(methods(server.asked)).toEqual(['POST', 'GET']);
  });

  test.each([400, 409])('is unclear when the look is: %i', async (status) => {
    const { acs } = await mailer({ post: [refusal(status, 'BadRequest')], look: [refusal(500, 'x')] });
    expect(await acs.send(MAIL, NAMED)).toMatchObject({ kind: 'unclear' });
  });

  test('is refused when the operation is unknown: 400', async () => {
    const { acs } = await mailer({ post: [refusal(400, 'BadRequest')], look: [refusal(404, 'NotFound')] });
    expect(await acs.send(MAIL, NAMED)).toMatchObject({ kind: 'refused' });
  });

  test('is unclear when the operation is unknown: 409', async () => {
    const { acs } = await mailer({ post: [refusal(409, 'Conflict')], look: [refusal(404, 'NotFound')] });
    expect(await acs.send(MAIL, NAMED)).toMatchObject({ kind: 'unclear' });
  });
});

describe('asking for the outcome of an operation', () => {
  test('gets its state once, and posts nothing', async () => {
    const { acs, server } = await mailer();
    expect(await acs.fateOf(NAMED)).toEqual({ kind: 'sent' });
    expect(server.asked).toHaveLength(1);
    expect(server.asked[0]).toMatchObject({
      method: 'GET',
      url: `/emails/operations/${OPERATION}?api-version=2025-09-01`,
      headers: { authorization: expect.stringMatching(/^HMAC-SHA256 /) },
    });
  });

  test.each<[string, Reply, object]>([
    ['runs', state('Running'), { kind: 'underWay' }],
    ['failed', state('Failed', { code: 'EmailDropped', message: 'x' }), { kind: 'refused' }],
    ['failed without a code', state('Failed'), { kind: 'refused' }],
    ['was canceled', state('Canceled'), { kind: 'refused' }],
    ['is not known', refusal(404, 'NotFound'), { kind: 'notSent', draftId: null }],
    [
      'cannot be looked at for now',
      refusal(429, 'TooManyRequests', { 'retry-after': '7200' }),
      { kind: 'unclear' },
    ],
    ['may not be looked at', refusal(403, 'Denied'), { kind: 'unclear' }],
    ['is behind a dropped connection', 'drop', { kind: 'unclear' }],
    ['is behind a hanging one', 'hang', { kind: 'unclear' }],
  ])('reports that it %s', async (_, reply, outcome) => {
    const { acs, server } = await mailer({ look: [reply] }, reply === 'hang' ? { timeoutMs: 1_000 } : {});
    const told = await acs.fateOf(NAMED);
    expect(told).toMatchObject(outcome);
    expect(methods(server.asked)).toEqual(['GET']);
  });
});

describe('an answer that the service does not document', () => {
  const told = async (look: Reply) => (await mailer({ look: [look] })).acs.fateOf(NAMED);

  test.each<[string, Reply]>([
    ['no JSON', { body: '<html>Welcome to the proxy</html>' }],
    ['nothing', { status: 204 }],
    ['JSON without a state', { body: { id: OPERATION } }],
    ['a state that is no word', state('<b>alex@contoso.example</b>')],
  ])('is unclear, never under way, and quotes nothing: %s', async (_, look) => {
    const outcome = await told(look);
    expect(outcome).toMatchObject({
      kind: 'unclear',
      reason: { kind: 'undocumented', state: null },
    });
    expect(JSON.stringify(outcome)).not.toContain('alex');
  });

  test('is unclear, and names a state that has been added since', async () => {
    expect(await told(state('AddedLater'))).toMatchObject({
      kind: 'unclear',
      reason: { kind: 'undocumented', state: 'AddedLater' },
    });
  });
});

describe('a token', () => {
  const failing = (name: string) => ({
    getToken: () => Promise.reject(Object.assign(new Error('x'), { name, statusCode: 400 })),
  });

  test.each(['CredentialUnavailableError', 'AuthenticationError', 'AggregateAuthenticationError'])(
    'that cannot be had refuses the mail: %s',
    async (name) => {
      const { acs, server } = await mailer(
        {},
        { endpoint: 'https://acs.invalid', credential: failing(name) },
      );
      expect(await acs.send(MAIL, NAMED)).toMatchObject({ kind: 'refused' });
      expect(await acs.fateOf(NAMED)).toMatchObject({ kind: 'unclear' });
      expect(server.asked).toEqual([]);
    },
  );

  test('that never comes does not hold the run', async () => {
    const credential = { getToken: () => new Promise<never>(() => {}) };
    const { acs } = await mailer({}, { endpoint: 'https://acs.invalid', credential, timeoutMs: 50 });
    expect(await acs.send(MAIL, NAMED)).toMatchObject({ kind: 'unclear' });
  });

  test('is never sent over plain http', async () => {
    const credential = {
      getToken: async () => ({ token: 'secret', expiresOnTimestamp: Date.now() + 3_600_000 }),
    };
    const { acs, server } = await mailer({}, { credential });
    expect(await acs.send(MAIL, NAMED)).toMatchObject({ kind: 'unclear' });
    expect(server.asked).toEqual([]);
  });
});

function named(operationId: string) {
  return { operationId, draftId: null };
}
