import { VERDICT_KINDS } from '../verdict/verdict';
import type { AccountState, AccountView } from './account';
import type { AccountFacts } from './accountFacts';
import { adviceFor } from './adviceFor';
import type { AccountAnswers } from './answers';
import { earliest, lastMfaOf, latest, standingOf } from './appUse';
import type { Changes } from './changes';
import { isTrusted, NOTHING_READ } from './directory';
import { isRunning } from './exception';
import { type KindContext, kindOf } from './kind';
import { readinessOf } from './readiness';
import { isStoppedNow } from './stopped';

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
};

export function viewOf(facts: AccountFacts, context: ViewContext): AccountView {
  const { kind, evidence } = kindOf(facts, context);
  const { trust } = context.directory ?? NOTHING_READ;
  const changes = context.changes?.[facts.userId] ?? null;
  const readinessContext = {
    kind,
    homeMfaTrusted: facts.guest ? isTrusted(trust, facts.homeTenantId) : null,
    now: context.now,
    registrationsRead: context.registrationsRead ?? true,
    changesDenied: isDenied(facts, changes),
    byDefaults: context.byDefaults ?? NO_APPS,
  };
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
    state: exception ? 'excepted' : stateOf(facts, context),
    hasOpenFinding: isOpen(facts, context.sent[facts.userId], context.now),
    readiness,
    reasons,
    apps: appsOf(facts),
    firstFinding: uses.map((use) => use.firstFinding).reduce(earliest, null),
    lastFinding: uses.map((use) => use.lastFinding).reduce(latest, null),
    lastMfa: lastMfaOf(facts.apps),
    lastSignal: facts.lastSignal,
    changes,
    advice: adviceFor(facts, { ...readinessContext, readiness, whatIf }),
    exception,
    whatIf,
  };
}

const NO_APPS: ReadonlySet<string> = new Set();

/** Keys of the enforced apps that it got in to or was stopped at, sorted. */
function appsOf({ apps, stops, blocks }: AccountFacts): readonly string[] {
  return [...new Set([apps, stops, blocks].flatMap(Object.keys))].sort();
}

/** The state of an account without an exception, compared with the last digest. */
function stateOf(facts: AccountFacts, context: ViewContext): AccountState {
  const sent = context.sent[facts.userId];
  if (!isOpen(facts, sent, context.now) && !isStopped(facts, context)) return 'resolved';
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

/** At sign-in, or at a change to an Azure resource. */
function isStopped(facts: AccountFacts, { changes, now }: ViewContext): boolean {
  return isStoppedNow(facts, now) || isDenied(facts, changes?.[facts.userId] ?? null);
}

/** Whether a change to an Azure resource was denied, and no MFA has followed. */
function isDenied({ apps }: AccountFacts, changes: Changes | null): boolean {
  const lastDenied = changes?.lastDenied ?? null;
  return lastDenied !== null && (lastMfaOf(apps) ?? '') < lastDenied;
}

/** Open at an app, or in doubt at one and not sent as resolved. */
function isOpen(facts: AccountFacts, sent: AccountState | undefined, now: number): boolean {
  const standings = Object.values(facts.apps).map((use) => standingOf(use, now));
  return standings.includes('open') || (standings.includes('asSent') && sent !== 'resolved');
}

/** Whether an account belongs on the list: it has had a finding, was stopped, or is excepted. */
export function isListed(view: AccountView): boolean {
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
 * Whether it was stopped and no MFA has followed: an ordinary prompt begins with a stop as well.
 *
 * @param since earlier stops do not count, ISO 8601 UTC
 */
export function isBeingStopped(
  view: Pick<AccountView, 'lastSignal' | 'changes' | 'lastMfa'>,
  since: string,
): boolean {
  const stop = lastStopOf(view);
  return stop !== null && stop >= since && (view.lastMfa ?? '') < stop;
}

/** Worst first: open before excepted before resolved, by what will happen to it, by its gravest sign-in, then the latest finding. */
export function worstFirst(a: AccountView, b: AccountView): number {
  return (
    STATE_ORDER[a.state] - STATE_ORDER[b.state] ||
    SEVERITY.indexOf(a.readiness) - SEVERITY.indexOf(b.readiness) ||
    gravityOf(a) - gravityOf(b) ||
    (b.lastFinding ?? '').localeCompare(a.lastFinding ?? '') ||
    a.userId.localeCompare(b.userId)
  );
}

/** Sign-ins without MFA come before those that nobody can judge. */
function gravityOf({ why }: AccountView): number {
  const [gravest] = why ?? [];
  return gravest === undefined ? 0 : VERDICT_KINDS.indexOf(gravest.verdict);
}

/** Whether accounts of this state are open: a digest names and counts them. */
export function isOpenState(state: AccountState): boolean {
  return STATE_ORDER[state] === 0;
}

const STATE_ORDER: Readonly<Record<AccountState, number>> = {
  new: 0,
  ongoing: 0,
  returned: 0,
  excepted: 1,
  resolved: 2,
};

const SEVERITY: readonly AccountView['readiness'][] = [
  'willBeStopped',
  'mustRegister',
  'providerDecides',
  'homeTenantDecides',
  'unknown',
  'willBePrompted',
  'usesMfa',
];
