import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeSignIn } from '../../shared/decode/signIn';
import type { AccountView } from '../../shared/domain/account/account';
import { ENFORCED_APPS, indexApps } from '../../shared/domain/apps/enforcedApps';
import { type Finding, findingOf } from '../../shared/domain/finding/finding';
import type { SignIn } from '../../shared/domain/signIn/signIn';
import { DAY_MS, HOUR_MS, isoTime } from '../../shared/domain/time';
import { judgeSignIn } from '../../shared/domain/verdict/judge';
import { sessionProofs } from '../../shared/domain/verdict/sessions';
import { TENANTS } from '../../tenant/world/places';
import { withoutScripts } from '../render/markup';
import { eventually, JSON_TYPE, type Served, serveProduct, twoDigestRuns } from './servedProduct';

/** Frozen for the tenant, so that every poll sees the same log. */
const NOW = Date.now();
/** A poll keeps an hour's distance from what Graph no longer has. */
const KEPT = NOW - 30 * DAY_MS + HOUR_MS;
let served: Served;

beforeAll(async () => {
  served = await serveProduct({ now: () => NOW, seed: 7, signInsPerDay: 40, otherSignInsPerDay: 20 });
}, 180_000);
afterAll(() => served?.stop());

async function json(path: string): Promise<{ status: number; body: ReturnType<typeof JSON.parse> }> {
  const answer = await served.get(path);
  return { status: answer.status, body: await answer.json() };
}

/** All that the endpoint lists, following the continuation. */
async function allFindings(query = ''): Promise<Finding[]> {
  const found: Finding[] = [];
  let next: string | null = '';
  for (let page = 0; next !== null && page < 100; page++) {
    const { body } = await json(`/api/findings?limit=300${query}${next && `&continuation=${next}`}`);
    found.push(...body.findings);
    next = body.continuation;
  }
  return found;
}

/** The log, judged once, as a whole. */
function oracle(): Finding[] {
  const apps = indexApps(ENFORCED_APPS);
  const signIns = new Map<string, SignIn>();
  for (const row of served.tenant.world.rowsAsOf(NOW)) {
    const decoded = decodeSignIn(row);
    if (decoded.kind !== 'signIn') throw new Error(JSON.stringify(decoded));
    const { signIn } = decoded;
    const at = Date.parse(signIn.createdDateTime);
    const isAsked = apps.byClient.has(signIn.appId ?? '') || apps.byResource.has(signIn.resourceId ?? '');
    if (signIn.principal === 'user' && isAsked && at >= KEPT && at < NOW) signIns.set(signIn.id, signIn);
  }
  const sessions = sessionProofs();
  for (const signIn of signIns.values()) sessions.addSignIn(signIn);
  const context = { apps, tenantId: TENANTS.contoso.id, sessions, now: NOW };
  return [...signIns.values()].flatMap((signIn) => findingOf(judgeSignIn(signIn, context)) ?? []);
}

const byId = (findings: readonly Finding[]) => [...findings].sort((a, b) => a.id.localeCompare(b.id));
const told = ({ id, verdict, because, app, userId }: Finding) => ({ id, verdict, because, app, userId });

test('before the first poll is due, health is green and has nothing to report', async () => {
  const { status, body } = await json('/api/health');
  expect([status, body.problems]).toEqual([200, []]);
});

test('a check of the tenant reads all that is kept', async () => {
  const { status, body } = await json('/api/check');
  expect(status).toBe(200);
  expect(body.poll).toMatchObject({ complete: true, rejected: 0 });
  expect(body.open.length).toBeGreaterThan(5);
});

test('what is stored is what the log comes to, judged once as a whole', async () => {
  const expected = oracle();
  expect(expected.length).toBeGreaterThan(100);
  expect(byId(await allFindings()).map(told)).toEqual(byId(expected).map(told));
});

test('checking again changes nothing', async () => {
  const before = byId(await allFindings());
  const { body } = await json('/api/check');
  expect(body.poll).toMatchObject({ removed: 0 });
  expect(byId(await allFindings()).map(told)).toEqual(before.map(told));
});

