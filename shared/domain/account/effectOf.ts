import { type AppStandings, standingAt } from '../enforcement/standings';
import { isoTime, MINUTE_MS } from '../time';
import { FINDING_CAUSES } from '../verdict/cause';
import { type AccountState, QUIET_MS } from './account';
import type { AccountFacts } from './accountFacts';
import { earliest, lastMfaOf, latest, standingOf } from './appUse';
import type { Changes } from './changes';
import { type Effect, type EffectKind, type EffectWay, NO_EFFECT } from './effect';
import { MOST_MOMENTS } from './moments';
import { type OccasionCause, STOP_CAUSES } from './occasions';
import { stoppedApps } from './stopped';

export type EffectContext = {
  readonly standings: AppStandings;
  /** `null` if the Activity Log shows none without MFA. */
  readonly changes: Changes | null;
  /** The state that the last digest sent; undefined if none did. */
  readonly sent: AccountState | undefined;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number;
};

/**
 * What happens to the account today; the first of these that holds. It is stopped at sign-in, or at changes to Azure
 * resources; it gets in to a portal, or wherever Microsoft does not enforce, or its changes go through; it can only read.
 */
export function effectOf(facts: AccountFacts, context: EffectContext): Effect {
  const { standings, changes, now } = context;
  const stopped = stoppedApps(facts, now);
  const denied = deniedChanges(facts, changes);
  if (stopped.length > 0 || denied !== null)
    return joined('stopped', [...stopped.map((app) => stopAt(facts, app, now)), denied]);
  const open = openApps(facts, context);
  const isReadOnly = (app: string) => {
    const { phase, state } = standingAt(standings, app);
    return phase === 2 && state === 'enforced';
  };
  const entered = open.filter((app) => !isReadOnly(app));
  const completed = completedChanges(facts, changes);
  if (entered.length > 0 || completed !== null)
    return joined('getsIn', [...entered.map((app) => entryAt(facts, app, now)), completed]);
  return open.length > 0
    ? joined(
        'readsOnly',
        open.map((app) => entryAt(facts, app, now)),
      )
    : NO_EFFECT;
}

/** Where it gets in without proven MFA; if in doubt at an app, as the last digest sent it. */
export function openApps(
  { apps }: Pick<AccountFacts, 'apps'>,
  { sent, now }: Pick<EffectContext, 'sent' | 'now'>,
): readonly string[] {
  return Object.entries(apps).flatMap(([app, use]) => {
    const standing = standingOf(use, now);
    return standing === 'open' || (standing === 'asSent' && sent !== 'resolved') ? [app] : [];
  });
}

/** Changes that a policy denied, if no MFA has followed; else `null`. */
export function deniedChanges({ apps }: Pick<AccountFacts, 'apps'>, changes: Changes | null): Part | null {
  const { denied: times = 0, firstDenied: first = null, lastDenied: last = null } = changes ?? {};
  return changesSinceMfa(apps, { times, first, last, isAtLeast: changes?.isAtLeast ?? false });
}

/** Changes that went through without MFA, if no MFA has followed; else `null`. */
export function completedChanges({ apps }: Pick<AccountFacts, 'apps'>, changes: Changes | null): Part | null {
  const { wentThrough: times = 0, firstCompleted: first = null, lastCompleted: last = null } = changes ?? {};
  return changesSinceMfa(apps, { times, first, last, isAtLeast: changes?.isAtLeast ?? false });
}

type SomeChanges = {
  readonly times: number;
  readonly first: string | null;
  readonly last: string | null;
  readonly isAtLeast: boolean;
};

function changesSinceMfa(
  apps: AccountFacts['apps'],
  { times, first, last, isAtLeast }: SomeChanges,
): Part | null {
  if (last === null || (lastMfaOf(apps) ?? '') >= last) return null;
  return { app: RESOURCES, first: first ?? last, last, times, isAtLeast, ways: [['changes', last]] };
}

/** The Activity Log does not name the client of a change. */
const RESOURCES = 'azureResourceManager';

/** The sign-ins at one app, or the changes of resources, that make up an effect. */
type Part = {
  readonly app: string;
  readonly first: string;
  readonly last: string;
  readonly times: number;
  readonly isAtLeast: boolean;
  /** Each with its last time. */
  readonly ways: readonly (readonly [EffectWay, string])[];
};

/** Since it last got in there. */
function stopAt(facts: AccountFacts, app: string, now: number): Part {
  const { lastFinding = null, lastMfa = null } = facts.apps[app] ?? {};
  const since = latest(latest(lastFinding, lastMfa), isoTime(now - QUIET_MS)) ?? '';
  const last = facts.stops[app] ?? '';
  return { app, ...counted(facts, { app, causes: STOP_CAUSES, since, last, first: last }) };
}

function entryAt(facts: AccountFacts, app: string, now: number): Part {
  const { firstFinding, lastFinding } = facts.apps[app] ?? {};
  const last = lastFinding ?? '';
  const since = isoTime(now - QUIET_MS);
  const part = counted(facts, { app, causes: FINDING_CAUSES, since, last, first: last });
  return { app, ...part, first: firstFinding ?? part.first };
}

type Counting = {
  readonly app: string;
  readonly causes: readonly OccasionCause[];
  readonly since: string;
  /** Exact, of the facts that are always kept. */
  readonly first: string;
  readonly last: string;
};

/** Rows of an earlier version have no minutes: they count once. */
function counted(
  { occasions }: AccountFacts,
  { app, causes, since, first, last }: Counting,
): Omit<Part, 'app'> {
  const minutes = new Set<number>();
  const ways: [EffectWay, string][] = [];
  let isAtLeast = false;
  for (const cause of causes) {
    const moments = occasions[app]?.[cause] ?? [];
    const recent = moments.filter((minute) => isoTime(minute * MINUTE_MS) > since.slice(0, MINUTE_DIGITS));
    const newest = recent.at(-1);
    if (newest === undefined) continue;
    for (const minute of recent) minutes.add(minute);
    ways.push([cause, isoTime(newest * MINUTE_MS)]);
    isAtLeast ||= recent.length === MOST_MOMENTS;
  }
  const oldest = minutes.size === 0 ? first : isoTime(Math.min(...minutes) * MINUTE_MS);
  return { first: oldest < first ? oldest : first, last, times: Math.max(minutes.size, 1), isAtLeast, ways };
}

/** `2026-11-20T07:00`: a minute is compared without its seconds. */
const MINUTE_DIGITS = 16;

function joined(kind: Exclude<EffectKind, 'none'>, found: readonly (Part | null)[]): Effect {
  const parts = found.filter((part) => part !== null);
  const ways = new Map<EffectWay, string>();
  for (const [way, at] of parts.flatMap((part) => part.ways))
    ways.set(way, latest(ways.get(way) ?? null, at) ?? at);
  return {
    kind,
    since: parts.map(({ first }) => first).reduce<string | null>(earliest, null),
    last: parts.map(({ last }) => last).reduce<string | null>(latest, null),
    times: parts.reduce((sum, { times }) => sum + times, 0),
    isAtLeast: parts.some(({ isAtLeast }) => isAtLeast),
    apps: [...new Set(parts.map(({ app }) => app))].sort(),
    how: [...ways].sort(([, a], [, b]) => (a < b ? 1 : -1)).map(([way]) => way),
  };
}
