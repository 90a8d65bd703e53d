import { afterEach } from '@jest/globals';
import { startTenant, type Tenant, type TenantOptions } from '../../tenant/tenant';
import type { SignInRecord } from '../../tenant/world/record';

/** Noon on a Saturday. */
export const NOW_MS = Date.parse('2026-11-21T12:00:00Z');

const running: Tenant[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((tenant) => tenant.stop()));
});

/** A tenant for one test; by default small, without throttling, and with a clock that stands still. */
export async function aTenant(options: TenantOptions = {}): Promise<Tenant> {
  const small = {
    accounts: 45,
    signInsPerDay: 20,
    otherSignInsPerDay: 10,
    throttle: false,
    now: () => NOW_MS,
  };
  const tenant = await startTenant({ ...small, ...options });
  running.push(tenant);
  return tenant;
}

export type Page<T> = { readonly value: readonly T[]; readonly '@odata.nextLink'?: string };

/** The headers of a caller that knows Graph. */
const HEADERS = { authorization: 'Bearer local', prefer: 'include-unknown-enum-members' };

export function ask(
  tenant: Tenant,
  target: string,
  headers: Record<string, string> = HEADERS,
): Promise<Response> {
  return fetch(new URL(target, tenant.url), { headers });
}

export async function askFor<T>(tenant: Tenant, target: string): Promise<T> {
  const answer = await ask(tenant, target);
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** The pages of a list. Each link is followed as it is. */
export async function pagesOf<T>(tenant: Tenant, target: string): Promise<(readonly T[])[]> {
  const pages: (readonly T[])[] = [];
  let next: string | undefined = target;
  while (next !== undefined && pages.length < 1_000) {
    const page: Page<T> = await askFor(tenant, next);
    pages.push(page.value);
    next = page['@odata.nextLink'];
  }
  return pages;
}

export async function rowsOf<T = SignInRecord>(tenant: Tenant, target: string): Promise<T[]> {
  return (await pagesOf<T>(tenant, target)).flat();
}

export function signInsPath(options: Record<string, string | number> = {}, version = 'beta'): string {
  const query = Object.entries(options).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `/${version}/auditLogs/signIns${query.length > 0 ? '?' : ''}${query.join('&')}`;
}

export async function refusalOf(
  answer: Response,
): Promise<{ status: number; code: string; message: string }> {
  const { error } = (await answer.json()) as { error: { code: string; message: string } };
  return { status: answer.status, code: error.code, message: error.message };
}