describe('findings', () => {
  test('are filtered as asked, newest first', async () => {
    const from = isoTime(NOW - 3 * DAY_MS);
    const found = await allFindings(`&from=${from}&app=azureCli&verdict=withoutMfa`);
    const expected = oracle().filter(
      (finding) =>
        finding.app === 'azureCli' && finding.verdict === 'withoutMfa' && finding.createdDateTime >= from,
    );
    expect(byId(found).map(told)).toEqual(byId(expected).map(told));
    const times = found.map(({ createdDateTime }) => createdDateTime);
    expect(times).toEqual([...times].sort().reverse());
  });

  test('are had as CSV too', async () => {
    const answer = await served.get('/api/findings?format=csv&limit=5');
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('x-continuation')).toBeTruthy();
    expect((await answer.text()).trim().split('\n')).toHaveLength(6);
  });

  test.each([
    ['limit=0', 'limit: must be a whole number from 1 to 1000, in digits'],
    ['limit=1001', 'limit: must be a whole number from 1 to 1000, in digits'],
    ['from=yesterday', 'from: must be a date or a time, ISO 8601'],
    ['app=excel', 'app: must be one of adminPortals'],
    ['app=constructor', 'app: must be one of adminPortals'],
    ['verdict=mfa', 'verdict: '],
    ['colour=red', 'colour: '],
    ['continuation=x', ''],
  ])('%s is refused in the one error shape', async (query, message) => {
    const { status, body } = await json(`/api/findings?${query}`);
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code: 'badRequest', message: expect.stringContaining(message) });
  });
});

describe('the digest as it would be sent now', () => {
  test('is a mail to look at, as a page, as text, or with who would get it', async () => {
    const page = await served.get('/api/digest');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).toMatch(/^<!doctype html>/i);
    const { body } = await json('/api/digest?format=json');
    expect(body).toMatchObject({ localDay: isoTime(Date.now()).slice(0, 10), quiet: false });
    expect(body.recipients.addresses).toContain('mara.lindqvist@contoso.example');
    const text = await (await served.get('/api/digest?format=text')).text();
    expect(text).toBe(`${body.subject}\n\n${body.text}`);
  });

  test('goes to one address as a test, and counts as reported to nobody', async () => {
    const before = (await json('/api/digest?format=json')).body;
    const answer = await served.post('/api/digest', '{"to":"alex@fabrikam.example"}');
    expect([answer.status, await answer.json()]).toEqual([202, { outcome: 'sent' }]);
    expect(await served.mails()).toEqual([
      expect.objectContaining({ to: ['alex@fabrikam.example'], subject: `Test: ${before.subject}` }),
    ]);
    expect((await json('/api/digest?format=json')).body.text).toBe(before.text);
  });

  test.each([
    ['', 'The JSON body is missing'],
    ['{"to":"nobody"}', 'to: must be a mail address'],
    ['{}', 'to: must be a mail address'],
    ['{"to":"alex@fabrikam.example","cc":"x"}', 'cc'],
  ])('is not sent on %j', async (body, message) => {
    const answer = await served.post('/api/digest', body);
    expect(answer.status).toBe(400);
    expect((await answer.json()).error).toMatchObject({
      code: 'badRequest',
      message: expect.stringContaining(message),
    });
  });
});

