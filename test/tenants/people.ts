import { ROLE_NAMES } from '../../tenant/world/directory';
import { TENANTS } from '../../tenant/world/places';
import type { TenantFixture } from './fixture';

export function upnOf({ people: all }: TenantFixture, name: string): string {
  return `${name}@${TENANTS[all[name]?.home ?? 'contoso'].domain}`;
}

/** The identity of the person. */
export function nameOf({ people: all }: TenantFixture, id: string): string {
  return Object.keys(all)[Number(id.slice(-3)) - 1] ?? missing(id);
}

export function userId({ people: all }: TenantFixture, name: string): string {
  const index = Object.keys(all).indexOf(name);
  if (index < 0) return missing(name);
  return `b0000001-0000-4000-8000-000000000${String(index + 1).padStart(3, '0')}`;
}

export function groupId({ groups }: TenantFixture, name: string): string {
  const index = Object.keys(groups).indexOf(name);
  if (index < 0) return missing(name);
  return `a0000001-0000-4000-8000-000000000${String(index + 1).padStart(3, '0')}`;
}

export function roleId(title: string): string {
  return Object.entries(ROLE_NAMES).find(([, name]) => name === title)?.[0] ?? missing(title);
}

export function missing(name: string): never {
  throw new Error(`The fixture names ${name}, and does not say who that is.`);
}
