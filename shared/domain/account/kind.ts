import type { AccountKind } from './account';
import type { AccountFacts } from './accountFacts';
import type { Directory } from './directory';
import { guestHomeOf } from './guestHome';
import { automationEvidence, deviceCodeSigns, hasDoneMfa, scriptsBesidePerson } from './scriptSigns';

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
  /** What shows it, a plain sentence each; for a person, which is what remains, what shows a script under the same account. */
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
  return evidence.length > 0 ? { kind: 'automation', evidence } : personOf(facts, context.now);
}

/** A person, and the script that runs under the same account, if any. */
function personOf(facts: AccountFacts, now: number): KindWithEvidence {
  if (!facts.interactive) return { kind: 'person', evidence: [] };
  return { kind: 'person', evidence: [...scriptsBesidePerson(facts, now), ...deviceCodeSigns(facts, now)] };
}

function guestEvidence(facts: AccountFacts): string {
  switch (guestHomeOf(facts)) {
    case 'entraTenant':
      return `Its home tenant is ${facts.homeTenantId}.`;
    case 'personalAccount':
      return 'A guest with a personal Microsoft account.';
    case 'noTenant':
      return 'A guest without a home tenant: by Google, another provider, or a passcode sent by mail.';
    case 'unknown':
      return 'Its home tenant is another one.';
  }
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

function isBreakGlass({ userId, userPrincipalName }: AccountFacts, breakGlass: ReadonlySet<string>): boolean {
  return breakGlass.has(userId) || breakGlass.has(userPrincipalName?.toLowerCase() ?? '');
}