describe('accounts', () => {
  test('are listed page by page, each once, as a check of the tenant counts them', async () => {
    const { body: tenant } = await json('/api/check');
    const listed: AccountView[] = [];
    let next: string | null = '';
    for (let page = 0; next !== null && page < 100; page++) {
      const { body } = await json(`/api/accounts?limit=7${next && `&continuation=${next}`}`);
      listed.push(...body.accounts);
      next = body.continuation;
    }
    const userIds = listed.map(({ userId }) => userId);
    expect(new Set(userIds).size).toBe(userIds.length);
    // Who is stopped and does not get in is not resolved either, and stands among them.
    const open = listed.filter(({ state, hasOpenFinding }) => state !== 'resolved' && hasOpenFinding);
    expect(open.map(({ userId }) => userId)).toEqual(tenant.open.map(({ userId }: AccountView) => userId));
    expect(open).toHaveLength(tenant.openCount);
    const resolved = listed.findIndex(({ state }) => state === 'resolved');
    expect(listed.length - resolved).toBe(tenant.byState.resolved);
  });

  test('are filtered as asked', async () => {
    const { body: all } = await json('/api/accounts?limit=1000');
    const [worst] = all.accounts;
    const expected = all.accounts.filter(
      ({ kind, readiness }: AccountView) => kind === worst.kind && readiness === worst.readiness,
    );
    const { body } = await json(`/api/accounts?limit=1000&kind=${worst.kind}&readiness=${worst.readiness}`);
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(all.accounts.length);
    expect(body).toEqual({ accounts: expected, effects: all.effects, continuation: null });
  });

  test('are read one by one, by user id or UPN in any case', async () => {
    const { body } = await json('/api/accounts?limit=1');
    const [worst] = body.accounts;
    expect((await json(`/api/accounts/${worst.userId.toUpperCase()}`)).body).toEqual(worst);
    const upn = encodeURIComponent(worst.userPrincipalName.toUpperCase());
    expect((await json(`/api/accounts/${upn}`)).body).toEqual(worst);
  });

  test('have the fields that the API describes, with sentences in place of codes, in each answer', async () => {
    const { body: description } = await json('/api/openapi.json');
    const fields = description.components.schemas.Account.required.toSorted();
    const { accounts } = (await json('/api/accounts?limit=1000')).body;
    const [{ userId }] = accounts;
    const { body: one } = await json(`/api/accounts/${userId}`);
    const { open } = (await json('/api/check')).body;
    const { account: live } = (await json(`/api/check?user=${userId}`)).body;
    for (const account of [...accounts, one, ...open, live]) {
      expect(Object.keys(account).sort()).toEqual(fields);
      const advice = account.advice.map(({ sentence }: { sentence: string }) => sentence);
      for (const sentence of [account.reason, ...account.kindEvidence, ...advice])
        expect(sentence).toMatch(/^[A-Z].*\.$/);
    }
  });

  test('that are not there are 404, with what to do', async () => {
    const { status, body } = await json('/api/accounts/nobody@contoso.example');
    expect([status, body.error.code]).toEqual([404, 'notFound']);
  });

  test.each([
    ['limit=1001', 'limit: must be a whole number from 1 to 1000, in digits'],
    ['state=old', 'state: '],
    ['continuation=x', 'must come from a page of accounts'],
    ['continuation=e30', 'must come from a page of accounts'],
  ])('%s is refused in the one error shape', async (query, message) => {
    const { status, body } = await json(`/api/accounts?${query}`);
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code: 'badRequest', message: expect.stringContaining(message) });
  });
});

