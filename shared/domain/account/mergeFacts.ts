import type { SessionProof } from '../verdict/evidence';
import { earlierProof } from '../verdict/sessions';
import type { LastSignal } from './account';
import { type AccountFacts, type LastSeen, NOTHING_SEEN } from './accountFacts';
import { mergeUses } from './appUse';
import { laterException } from './exception';
import { laterUse } from './lastUse';
import { mergeMandated } from './mandated';
import { mergeMomentsBy } from './moments';
import { mergeOccasions } from './occasions';

/** Merges in any order to the same facts; merging the same facts twice changes nothing. */
export function mergeFacts(a: AccountFacts, b: AccountFacts): AccountFacts {
  const [older, newer] = nameOrder(a) <= nameOrder(b) ? [a, b] : [b, a];
  return {
    userId: a.userId,
    userPrincipalName: newer.userPrincipalName ?? older.userPrincipalName,
    userDisplayName: newer.userDisplayName ?? older.userDisplayName,
    namedAt: newer.namedAt,
    guest: a.guest || b.guest,
    homeTenantId: newer.homeTenantId ?? older.homeTenantId,
    // A record that names one says more than one that names none.
    hasHomeTenant: a.hasHomeTenant || b.hasHomeTenant || (a.hasHomeTenant ?? b.hasHomeTenant),
    federated: a.federated || b.federated,
    syncs: a.syncs || b.syncs,
    apps: mergeApps(a.apps, b.apps),
    lastSignal: laterSignal(a.lastSignal, b.lastSignal),
    stops: mergeSeen(a.stops, b.stops),
    blocks: mergeSeen(a.blocks, b.blocks),
    interactive: a.interactive || b.interactive,
    nonInteractive: a.nonInteractive || b.nonInteractive,
    protocols: mergeSeen(a.protocols, b.protocols),
    clients: mergeSeen(a.clients, b.clients),
    occasions: mergeOccasions(a.occasions, b.occasions),
    requiredBy: mergeSeen(a.requiredBy, b.requiredBy),
    mandated: mergeMandated(a.mandated, b.mandated),
    lastUse: laterUse(a.lastUse, b.lastUse),
    hours: a.hours | b.hours,
    minutes: a.minutes | b.minutes,
    unattended: mergeMomentsBy(a.unattended, b.unattended),
    sessions: mergeSessions(a.sessions, b.sessions),
    registration: newer.registration ?? older.registration,
    exception: laterException(a.exception, b.exception),
  };
}

function mergeSeen<K extends string>(a: LastSeen<K>, b: LastSeen<K>): LastSeen<K>;
function mergeSeen(a: LastSeen, b: LastSeen): LastSeen {
  if (b === NOTHING_SEEN) return a;
  const merged: Record<string, string | undefined> = { ...a };
  for (const [key, at = ''] of Object.entries(b)) {
    const before = merged[key] ?? '';
    merged[key] = before > at ? before : at;
  }
  return merged;
}

function mergeSessions(a: AccountFacts['sessions'], b: AccountFacts['sessions']): AccountFacts['sessions'] {
  const merged: Record<string, SessionProof> = { ...a };
  for (const [sessionId, proof] of Object.entries(b)) {
    const known = merged[sessionId];
    merged[sessionId] = known ? earlierProof(known, proof) : proof;
  }
  return merged;
}

// If both are of one instant, the text decides, so that the order of arrival makes no difference.
function nameOrder({ namedAt, userPrincipalName, userDisplayName, homeTenantId }: AccountFacts): string {
  return `${namedAt} ${userPrincipalName ?? ''} ${userDisplayName ?? ''} ${homeTenantId ?? ''}`;
}

/** A stop by MFA or a policy is kept before any mistyped password, which anybody on the internet can add. */
function laterSignal(a: LastSignal | null, b: LastSignal | null): LastSignal | null {
  if (a === null || b === null) return a ?? b;
  return signalOrder(a) > signalOrder(b) ? a : b;
}

function signalOrder({ signal, at }: LastSignal): string {
  return `${signal === 'passwordFailed' ? 0 : 1} ${at} ${signal}`;
}

export function mergeApps(a: AccountFacts['apps'], b: AccountFacts['apps']): AccountFacts['apps'] {
  const merged: Record<string, AccountFacts['apps'][string]> = { ...a };
  for (const [app, use] of Object.entries(b)) {
    const known = merged[app];
    merged[app] = known ? mergeUses(known, use) : use;
  }
  return merged;
}
