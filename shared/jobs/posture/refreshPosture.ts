import { QUIET_MS } from '../../domain/account/account';
import type { AccountFacts } from '../../domain/account/accountFacts';
import { isRunning } from '../../domain/account/exception';
import { type PartRun, POSTURE_PARTS, type PosturePart, type PostureRun } from '../../domain/postureRun';
import { distinctProblems, logOf, ownWords } from '../../domain/problem';
import { DAY_MS, HOUR_MS, isoTime, MINUTE_MS } from '../../domain/time';
import { sessionProofs } from '../../domain/verdict/sessions';
import { makeClaimsTrue } from '../poll/claims';
import { type ProofDeps, settleProved } from '../poll/withdraw';
import { type CountDeps, refreshCounts } from './counts';
import { type CoverageDeps, refreshCoverage } from './coverage';
import { type DirectoryDeps, refreshDirectory } from './directory';
import type { EnforcementSummary } from './enforcement';
import type { PartDone, RefreshAt } from './part';
import { type RegistrationDeps, refreshRegistrations } from './registrations';
import { refreshWhatIf, type WhatIfDeps } from './whatIf';

export type PostureDeps = RegistrationDeps &
  ProofDeps &
  CoverageDeps &
  DirectoryDeps &
  WhatIfDeps &
  CountDeps & {
    readonly latestPostureRun: () => Promise<PostureRun | null>;
    /** Reads how far Microsoft enforces MFA here; what it could not read, it says. */
    readonly refreshEnforcement: (at: RefreshAt) => Promise<EnforcementSummary>;
    /** Forgets findings, rejects, posture and digests of the days before. */
    readonly forgetBefore: (day: string) => Promise<number>;
    readonly forgetAccounts: (isOver: (facts: AccountFacts) => boolean) => Promise<number>;
    readonly retentionDays: number;
    /** Milliseconds that asking may take; forgetting comes after that. */
    readonly budgetMs: number;
    /** Milliseconds since 1970-01-01 UTC. */
    readonly clock: () => number;
  };

/** What each part counted, by name, and the codes of the problems. */
export type PostureSummary = Readonly<Record<string, number | string | readonly string[]>>;

type Refresh = (deps: PostureDeps, at: RefreshAt) => Promise<PartDone>;

const REFRESH: Readonly<Record<PosturePart, Refresh>> = {
  coverage: refreshCoverage,
  registrations,
  directory: refreshDirectory,
  enforcement,
  whatIf: refreshWhatIf,
  retention: forget,
  audit,
  counts: refreshCounts,
};
/** What a digest tells of, and nothing more: each call beside is one that may fail it, and takes of its time. */
const DIGEST_PARTS = ['coverage', 'registrations', 'directory'] as const;

/**
 * Reads what Entra says about the tenant and its accounts, part by part, and forgets what is past retention. A part that
 * fails costs none of the others.
 *
 * @throws what the first part that failed threw, when all have run
 */
export function refreshPosture(deps: PostureDeps, now: Date): Promise<PostureSummary> {
  return refreshParts(POSTURE_PARTS, deps, now);
}

async function refreshParts(
  names: readonly PosturePart[],
  deps: PostureDeps,
  now: Date,
): Promise<PostureSummary> {
  const day = now.toISOString().slice(0, 10);
  const at: RefreshAt = { day, now: now.getTime(), until: deps.clock() + deps.budgetMs };
  const done = new Map<PosturePart, PartDone>();
  const failed = new Map<PosturePart, unknown>();
  for (const name of names) {
    await REFRESH[name](deps, at).then(
      (part) => done.set(name, part),
      (error: unknown) => failed.set(name, error),
    );
  }
  const last = await deps.latestPostureRun();
  const parts: Partial<Record<PosturePart, PartRun>> = {};
  for (const [name, { problems }] of done) parts[name] = { at: now.toISOString(), problems, failure: null };
  for (const [name, error] of failed) {
    const failure = ownWords(error) ?? `see ${logOf('refreshPosture')}`;
    parts[name] = { at: null, problems: [], ...last?.parts[name], failure };
  }
  const isWhole = names.length === POSTURE_PARTS.length;
  const run: PostureRun = { at: isWhole ? now.toISOString() : null, parts };
  await deps.savePosture(isWhole ? 'run' : 'runBeforeDigest', day, run);
  const [failure] = failed.values();
  if (failed.size > 0) throw failure;
  const summaries = [...done.values()];
  const problems = distinctProblems(summaries.flatMap((part) => part.problems));
  return {
    ...Object.assign({}, ...summaries.map(({ counts }) => counts)),
    problems: problems.map(({ code }) => code),
  };
}