describe('an exception', () => {
  const change = async (path: string, init: RequestInit) => {
    const answer = await served.get(`/api/accounts/${path}/exception`, init);
    return { status: answer.status, body: await answer.json() };
  };
  const put = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    change(path, { method: 'PUT', body: JSON.stringify(body), headers: { ...JSON_TYPE, ...headers } });
  const asked = { reason: 'Moves to a managed identity', until: isoTime(NOW + DAY_MS) };
  const KEY = 'aMadeUpKeyOfTheTest';
  const KEY_NAME = `function key ${createHash('sha256').update(KEY).digest('hex').slice(0, 8)}`;

  test('is set, read, kept by the next poll, and ended', async () => {
    const { body } = await json('/api/accounts?limit=1&kind=automation');
    const [{ userId, userPrincipalName }] = body.accounts;
    const { openCount } = (await json('/api/check')).body;
    const set = await put(encodeURIComponent(userPrincipalName), asked, {
      'x-ms-client-principal-name': 'forged@contoso.example',
      'x-functions-key': KEY,
    });
    const exception = { ...asked, by: KEY_NAME, setAt: expect.any(String) };
    expect(set).toMatchObject({
      status: 200,
      body: { userId, state: 'excepted', exception, reason: expect.any(String) },
    });
    const { body: checked } = await json('/api/check');
    expect([checked.openCount, checked.byState.excepted]).toEqual([openCount - 1, 1]);
    expect((await json('/api/accounts?state=excepted')).body).toMatchObject({
      accounts: [{ userId, exception }],
      continuation: null,
    });
    expect(await (await served.get('/api/report')).text()).toContain('Reason: Moves to a managed identity');
    const ended = await change(userId, { method: 'DELETE' });
    expect(ended).toMatchObject({ status: 200, body: { userId, exception: null } });
    expect(ended.body.state).not.toBe('excepted');
  });

  test('leaves a row and a line of the log when it is set and when it is ended', async () => {
    const { accounts } = (await json('/api/accounts?limit=1&kind=automation')).body;
    const [{ userId, userPrincipalName }] = accounts;
    const { body } = await json(`/api/audit?user=${userId.toUpperCase()}`);
    const row = { userId, outcome: 'done', to: null };
    expect(body).toMatchObject({
      entries: [
        { ...row, action: 'endException', by: 'unknown caller', before: asked, after: null },
        { ...row, action: 'setException', by: KEY_NAME, how: 'functionKey', before: null, after: asked },
      ],
      continuation: null,
    });
    const first = (await json(`/api/audit?user=${userId}&limit=1`)).body;
    const second = (await json(`/api/audit?limit=1&user=${userId}&continuation=${first.continuation}`)).body;
    expect([...first.entries, ...second.entries]).toEqual(body.entries);
    const csv = await (await served.get('/api/audit?format=csv&action=sendTestMail')).text();
    expect(csv).toMatch(/^at,action,.*\n.*,sendTestMail,done,unknown caller,.*,alex@fabrikam\.example,/);
    const log = served.log().filter((line) => line.includes('"event":"audit"'));
    expect(log.filter((line) => line.includes(`"userIds":["${userId}"]`))).toHaveLength(4);
    for (const secret of [KEY, userPrincipalName, 'alex@fabrikam', asked.reason])
      expect(log.join('\n')).not.toContain(secret);
  });

  test('without an account, a sound body or for break-glass is refused, and says why', async () => {
    expect(await put('nobody@contoso.example', asked)).toMatchObject({
      status: 404,
      body: { error: { code: 'notFound' } },
    });
    expect(await put('anybody', { ...asked, until: 'never' })).toMatchObject({
      status: 400,
      body: { error: { code: 'badRequest' } },
    });
    const { body } = await json('/api/accounts?limit=1&kind=breakGlass');
    expect(await put(body.accounts[0].userId, asked)).toMatchObject({
      status: 409,
      body: { error: { code: 'conflict' } },
    });
  });
});

describe('exceptions for several accounts', () => {
  const change = async (method: string, body: unknown) => {
    const answer = await served.get('/api/exceptions', {
      method,
      body: JSON.stringify(body),
      headers: JSON_TYPE,
    });
    return { status: answer.status, body: await answer.json() };
  };

  test('are set and ended in one request each, a body with DELETE included', async () => {
    const { accounts } = (await json('/api/accounts?limit=2&kind=automation')).body;
    const users = accounts.map(({ userId }: { userId: string }) => userId);
    const asked = { reason: 'On leave', until: isoTime(NOW + DAY_MS) };
    const set = await change('PUT', { users: [...users, 'nobody@contoso.example'], ...asked });
    expect(set).toMatchObject({
      status: 200,
      body: { counts: { excepted: 2, unknownAccount: 1 }, members: null },
    });
    const listed = (await json('/api/accounts?state=excepted')).body.accounts;
    expect(listed.map(({ userId }: { userId: string }) => userId).sort()).toEqual(users.toSorted());
    const ended = await change('DELETE', { users });
    expect(ended).toMatchObject({ status: 200, body: { counts: { ended: 2 } } });
    expect((await json('/api/accounts?state=excepted')).body.accounts).toEqual([]);
  });

  test('of a group reach its members', async () => {
    const { status, body } = await change('DELETE', { group: 'a0000001-0000-4000-8000-00000000000a' });
    expect(status).toBe(200);
    expect(body.members).toBeGreaterThan(0);
    expect(body.results).toHaveLength(body.members);
  });

  test('of a group that is not there are refused, with what to do', async () => {
    const group = 'a0000009-0000-4000-8000-00000000000a';
    expect(await change('DELETE', { group })).toMatchObject({
      status: 404,
      body: { error: { code: 'notFound', message: expect.stringContaining('no group') } },
    });
  });
});

