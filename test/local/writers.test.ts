import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Served, serveProduct } from './servedProduct';

let served: Served;

// The environment of an app whose sign-in is on. Nothing is in front of it here that would refuse these headers.
beforeAll(async () => {
  const settings = { WEBSITE_AUTH_ENABLED: 'True', WRITER_ROLES: 'MfaWatch.Write' };
  served = await serveProduct({ seed: 5, signInsPerDay: 1, otherSignInsPerDay: 0 }, {}, settings);
}, 180_000);
afterAll(() => served?.stop());

function signedIn(role: string): Record<string, string> {
  const claims = [
    { typ: 'http://schemas.microsoft.com/identity/claims/objectidentifier', val: 'b0000001' },
    { typ: 'roles', val: role },
  ];
  const principal = Buffer.from(JSON.stringify({ auth_typ: 'aad', claims })).toString('base64');
  return { 'x-ms-client-principal': principal, 'x-ms-client-principal-name': 'kim@contoso.example' };
}
const JSON_TYPE = { 'content-type': 'application/json' };
const when = { reason: 'r', until: new Date(Date.now() + 86_400_000).toISOString() };
const CHANGES: readonly (readonly [string, string, unknown, number])[] = [
  ['PUT', '/api/accounts/nobody@contoso.example/exception', when, 404],
  ['DELETE', '/api/accounts/nobody@contoso.example/exception', undefined, 404],
  ['PUT', '/api/exceptions', { users: ['nobody@contoso.example'], ...when }, 200],
  ['DELETE', '/api/exceptions', { users: ['nobody@contoso.example'] }, 200],
  ['POST', '/api/digest', { to: 'alex@fabrikam.example' }, 202],
];

test.each(CHANGES)('%s %s is for writers alone', async (method, path, body, status) => {
  const ask = (headers: Record<string, string>) =>
    served.get(
      path,
      body === undefined
        ? { method, headers }
        : { method, headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify(body) },
    );
  for (const headers of [{}, { 'x-functions-key': 'k' }, signedIn('Reader')]) {
    const refused = await ask(headers as Record<string, string>);
    expect(refused.status).toBe(403);
    expect((await refused.json()).error).toMatchObject({ code: 'forbidden', details: null });
  }
  expect((await ask(signedIn('MfaWatch.Write'))).status).toBe(status);
});

test('reading is for all who get through, and a refusal logs no error and leaves no row', async () => {
  for (const path of ['/api/accounts', '/api/audit', '/api/digest'])
    expect((await served.get(path)).status).toBe(200);
  const { entries } = await (await served.get('/api/audit')).json();
  expect(entries).toMatchObject([
    { action: 'sendTestMail', by: 'kim@contoso.example', how: 'signedIn', byId: 'b0000001' },
  ]);
  expect(served.log().filter((line) => / (error|warning): /.test(line))).toEqual([]);
});
