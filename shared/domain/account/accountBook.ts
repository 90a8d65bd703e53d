import type { FindingTime } from '../finding/finding';
import { requirementKey } from '../requirement/requirement';
import { requirementsOf } from '../requirement/requirementsOf';
import { isGuest } from '../signIn/scope';
import type { SignIn } from '../signIn/signIn';
import { findingCause } from '../verdict/cause';
import { provesMfa } from '../verdict/classify';
import type { Judged } from '../verdict/judged';
import {
  type AccountFacts,
  type LastSeen,
  NOTHING_SEEN,
  SCRIPT_PROTOCOLS,
  type ScriptProtocol,
  unseenAccount,
} from './accountFacts';
import { hourBit, minuteBit } from './activityHours';
import { findingUse, mfaUse } from './appUse';
import { isVouchedFor, namesHomeTenant } from './guestHome';
import { type LastUse, laterUse, useIn } from './lastUse';
import { mandatedAt, NOT_MANDATED } from './mandated';
import { mergeApps, mergeFacts } from './mergeFacts';
import { minuteOf, NO_MOMENTS } from './moments';
import { NO_OCCASIONS, occasion } from './occasions';
import { scriptClientOf } from './scriptClients';

/** The facts about its account that one judged sign-in shows; `null` if it shows none or names no user. */
export function factsOf(judged: Judged): AccountFacts | null {
  const { signIn, app, verdict } = judged;
  if (signIn.userId === null) return null;
  if (app === null) return syncsDirectory(signIn) ? { ...nameOf(signIn, signIn.userId), syncs: true } : null;
  const at = signIn.createdDateTime;
  if (verdict.kind === 'outOfScope') {
    if (verdict.because === 'notCompleted') return stopFacts(judged, app);
    return verdict.because === 'resourceNotEnforced' ? sessionFacts(signIn, signIn.userId) : null;
  }
  const use = verdict.kind === 'mfa' ? mfaUse(at) : findingUse(at, verdict.kind === 'withoutMfa');
  return {
    ...withUse(nameOf(signIn, signIn.userId), signIn, app),
    apps: { [app]: use },
    occasions: verdict.kind === 'mfa' ? NO_OCCASIONS : occasion(app, findingCause(verdict), at),
    lastUse: useIn(judged),
    sessions: provedSession(signIn),
  };
}

/** A sign-in of an enforced client to another resource only shows that its session proved MFA. */
function sessionFacts(signIn: SignIn, userId: string): AccountFacts | null {
  const sessions = provedSession(signIn);
  return Object.keys(sessions).length === 0 ? null : { ...nameOf(signIn, userId), sessions };
}

/** The facts that a sign-in shows that did not complete. A wrong password shows none: anybody can type one. */
function stopFacts(judged: Judged, app: string): AccountFacts | null {
  const { signIn, signal } = judged;
  const { userId, createdDateTime: at } = signIn;
  const sessions = provedSession(signIn);
  if (userId === null || (signal === null && Object.keys(sessions).length === 0)) return null;
  const named = { ...nameOf(signIn, userId), sessions };
  if (signal === null) return named;
  const lastSignal = { signal, at };
  if (signal === 'passwordFailed') return { ...named, lastSignal };
  const used = { ...withUse(named, signIn, app), lastSignal, lastUse: useIn(judged) };
  switch (signal) {
    case 'blocked':
      return { ...used, blocks: { [app]: at } };
    case 'mustRegister':
    case 'mfaFailed':
      return { ...used, stops: { [app]: at }, occasions: occasion(app, signal, at) };
  }
}

/** Adds who or what signed in, and when, whether it was let in or not. */
function withUse(named: AccountFacts, signIn: SignIn, app: string): AccountFacts {
  const { createdDateTime: at, userAgent } = signIn;
  const protocols = protocolOf(signIn);
  const isRopc = 'ropc' in protocols;
  const isUnattended = isRopc || signIn.interactive === false;
  return {
    ...named,
    interactive: signIn.interactive === true && !isRopc,
    nonInteractive: signIn.interactive === false,
    protocols,
    clients: lastSeen(scriptClientOf(userAgent, app), at),
    hours: hourBit(at),
    minutes: minuteBit(at),
    ...requirementFacts(signIn, app),
    unattended: isUnattended ? { [app]: [minuteOf(at)] } : NO_MOMENTS,
  };
}

/** Who required MFA, whether it was done or not. */
function requirementFacts(signIn: SignIn, app: string): Pick<AccountFacts, 'requiredBy' | 'mandated'> {
  const { createdDateTime: at } = signIn;
  const requirements = requirementsOf(signIn, true);
  if (requirements.length === 0) return { requiredBy: NOTHING_SEEN, mandated: NOT_MANDATED };
  const isMandated = requirements.some(({ source }) => source === 'mandate');
  return {
    requiredBy: Object.fromEntries(requirements.map((one) => [requirementKey(one), at])),
    mandated: isMandated ? mandatedAt(app, at) : NOT_MANDATED,
  };
}

