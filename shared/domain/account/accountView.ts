import { deadlineOf } from '../deadlines';
import { type AppStandings, ASSUMED, strictest } from '../enforcement/standings';
import { type Requirement, requirementIn } from '../requirement/requirement';
import { isGlobalAdministrator, type Roles, rolesOf } from '../roles/roles';
import type { AccountKind, AccountState, AccountView } from './account';
import type { AccountFacts } from './accountFacts';
import { adviceFor } from './adviceFor';
import type { AccountAnswers } from './answers';
import { earliest, lastMfaOf, latest } from './appUse';
import type { Changes } from './changes';
import { isTrusted, NOTHING_READ } from './directory';
import type { Effect } from './effect';
import { completedChanges, deniedChanges, effectOf, openApps } from './effectOf';
import { isRunning } from './exception';
import { graceOf } from './grace';
import { type KindContext, kindOf } from './kind';
import { countMandated } from './mandated';
import { readinessOf } from './readiness';

export type ViewContext = KindContext & {
  /** The states that the last digest sent, by user id. */
  readonly sent: Readonly<Record<string, AccountState>>;
  /** What Entra says that the policies do to accounts, by user id; none by default. */
  readonly answers?: Readonly<Record<string, AccountAnswers>>;
  /** Changes to Azure resources without MFA, by user id; none by default. */
  readonly changes?: Readonly<Record<string, Changes>>;
  /** Keys of the enforced apps at which security defaults require MFA of everyone; none by default. */
  readonly byDefaults?: ReadonlySet<string>;
  /** False if nobody read the registration report; true by default. */
  readonly registrationsRead?: boolean;
  /** Whether Microsoft requires MFA at each enforced app; by default, what holds in the public cloud. */
  readonly standings?: AppStandings;
  /** The privileged directory roles of all accounts; none by default. */
  readonly roles?: Roles | null;
};

export function viewOf(facts: AccountFacts, context: ViewContext): AccountView {
  const { kind, evidence } = kindOf(facts, context);
  const { graces } = context.directory ?? NOTHING_READ;
  const changes = changesOf(facts, context);
  const standings = context.standings ?? ASSUMED;
  const sent = context.sent[facts.userId];
  const effect = effectOf(facts, { standings, changes, sent, now: context.now });
  const apps = appsOf(facts);
  const roles = rolesOf(context.roles ?? null, facts.userId);
  const deadline = deadlineOf({
    methods: facts.registration?.methods ?? [],
    isGlobalAdministrator: isGlobalAdministrator(roles),
    isExternal: facts.guest,
  });
  const readinessContext = readinessContextOf(facts, kind, context);
  const { readiness, reasons } = readinessOf(facts, readinessContext);
  const uses = Object.values(facts.apps);
  const whatIf = context.answers?.[facts.userId] ?? null;
  // An exception that was set before the account was named as break-glass is ignored: it must not hide that it will fail.
  const exception =
    kind !== 'breakGlass' && facts.exception && isRunning(facts.exception, context.now)
      ? facts.exception
      : null;
  return {
    userId: facts.userId,
    userPrincipalName: facts.userPrincipalName,
    userDisplayName: facts.userDisplayName,
    kind,
    kindEvidence: evidence,
    state: exception ? 'excepted' : stateOf(effect, { kind, sent }),
    effect,
    mandate: strictest(standings, effect.apps.length > 0 ? effect.apps : apps),
    roles,
    hasOpenFinding:
      openApps(facts, { sent, now: context.now }).length > 0 || completedChanges(facts, changes) !== null,
    readiness,
    reasons,
    registeredMethods: facts.registration?.methods ?? null,
    deadline,
    lastUse: facts.lastUse,
    requiredBy: requirementsSeen(facts),
    mandated: countMandated(facts.mandated, context.now),
    apps,
    firstFinding: uses.map((use) => use.firstFinding).reduce(earliest, null),
    lastFinding: uses.map((use) => use.lastFinding).reduce(latest, null),
    lastMfa: lastMfaOf(facts.apps),
    lastSignal: facts.lastSignal,
    changes,
    advice: adviceFor(facts, { ...readinessContext, readiness, whatIf, hasDeadline: deadline !== null }),
    exception,
    grace: graceOf(facts, { kind, graces, exception, roles: context.roles ?? null, now: context.now }),
    whatIf,
  };
}

