import { afterEach, describe, expect, test } from '@jest/globals';
import { isSettled, type Site } from '../../local/doctor/app';
import { commandsFor } from '../../local/doctor/commands';
import { askHealth, type HealthFacts, judgeHealth } from '../../local/doctor/health';
import { type LoopbackServer, loopbackServer } from '../loopbackServer';

const FACTS: HealthFacts = {
  app: 'func-mfa-watch-k3vq7zr2mbx5a',
  identity: 'id-mfa-watch-k3vq7zr2mbx5a',
  clientId: 'f2000001-0000-4000-8000-000000000001',
  asksSignIn: false,
  isSettled: false,
  commands: commandsFor({ group: 'rg-mfa-watch', subscription: null, cloud: 'global', shell: 'posix' }),
};

let server: LoopbackServer | null = null;
afterEach(() => server?.close());

async function judged(status: number, headers: Record<string, string>, facts: Partial<HealthFacts> = {}) {
  server = await loopbackServer(() => ({ status, body: '', headers }));
  const answer = await askHealth(server.endpoint, 'a-function-key');
  const [result, ...others] = judgeHealth(answer, { ...FACTS, ...facts });
  expect(others).toEqual([]);
  return result;
}

function problem(code: string, refreshedAt: string | null, facts: Partial<HealthFacts> = {}) {
  const problems = [{ code, sentence: 'It is so.', mend: 'Fix it.' }];
  const health = { healthy: false, poll: { readUntil: null }, posture: { refreshedAt }, problems };
  return judgeHealth({ kind: 'health', health }, { ...FACTS, ...facts })[0];
}

describe('an answer of 401', () => {
  const EASY_AUTH = {
    'WWW-Authenticate': 'Bearer realm="x", authorization_uri="https://login.microsoftonline.com/t"',
  };

  test.each<[string, Record<string, string>, Partial<HealthFacts>]>([
    ['App Service names where to sign in', EASY_AUTH, { asksSignIn: null }],
    ['Azure says that Entra requires a sign-in', {}, { asksSignIn: true }],
  ])('comes from the sign-in if %s', async (_where, headers, facts) => {
    const result = await judged(401, headers, facts);
    expect(result).toMatchObject({ state: 'unknown', code: 'signInAsked', command: null });
  });

  test.each([{}, { 'WWW-Authenticate': 'Bearer' }])(
    'comes from the key if no sign-in is required: %j',
    async (headers) => {
      expect(await judged(401, headers)).toMatchObject({
        code: 'keyRefused',
        command: expect.stringContaining('MFA_WATCH_KEY'),
      });
    },
  );

  test('may come from either if nothing says', async () => {
    expect(await judged(401, {}, { asksSignIn: null })).toMatchObject({ code: 'keyOrSignIn' });
  });
});

test('an app that keeps this machine out is unknown', async () => {
  expect(await judged(403, {})).toMatchObject({ state: 'unknown', code: 'accessRestricted' });
});

test('an app that cannot be reached is unknown', async () => {
  const gone = await loopbackServer(() => 'drop');
  const answer = await askHealth(gone.endpoint, 'a-function-key');
  await gone.close();
  expect(judgeHealth(answer, FACTS)).toEqual([
    expect.objectContaining({ state: 'unknown', code: 'unreachable', url: gone.endpoint }),
  ]);
});

describe('a log or posture that has not been read yet', () => {
  test.each<[string, string | null, Partial<HealthFacts>, string]>([
    ['neverPolled', null, {}, 'notYet'],
    ['postureLate', null, {}, 'notYet'],
    ['neverPolled', '2026-11-21T03:20:00.000Z', {}, 'missing'],
    ['postureLate', '2026-11-01T03:20:00.000Z', {}, 'missing'],
    ['neverPolled', null, { isSettled: true }, 'missing'],
    ['postureLate', null, { isSettled: true }, 'missing'],
  ])('%s, posture of %s, %j: %s', (code, refreshedAt, facts, state) => {
    expect(problem(code, refreshedAt, facts)).toMatchObject({ state });
  });

  test.each([
    ['2026-11-19T23:59:00Z', true],
    ['2026-11-20T00:01:00Z', false],
    ['2026-11-22T00:00:00Z', false],
    [null, false],
  ])('every timer of an app last changed at %s has run: %s', (at, settled) => {
    const modifiedAt = at === null ? null : Date.parse(at);
    const site: Site = { url: 'https://x', isRunning: true, identities: [], modifiedAt, runtime: null };
    expect(isSettled(site, new Date('2026-11-21T12:00:00Z'))).toBe(settled);
  });

  test('may be read later by an app that is not visible', () => {
    expect(isSettled(null, new Date('2026-11-21T12:00:00Z'))).toBe(false);
  });
});

describe('the command', () => {
  test('for an unknown identity sets the id, and deploys nothing', () => {
    expect(problem('identityUnknown', null)?.command).toMatch(
      /appsettings set .* AZURE_CLIENT_ID=f2000001-0000-4000-8000-000000000001$/,
    );
    expect(problem('identityUnknown', null, { clientId: null })?.command).toBeNull();
  });
});

test('a refusal for lack of a licence is doubted if the tenant has one', () => {
  expect(problem('notLicensed', null, { isLicensed: true })).toMatchObject({
    state: 'missing',
    code: 'licenceRefused',
  });
  expect(problem('notLicensed', null)).toMatchObject({ state: 'missing', code: 'problem' });
});

test('a poll or posture that is not due yet is not reported as on time', () => {
  const judge = (readUntil: string | null, refreshedAt: string | null) =>
    judgeHealth(
      {
        kind: 'health',
        health: { healthy: true, poll: { readUntil }, posture: { refreshedAt }, problems: [] },
      },
      FACTS,
    )[0]?.state;
  expect([judge(null, null), judge('t', null), judge('t', 't')]).toEqual(['notYet', 'notYet', 'ok']);
});
