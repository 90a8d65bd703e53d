import { z } from 'zod';
import type { Guests, Unread } from '../domain/coverage/policy';
import { GUEST_TYPES } from '../domain/coverage/situation';
import { flagsOrNull, holdsValue, ids, isWord, part, text, unknownMembers } from './policyMembers';

const TENANTS = { '@odata.type': text, membershipKind: text, members: ids };
const GUESTS = { guestOrExternalUserTypes: flagsOrNull, externalTenants: part(z.looseObject(TENANTS)) };

export const guestsOrExternalUsers = part(z.looseObject(GUESTS));
type Body = z.infer<typeof guestsOrExternalUsers>;

export type Side = 'include' | 'exclude';
export type GuestsRead = {
  readonly guests: readonly Guests[];
  readonly unread: readonly Unread[];
  /** Paths of unknown members. */
  readonly unknown: readonly string[];
};

const NONE: GuestsRead = { guests: [], unread: [], unknown: [] };

/** If an export lost the guests of a side, an exclusion may mean anybody, and an inclusion may mean nobody. */
export function guestsOf(body: Body, side: Side): GuestsRead {
  if (body === null || !holdsValue(body)) return NONE;
  const name = `users.${side}GuestsOrExternalUsers`;
  const unknown = [
    ...unknownMembers(body, GUESTS),
    ...unknownMembers(body.externalTenants ?? {}, TENANTS).map((member) => `externalTenants.${member}`),
  ].map((member) => `${name}.${member}`);
  const types = body.guestOrExternalUserTypes;
  if (types === null) {
    const lost: readonly Guests[] = side === 'exclude' ? [{ types: null, tenants: null }] : [];
    return { guests: lost, unread: [{ what: 'guestTypes', name }], unknown };
  }
  if (types.length === 0) return { ...NONE, unknown };
  const tenants = tenantsOf(body, side);
  return {
    guests: [{ types: types.map(graphSpelling), tenants: tenants === 'lost' ? LOST[side] : tenants }],
    unread: tenants === 'lost' ? [{ what: 'guestTenants', name: `${name}.externalTenants` }] : [],
    unknown,
  };
}

const LOST = { include: [], exclude: null } as const;

/** `null` for all tenants. */
function tenantsOf({ externalTenants }: NonNullable<Body>, side: Side): readonly string[] | 'lost' | null {
  if (externalTenants === null) return null;
  const { members } = externalTenants;
  const kind = kindOf(externalTenants);
  if (kind === 'all' && (members.length === 0 || side === 'exclude')) return null;
  if (members.length > 0 && (kind === null || kind === 'all' || kind === 'enumerated')) return members;
  return kind === null && !holdsValue(externalTenants) ? null : 'lost';
}

/** PowerShell writes the kind, Graph the kind and the type, some tools only the type. */
function kindOf(tenants: NonNullable<NonNullable<Body>['externalTenants']>): string | null {
  if (tenants.membershipKind) return tenants.membershipKind.toLowerCase();
  const type = tenants['@odata.type'] ?? '';
  if (/EnumeratedExternalTenants$/i.test(type)) return 'enumerated';
  return /AllExternalTenants$/i.test(type) ? 'all' : null;
}

function graphSpelling(type: string): string {
  return GUEST_TYPES.find((known) => isWord(type, known.toLowerCase())) ?? type;
}