describe('one user', () => {
  test('is checked live, by UPN', async () => {
    const user = oracle().find(
      ({ verdict, userPrincipalName }) => verdict === 'withoutMfa' && userPrincipalName,
    )?.userPrincipalName;
    const { status, body } = await json(`/api/check?user=${encodeURIComponent(user ?? '')}&days=30`);
    expect(status).toBe(200);
    expect(body.account.userPrincipalName.toLowerCase()).toBe(user?.toLowerCase());
    expect(body.findings.length).toBeGreaterThan(0);
    expect(body.account.advice.length).toBeGreaterThan(0);
  });

  test('that does not exist is 404, with what to do', async () => {
    const { status, body } = await json('/api/check?user=nobody@contoso.example');
    expect([status, body.error.code]).toEqual([404, 'notFound']);
  });

  test.each(['0', '31', 'x'])('days=%s is refused', async (days) => {
    expect((await json(`/api/check?user=a&days=${days}`)).status).toBe(400);
  });
});

test('the report is a page that loads nothing and runs its own script only', async () => {
  const answer = await served.get('/api/report');
  const policy = answer.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'; script-src 'sha256-");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe');
  const page = await answer.text();
  expect(page).toMatch(/^<!doctype html>/i);
  expect(withoutScripts(page)).not.toMatch(/<script|<img|src=/i);
  expect(page.match(/<script>/g)).toHaveLength(1);
});

test('the description names every endpoint', async () => {
  const { body } = await json('/api/openapi.json');
  expect([body.openapi, Object.keys(body.paths)]).toEqual([
    '3.1.0',
    [
      '/check',
      '/findings',
      '/accounts',
      '/accounts/{userId}',
      '/accounts/{userId}/exception',
      '/exceptions',
      '/audit',
      '/report',
      '/digest',
      '/health',
      '/openapi.json',
    ],
  ]);
});

/** Without the tests. */
async function digests() {
  const isUrgent = (subject: string) => /a break-glass account|a password alone/.test(subject);
  return (await served.mails()).filter(({ subject }) => !subject.startsWith('Test: ') && !isUrgent(subject));
}

test('the timers send one digest, to each administrator with an address, and health turns green', async () => {
  await served.restart({ posture: true, digest: true });
  const mails = await eventually(digests, (found) => found.length > 0);
  const green = await eventually(
    () => json('/api/health'),
    ({ status }) => status === 200,
  );
  expect(green.body).toMatchObject({ healthy: true, digest: { status: 'sent' } });
  expect(mails).toHaveLength(1);
  const addresses = mails[0]?.to ?? [];
  expect(addresses.length).toBeGreaterThan(3);
  expect(new Set(addresses.map((address) => address.toLowerCase())).size).toBe(addresses.length);
  expect(mails[0]?.subject).toMatch(
    /^MFA Watch: \d+ stopped, \d+ admins? in by password; \d+ (others )?get in, \d+ only read$/,
  );
}, 180_000);

test('after a restart, no second digest is sent that day', async () => {
  await served.restart({ digest: true });
  await twoDigestRuns(served);
  expect(await digests()).toHaveLength(1);
}, 180_000);
