import { type Cloud, isEnforcedIn } from '../../domain/cloud';
import {
  type Enforcement,
  type PortalSetting,
  phase1State,
  phase2State,
} from '../../domain/enforcement/enforcement';
import { isMicrosofts, isNoted, type MfaAssignment } from '../../domain/enforcement/mfaPolicy';
import type { HiddenBy, Seen } from '../../domain/enforcement/seen';
import type { SavePosture } from '../../domain/posture';
import { isoTime } from '../../domain/time';
import { isWatchError } from '../../domain/watchError';
import { type NoticeDeps, refreshNotices } from './notices';
import type { RefreshAt } from './part';
import { refreshWrites, type SubscriptionSeen, type WritesDeps } from './writes';

export type EnforcementDeps = Omit<WritesDeps & NoticeDeps, 'savePosture'> & {
  readonly cloud: Cloud;
  readonly readTenantId: (until: number) => Promise<string | null>;
  readonly readPortalSetting: (until: number) => Promise<PortalSetting>;
  readonly readRootAssignments: (tenantId: string, until: number) => Promise<readonly MfaAssignment[]>;
  readonly readSubscriptions: (until: number) => Promise<readonly string[]>;
  readonly readAssignments: (subscriptionId: string, until: number) => Promise<readonly MfaAssignment[]>;
  readonly savePosture: SavePosture;
};

export type EnforcementKind = 'enforcement' | 'writes' | 'notices';

/** `saved`; `hidden`: an optional role or permission is missing; `notRead`; else the code of the error. */
export type EnforcementSummary = Readonly<Record<EnforcementKind, string>>;

/**
 * Reads whether Microsoft enforces MFA here, who changes resources without it, and Microsoft's posts about it.
 *
 * Never throws: each of the three is useful without the others, and the rest of the posture without all of them. A part that cannot be
 * read stays as it was.
 */
export async function refreshEnforcement(deps: EnforcementDeps, at: RefreshAt): Promise<EnforcementSummary> {
  let subscriptions: readonly SubscriptionSeen[] | null = null;
  const enforcement = await outcomeOf(async () => {
    const found = await readSubscriptions(deps, at.until);
    subscriptions = found;
    await deps.savePosture('enforcement', at.day, await readEnforcement(deps, found, at.until));
    return 'saved';
  });
  return {
    enforcement,
    writes: await outcomeOf(() => refreshWrites(deps, subscriptions, at)),
    notices: await outcomeOf(() => refreshNotices(deps, at)),
  };
}

async function outcomeOf(part: () => Promise<string>): Promise<string> {
  try {
    return await part();
  } catch (error) {
    return isWatchError(error) ? error.code : 'failed';
  }
}

async function readEnforcement(
  deps: EnforcementDeps,
  subscriptions: readonly SubscriptionSeen[],
  until: number,
): Promise<Enforcement> {
  const { cloud } = deps;
  const now = deps.clock();
  // Other clouds have no such setting.
  const isAsked = isEnforcedIn(cloud);
  const setting = isAsked ? await seen(deps, () => deps.readPortalSetting(until)) : HIDDEN;
  const assignments = isAsked ? await readAssigned(deps, subscriptions, until) : HIDDEN;
  const phase1 = phase1State({ cloud, setting, now });
  return { at: isoTime(now), phase1, phase2: phase2State({ cloud, assignments, phase1, now }) };
}

const HIDDEN = { kind: 'hidden', by: 'forbidden' } as const;

async function readAssigned(
  deps: EnforcementDeps,
  subscriptions: readonly SubscriptionSeen[],
  until: number,
): Promise<Seen<readonly MfaAssignment[]>> {
  const tenantId = await deps.readTenantId(until);
  const atRoot =
    tenantId === null ? HIDDEN : await seen(deps, () => deps.readRootAssignments(tenantId, until));
  if (atRoot.kind === 'shown') return atRoot;
  // A subscription shows the policies it inherits; if it shows none of Microsoft's, that proves nothing.
  const inherited = subscriptions.find(({ assignments }) =>
    assignments.some(({ definitionId }) => isMicrosofts(definitionId)),
  );
  return inherited === undefined ? atRoot : { kind: 'shown', value: inherited.assignments };
}

/** One run looks at no more. */
const MOST_SUBSCRIPTIONS = 100;

async function readSubscriptions(deps: EnforcementDeps, until: number): Promise<readonly SubscriptionSeen[]> {
  const ids = await seen(deps, () => deps.readSubscriptions(until));
  const found: SubscriptionSeen[] = [];
  if (ids.kind === 'hidden') return found;
  for (const id of ids.value.slice(0, MOST_SUBSCRIPTIONS)) {
    const assignments = await seen(deps, () => deps.readAssignments(id, until));
    if (assignments.kind === 'shown')
      found.push({ id, assignments: assignments.value, isNoted: assignments.value.some(isNoted) });
  }
  return found;
}

async function seen<T>(
  { hiddenBy }: { readonly hiddenBy: (error: unknown) => HiddenBy | null },
  read: () => Promise<T>,
): Promise<Seen<T>> {
  try {
    return { kind: 'shown', value: await read() };
  } catch (error) {
    const by = hiddenBy(error);
    if (by === null) throw error;
    return { kind: 'hidden', by };
  }
}