/** The kind and readiness of a view, without the rest of it. */
export function kindAndReadinessOf(
  facts: AccountFacts,
  context: ViewContext,
): Pick<AccountView, 'kind' | 'readiness'> {
  const { kind } = kindOf(facts, context);
  return { kind, readiness: readinessOf(facts, readinessContextOf(facts, kind, context)).readiness };
}

function readinessContextOf(facts: AccountFacts, kind: AccountKind, context: ViewContext) {
  const { trust } = context.directory ?? NOTHING_READ;
  return {
    kind,
    homeMfaTrusted: facts.guest ? isTrusted(trust, facts.homeTenantId) : null,
    now: context.now,
    registrationsRead: context.registrationsRead ?? true,
    changesDenied: deniedChanges(facts, changesOf(facts, context)) !== null,
    byDefaults: context.byDefaults ?? NO_APPS,
  };
}

const NO_APPS: ReadonlySet<string> = new Set();

function changesOf({ userId }: AccountFacts, { changes }: ViewContext): Changes | null {
  return changes?.[userId] ?? null;
}

function requirementsSeen({ requiredBy }: AccountFacts): readonly Requirement[] {
  return Object.entries(requiredBy)
    .sort(([a, x = ''], [b, y = '']) => y.localeCompare(x) || a.localeCompare(b))
    .flatMap(([key]) => requirementIn(key) ?? []);
}

/** Keys of the enforced apps that it got in to or was stopped at, sorted. */
function appsOf({ apps, stops, blocks }: AccountFacts): readonly string[] {
  return [...new Set([apps, stops, blocks].flatMap(Object.keys))].sort();
}

/**
 * The state of an account without an exception, compared with the last digest. A break-glass account is never resolved:
 * whether it will work is a standing question.
 */
function stateOf(
  { kind: effect }: Effect,
  { kind, sent }: { readonly kind: AccountKind; readonly sent: AccountState | undefined },
): AccountState {
  if (effect === 'none') return kind === 'breakGlass' ? 'ongoing' : 'resolved';
  if (sent === undefined) return 'new';
  switch (sent) {
    case 'resolved':
    case 'excepted':
      return 'returned';
    case 'new':
    case 'ongoing':
    case 'returned':
      return 'ongoing';
  }
}

/** Whether an account belongs on the list: it has had a finding, was stopped, is excepted, has a deadline, or is a break-glass account. */
export function isListed(view: AccountView): boolean {
  if (view.kind === 'breakGlass' || view.deadline !== null) return true;
  const isStill = view.lastFinding === null && view.lastSignal === null && view.changes === null;
  return !isStill || view.exception !== null;
}

/** When sign-in, or a policy for a change to an Azure resource, last stopped it; a mistyped password stops nobody. */
export function lastStopOf({
  lastSignal,
  changes,
}: Pick<AccountView, 'lastSignal' | 'changes'>): string | null {
  const signal = lastSignal?.signal === 'passwordFailed' ? null : (lastSignal?.at ?? null);
  return latest(signal, changes?.lastDenied ?? null);
}

/**
 * Whether it is being stopped. An ordinary prompt begins with a stop as well, so a stop that MFA followed counts only if an app still keeps
 * the account out.
 *
 * @param since earlier stops do not count, ISO 8601 UTC
 */
export function isBeingStopped(
  view: Pick<AccountView, 'lastSignal' | 'changes' | 'lastMfa'> & {
    readonly effect: Pick<AccountView['effect'], 'kind'>;
  },
  since: string,
): boolean {
  const stop = lastStopOf(view);
  if (stop === null || stop < since) return false;
  return view.effect.kind === 'stopped' || (view.lastMfa ?? '') < stop;
}