/** Microsoft Entra Connect: https://github.com/Gerenios/AADInternals, AccessToken_utils.ps1 (read 2026-11-21). */
export const SYNC_CLIENTS: ReadonlySet<string | null> = new Set([
  'cb1056e2-e479-49de-ae31-7812af012ed8',
  '6eb59a73-39b2-4c23-a70f-e2e3ce8965b1',
  '1651564e-7ce4-4d99-88be-0a65050d8dc3',
]);

/** Its setup wizard signs in an administrator under the same ids, interactively. */
function syncsDirectory({ appId, errorCode, interactive }: SignIn): boolean {
  return SYNC_CLIENTS.has(appId) && errorCode === 0 && interactive === false;
}

/** Who the account is, and nothing else. */
function nameOf(signIn: SignIn, userId: string): AccountFacts {
  const { userPrincipalName, userDisplayName, createdDateTime: namedAt } = signIn;
  const named = unseenAccount({ userId, userPrincipalName, userDisplayName, namedAt });
  const guest = isGuest(signIn);
  const homeTenantId = guest ? signIn.homeTenantId : null;
  const hasHomeTenant = namesHomeTenant(signIn);
  return { ...named, guest, homeTenantId, hasHomeTenant, federated: isVouchedFor(signIn) };
}

function provedSession(signIn: SignIn): AccountFacts['sessions'] {
  const { sessionId, id, createdDateTime } = signIn;
  if (sessionId === null || !provesMfa(signIn)) return {};
  return { [sessionId]: { signInId: id, at: createdDateTime } };
}

function protocolOf({ authenticationProtocol, createdDateTime }: SignIn): LastSeen<ScriptProtocol> {
  const word = authenticationProtocol?.toLowerCase();
  return lastSeen(
    SCRIPT_PROTOCOLS.find((protocol) => protocol.toLowerCase() === word) ?? null,
    createdDateTime,
  );
}

function lastSeen<K extends string>(key: K | null, at: string): LastSeen<K>;
function lastSeen(key: string | null, at: string): LastSeen {
  return key === null ? NOTHING_SEEN : { [key]: at };
}

/** The account of a finding that turned out to be MFA, proved by its session. */
export function provedFacts(facts: AccountFacts, proved: readonly FindingTime[]): AccountFacts {
  const settled = proved.filter(({ provisional }) => !provisional);
  return {
    ...facts,
    apps: settled
      .map(({ app, createdDateTime }) => ({ [app]: mfaUse(createdDateTime) }))
      .reduce(mergeApps, facts.apps),
    lastUse: settled
      .map(({ app, createdDateTime: at, ipAddress }): LastUse => ({ at, app, outcome: 'mfa', ipAddress }))
      .reduce<LastUse | null>(laterUse, facts.lastUse),
  };
}

/** As many fit into a row with room to spare; nobody keeps so many Entra sessions alive. */
const MOST_SESSIONS = 200;

/**
 * The account without the session proofs from before `since`, ISO 8601 UTC, and with only the newest of the rest: an Entra
 * session lasts as long as its refresh token, 90 days at most.
 * https://learn.microsoft.com/entra/identity-platform/refresh-tokens (read 2026-11-21)
 */
export function withLiveSessions(facts: AccountFacts, since: string): AccountFacts {
  const live = Object.entries(facts.sessions)
    .filter(([, { at }]) => at >= since)
    .sort(([a, x], [b, y]) => y.at.localeCompare(x.at) || a.localeCompare(b));
  return { ...facts, sessions: Object.fromEntries(live.slice(0, MOST_SESSIONS)) };
}

/** Of a record that may still change: that the account was used, and nothing else. */
function factsOfUse(judged: Judged): AccountFacts | null {
  const { userId, userPrincipalName, userDisplayName, createdDateTime: namedAt } = judged.signIn;
  const lastUse = useIn(judged);
  if (userId === null || lastUse === null) return null;
  return { ...unseenAccount({ userId, userPrincipalName, userDisplayName, namedAt }), lastUse };
}

export type AccountBook = {
  readonly add: (judged: Judged) => void;
  /** Takes a record that may still change. */
  readonly addUse: (judged: Judged) => void;
  readonly facts: () => ReadonlyMap<string, AccountFacts>;
};

/** Gathers facts while sign-ins stream by: memory grows with accounts, never with sign-ins. */
export function accountBook(): AccountBook {
  const byUser = new Map<string, AccountFacts>();
  const take = (facts: AccountFacts | null) => {
    if (!facts) return;
    const known = byUser.get(facts.userId);
    byUser.set(facts.userId, known ? mergeFacts(known, facts) : facts);
  };
  return {
    add: (judged) => take(factsOf(judged)),
    addUse: (judged) => take(factsOfUse(judged)),
    facts: () => byUser,
  };
}
