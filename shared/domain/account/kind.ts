import { dayOf } from '../finding/finding';
import { DAY_MS, isoTime } from '../polling/span';
import type { AccountKind } from './account';
import type { AccountFacts } from './accountFacts';
import { hoursSeen, soleMinutes } from './clockMarks';
import type { Directory } from './directory';

export type KindContext = {
  /** User ids and UPNs of the setting, lower case. */
  readonly breakGlass: ReadonlySet<string>;
  /** Nothing is known of it unless told. */
  readonly directory?: Directory;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number;
};

export type KindWithEvidence = {
  readonly kind: AccountKind;
  /** What shows it, a plain sentence each; nothing for a person, which is what remains. */
  readonly evidence: readonly string[];
};

/** What the account is, and what shows it. */
export function kindOf(facts: AccountFacts, context: KindContext): KindWithEvidence {
  if (isBreakGlass(facts, context.breakGlass)) {
    return { kind: 'breakGlass', evidence: ['Named in BREAK_GLASS_ACCOUNTS.'] };
  }
  if (facts.guest) return { kind: 'guest', evidence: [guestEvidence(facts)] };
  const holdsRole = context.directory?.syncAccounts.includes(facts.userId) ?? false;
  const sync = syncEvidence(facts, holdsRole);
  if (sync.length > 0) return { kind: 'sync', evidence: sync };
  const evidence = automationEvidence(facts, context.now);
  return evidence.length > 0 ? { kind: 'automation', evidence } : { kind: 'person', evidence };
}

function guestEvidence({ homeTenantId }: AccountFacts): string {
  return homeTenantId === null ? 'Its home tenant is another one.' : `Its home tenant is ${homeTenantId}.`;
}

/** The names that Entra Connect and cloud sync give to the account they make. */
const SYNC_NAME = /^(sync_|adtoaadsyncserviceaccount@)/i;

/** Its app or its role; its name says more, and nothing by itself. Where somebody has done MFA, one of them is not enough. */
function syncEvidence(facts: AccountFacts, holdsRole: boolean): readonly string[] {
  if (!facts.syncs && !holdsRole) return [];
  const evidence = [
    ...(facts.syncs ? ['Synchronizes the directory with Microsoft Entra Connect.'] : []),
    ...(holdsRole ? ['Holds a directory role that is there for synchronization alone.'] : []),
    ...(SYNC_NAME.test(facts.userPrincipalName ?? '') ? ['Has the name of a directory sync account.'] : []),
  ];
  return hasDoneMfa(facts) && evidence.length < 2 ? [] : evidence;
}

/** Whether it still signs in by handing its password over in the request, which cannot be combined with MFA. */
export function usesRopc({ protocols }: AccountFacts, now: number): boolean {
  return isRecent(protocols.ropc, now);
}

function isBreakGlass({ userId, userPrincipalName }: AccountFacts, breakGlass: ReadonlySet<string>): boolean {
  return breakGlass.has(userId) || breakGlass.has(userPrincipalName?.toLowerCase() ?? '');
}

/** A sign of a script counts for this long after it was last seen: a job may run once a month. */
const SIGN_MS = 45 * DAY_MS;

function isRecent(at: string | undefined, now: number): boolean {
  return at !== undefined && at >= isoTime(now - SIGN_MS);
}

/**
 * ROPC alone suffices. Otherwise nobody may ever have been there, and one sign more must show a script: a person whose
 * tools refresh tokens in the background has no interactive sign-in for weeks either. Device code is no such sign, as
 * people use it on machines without a browser; it is named where another has decided.
 */
function automationEvidence(facts: AccountFacts, now: number): readonly string[] {
  const ropc = usesRopc(facts, now);
  const unattended = facts.nonInteractive && !facts.interactive;
  const signs = [...clientSigns(facts, now), ...clockSigns(facts)];
  if (!ropc && !(unattended && signs.length > 0)) return [];
  const { ropc: ropcAt = '', deviceCode } = facts.protocols;
  return [
    ...(ropc ? [`Hands its password over in the request (ROPC), last on ${dayOf(ropcAt)}.`] : []),
    ...(isRecent(deviceCode, now) ? [`Signs in by device code, last on ${dayOf(deviceCode ?? '')}.`] : []),
    ...(unattended ? ['Never signs in interactively.'] : []),
    ...signs,
  ];
}

function clientSigns({ clients }: AccountFacts, now: number): string[] {
  return Object.entries(clients)
    .filter(([, at]) => isRecent(at, now))
    .map(([name, at]) => `Signs in with a script client (${name}), last on ${dayOf(at ?? '')}.`)
    .sort();
}

/** Nobody sleeps less. */
const ROUND_THE_CLOCK_HOURS = 20;
/** In as many hours, a person would hit the same minutes once in a hundred million accounts. */
const SAME_MINUTE_HOURS = 8;

function clockSigns(facts: AccountFacts): string[] {
  const hours = hoursSeen(facts);
  const sole = soleMinutes(facts);
  const signs: string[] = [];
  if (sole !== null && hours >= SAME_MINUTE_HOURS) {
    signs.push(
      `Signs in only from minute ${sole.from} to ${sole.to} of the hour, at ${hours} hours of the day.`,
    );
  }
  if (hours >= ROUND_THE_CLOCK_HOURS && !hasDoneMfa(facts)) {
    signs.push(`Signs in round the clock: at ${hours} of the 24 hours of the day.`);
  }
  return signs;
}

/** Somebody has registered a method or done MFA: what runs round the clock may be the computer left on at a desk. */
function hasDoneMfa({ registration, apps }: AccountFacts): boolean {
  return (
    registration?.isMfaRegistered === true || Object.values(apps).some(({ lastMfa }) => lastMfa !== null)
  );
}
