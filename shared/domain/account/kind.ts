import type { AccountKind } from './account';
import type { AccountFacts } from './accountFacts';
import type { Directory } from './directory';
import { guestHomeOf } from './guestHome';
import type { GuestEvidence, KindEvidence, SyncEvidence } from './kindEvidence';
import { automationSigns, deviceCodeSigns, hasDoneMfa, scriptSignsBesidePerson } from './scriptSigns';

export type KindContext = {
  /** User ids and UPNs of the setting, lower case. */
  readonly breakGlass: ReadonlySet<string>;
  /** By default, nothing of it was read. */
  readonly directory?: Directory;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number;
};

export type KindWithEvidence = {
  readonly kind: AccountKind;
  /** For a person, which is the kind of every account that shows no other, the signs of a script under its account. */
  readonly evidence: readonly KindEvidence[];
};

export function kindOf(facts: AccountFacts, context: KindContext): KindWithEvidence {
  if (isBreakGlass(facts, context.breakGlass)) {
    return { kind: 'breakGlass', evidence: [{ code: 'namedBreakGlass' }] };
  }
  if (facts.guest) return { kind: 'guest', evidence: [guestEvidence(facts)] };
  const holdsRole = context.directory?.syncAccounts.includes(facts.userId) ?? false;
  const sync = syncEvidence(facts, holdsRole);
  if (sync.length > 0) return { kind: 'sync', evidence: sync };
  const signs = automationSigns(facts, context.now);
  return signs.length > 0 ? { kind: 'automation', evidence: signs } : personOf(facts, context.now);
}

function personOf(facts: AccountFacts, now: number): KindWithEvidence {
  if (!facts.interactive) return { kind: 'person', evidence: [] };
  return {
    kind: 'person',
    evidence: [...scriptSignsBesidePerson(facts, now), ...deviceCodeSigns(facts, now)],
  };
}

function guestEvidence(facts: AccountFacts): GuestEvidence {
  switch (guestHomeOf(facts)) {
    case 'entraTenant':
      return { code: 'homeTenant', tenantId: facts.homeTenantId ?? '' };
    case 'personalAccount':
      return { code: 'personalAccount' };
    case 'noTenant':
      return { code: 'noHomeTenant' };
    case 'unknown':
      return { code: 'homeTenantNotNamed' };
  }
}

/** The names that Entra Connect and cloud sync give to the account they make. */
const SYNC_NAME = /^(sync_|adtoaadsyncserviceaccount@)/i;

/** Its app or its role shows it; its name alone does not. If MFA was done with it, two of the three are required. */
function syncEvidence(facts: AccountFacts, holdsRole: boolean): readonly SyncEvidence[] {
  if (!facts.syncs && !holdsRole) return [];
  const hasName = SYNC_NAME.test(facts.userPrincipalName ?? '');
  const evidence: readonly SyncEvidence[] = [
    ...(facts.syncs ? [{ code: 'syncsDirectory' } as const] : []),
    ...(holdsRole ? [{ code: 'holdsSyncRole' } as const] : []),
    ...(hasName ? [{ code: 'hasSyncName' } as const] : []),
  ];
  return hasDoneMfa(facts) && evidence.length < 2 ? [] : evidence;
}

export function isBreakGlass(
  {
    userId,
    userPrincipalName,
  }: { readonly userId: string | null; readonly userPrincipalName: string | null },
  breakGlass: ReadonlySet<string>,
): boolean {
  return breakGlass.has(userId ?? '') || breakGlass.has(userPrincipalName?.toLowerCase() ?? '');
}
