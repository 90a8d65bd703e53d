import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTenant, type Tenant } from '../../tenant/tenant';
import { mfaWatch } from './commandLine';

let tenant: Tenant;
beforeAll(async () => {
  // Enough for a Sunday, too: the command goes by the clock.
  tenant = await startTenant({ throttle: false, signInsPerDay: 500 });
});
afterAll(() => tenant.stop());

const check = (args: readonly string[], url = tenant.url) =>
  mfaWatch(['check', ...args], { env: { GRAPH_ENDPOINT: url } });

test('judges the last day of the whole tenant, with readiness from the registration report', async () => {
  const { code, stdout } = await check(['--format', 'json']);
  expect(code).toBe(0);
  const { summary, accounts, signIns } = JSON.parse(stdout);
  expect(summary.read).toBeGreaterThan(50);
  expect(signIns).toHaveLength(summary.read);
  const readiness = new Set(accounts.map((account: { readiness: string }) => account.readiness));
  expect(readiness.has('willBePrompted') || readiness.has('mustRegister')).toBe(true);
});

test('without the registration report it judges the sign-ins, and says that readiness is not known', async () => {
  const faults = ({ path }: { readonly path: string }) =>
    path.includes('userRegistrationDetails') ? ({ kind: 'status', status: 403 } as const) : null;
  const other = await startTenant({ throttle: false, signInsPerDay: 500, faults });
  const { code, stdout, stderr } = await check(['--format', 'json'], other.url);
  await other.stop();
  expect([code, stderr]).toEqual([0, expect.stringContaining('Readiness is not known')]);
  const { accounts } = JSON.parse(stdout);
  expect(accounts.length).toBeGreaterThan(0);
  expect(JSON.stringify(accounts)).not.toMatch(/registration report|No MFA method is registered/);
});

test('writes into a file, as scan does', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mfa-watch-check-'));
  const out = join(folder, 'report.html');
  const { code, stdout, stderr } = await check(['--out', out]);
  expect([code, stdout, stderr]).toEqual([0, '', `mfa-watch: the result is in ${out}\n`]);
  expect(await readFile(out, 'utf8')).toMatch(/^<!doctype html>/);
  await rm(folder, { recursive: true });
});

test('of one user reads that user alone', async () => {
  const [upn] = tenant.world.breakGlassUpns;
  const { code, stdout } = await check(['--user', upn ?? '', '--days', '30', '--format', 'json']);
  expect(code).toBe(0);
  const users = new Set(
    JSON.parse(stdout).signIns.map((signIn: { userPrincipalName: string }) => signIn.userPrincipalName),
  );
  expect([...users]).toEqual([upn]);
});

test('a user that the tenant does not have is bad usage', async () => {
  const { code, stderr } = await check(['--user', 'nobody@contoso.example']);
  expect([code, stderr]).toEqual([2, expect.stringContaining('no user nobody@contoso.example')]);
});

test('without a licence it says what to do instead', async () => {
  const free = await startTenant({ throttle: false, licence: 'free' });
  const { code, stderr } = await check([], free.url);
  await free.stop();
  expect(code).toBe(1);
  expect(stderr).toMatch(/licence/);
  expect(stderr).not.toMatch(/\n\s+at /);
});

test('without a sign-in it says how to sign in', async () => {
  // No path: whoever runs this test may be signed in to Azure CLI.
  const env = { GRAPH_ENDPOINT: 'https://graph.example', PATH: '' };
  const { code, stderr } = await mfaWatch(['check'], { env });
  expect([code, stderr]).toEqual([1, expect.stringContaining('az login')]);
});

test('more days than Graph keeps are bad usage', async () => {
  expect((await check(['--days', '31'])).code).toBe(2);
});
