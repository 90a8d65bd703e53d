import { afterEach } from '@jest/globals';
import type { CheckText } from '../../local/words/doctor/checkText';
import { GRANTED, startTenant, type Tenant, type TenantOptions } from '../../tenant/tenant';
import { type Deployment, wholeDeployment, wholeDeploymentWithAcs } from '../../tenant/world/deployment';
import { mfaWatchHere } from '../local/inProcess';

export const ADMIN = [...GRANTED, 'Directory.AccessAsUser.All'];

const running: Tenant[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((tenant) => tenant.stop()));
});

type Json = {
  readonly summary: Readonly<Record<CheckText['state'], number>>;
  readonly before: readonly CheckText[];
  readonly after: readonly CheckText[];
};

type Asked = {
  readonly tenant?: TenantOptions;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
};

/** Runs the doctor against a simulated tenant, which stops after the test. */
export async function doctor({ tenant: options = {}, args = [], env = {} }: Asked = {}) {
  const small = { accounts: 40, days: 1, signInsPerDay: 1, otherSignInsPerDay: 1, throttle: false };
  const tenant = await startTenant({ ...small, permissions: ADMIN, ...options });
  running.push(tenant);
  const urls = { GRAPH_ENDPOINT: tenant.url, ARM_ENDPOINT: tenant.url };
  const ended = await mfaWatchHere(['doctor', '--format', 'json', ...args], { ...urls, ...env });
  const found: Json = JSON.parse(ended.stdout || '{"before":[],"after":[]}');
  const checks = [...found.before, ...found.after];
  const named = (name: string) => checks.filter((one) => one.name === name);
  return {
    ...ended,
    found,
    checks,
    named,
    tenant,
    missing: checks.filter(({ state }) => state === 'missing'),
  };
}

/** The whole deployment, with a change. */
export const but = (change: Partial<Deployment>): TenantOptions => ({
  deployment: { ...wholeDeployment(), ...change },
});

/** The whole deployment that sends through Communication Services, with a change. */
export const butWithAcs = (change: Partial<Deployment>): TenantOptions => ({
  deployment: { ...wholeDeploymentWithAcs(), ...change },
});

/** The whole deployment, with changed settings; `undefined` removes one. */
export const setting = (change: Readonly<Record<string, string | undefined>>): TenantOptions =>
  but({ settings: changed(wholeDeployment().settings, change) });

export const settingWithAcs = (change: Readonly<Record<string, string | undefined>>): TenantOptions =>
  butWithAcs({ settings: changed(wholeDeploymentWithAcs().settings, change) });

function changed(
  settings: Readonly<Record<string, string>>,
  change: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries({ ...settings, ...change }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}

export const forbidding = (path: RegExp): TenantOptions => ({
  faults: (request) =>
    path.test(request.path)
      ? { kind: 'status', status: 403, body: '{"error":{"code":"AuthorizationFailed"}}' }
      : null,
});