const FRESH_MS = 6 * HOUR_MS;
/** The digest must go out before its claim may be taken over. */
const FRESHEN_BUDGET_MS = 3 * MINUTE_MS;

/** Refreshes what is hours old, for a reader who is told next. */
export async function freshenPosture(deps: PostureDeps, now: Date): Promise<void> {
  const last = await deps.latestPostureRun();
  const isFresh = (at: string | null | undefined) =>
    typeof at === 'string' && Math.abs(now.getTime() - Date.parse(at)) < FRESH_MS;
  const isRead = last?.parts.enforcement !== undefined;
  if (isRead && DIGEST_PARTS.every((name) => isFresh(last?.parts[name]?.at))) return;
  // Before the first daily refresh, so that the first digest says how things stand and the next one does not call it a change.
  const parts = isRead ? DIGEST_PARTS : [...DIGEST_PARTS, 'enforcement' as const];
  // A posture that stays old is told by health; it must not keep the digest from going out.
  await refreshParts(parts, { ...deps, budgetMs: FRESHEN_BUDGET_MS }, now).catch(() => undefined);
}

/** Of the time there is: the report of a large tenant takes minutes, and must leave some to what comes after. */
const REGISTRATIONS_SHARE = 0.8;

function registrations(deps: PostureDeps, at: RefreshAt): Promise<PartDone> {
  return refreshRegistrations(deps, { ...at, until: at.until - (1 - REGISTRATIONS_SHARE) * deps.budgetMs });
}

/** Azure Resource Manager, when slow, must leave some as well. */
const ENFORCEMENT_MS = MINUTE_MS;

async function enforcement(deps: PostureDeps, at: RefreshAt): Promise<PartDone> {
  const until = Math.min(at.until, deps.clock() + ENFORCEMENT_MS);
  return { counts: await deps.refreshEnforcement({ ...at, until }), problems: [] };
}

/** An account is open for so long after a finding, and the digest that says it is over may be a week late. */
const NEEDED_MS = QUIET_MS + 7 * DAY_MS;

function keptMs({ retentionDays }: PostureDeps): number {
  return Math.max(retentionDays * DAY_MS, NEEDED_MS);
}

async function forget(deps: PostureDeps, { now }: RefreshAt): Promise<PartDone> {
  const oldest = isoTime(now - keptMs(deps));
  const rows = await deps.forgetBefore(oldest.slice(0, 10));
  const accounts = await deps.forgetAccounts((facts) => lastSeen(facts) < oldest && !isExcepted(facts, now));
  return { counts: { forgotten: rows + accounts }, problems: [] };
}

/**
 * A run that failed half-way may have left a finding that another run knew to be MFA, or an account claiming one that
 * another run had withdrawn; and no later run reads that part of the log again.
 */
async function audit(deps: PostureDeps, { now }: RefreshAt): Promise<PartDone> {
  const claiming = new Set<string>();
  const proofs = sessionProofs();
  for await (const { userId, apps, sessions } of deps.allAccounts(() => {})) {
    if (Object.values(apps).some(({ lastFinding }) => lastFinding !== null)) claiming.add(userId);
    for (const [sessionId, proof] of Object.entries(sessions)) proofs.know(userId, sessionId, proof);
  }
  const { removed } = await settleProved(deps, proofs, {
    from: now - Math.max(deps.retentionDays * DAY_MS, NEEDED_MS),
    to: now,
  });
  const mended = await makeClaimsTrue(deps, claiming);
  return { counts: { withdrawn: removed, mended }, problems: [] };
}

/** What an admin decided stands for as long as was said, whether the account is seen or not. */
function isExcepted({ exception }: AccountFacts, now: number): boolean {
  return exception !== null && isRunning(exception, now);
}

function lastSeen(facts: AccountFacts): string {
  const times = Object.values(facts.apps).flatMap((use) => [use.lastFinding, use.lastMfa]);
  return [facts.namedAt, facts.lastSignal?.at ?? null, ...times].reduce<string>(
    (last, time) => (time !== null && time > last ? time : last),
    '',
  );
}
