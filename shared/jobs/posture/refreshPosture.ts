import { POSTURE_PARTS, type PosturePart } from '../../domain/posturePart';
import type { PartRun, PostureRun } from '../../domain/postureRun';
import { distinctProblems } from '../../domain/problem';
import { HOUR_MS, MINUTE_MS } from '../../domain/time';
import { failureOf } from '../../domain/watchError';
import { type BreakGlassDeps, refreshBreakGlass } from './breakGlass';
import { type CountDeps, refreshCounts } from './counts';
import { type CoverageDeps, refreshCoverage } from './coverage';
import { type DirectoryDeps, refreshDirectory } from './directory';
import type { EnforcementSummary } from './enforcement';
import type { PartDone, RefreshAt } from './part';
import { type RegistrationDeps, refreshRegistrations } from './registrations';
import { forgetOld, type RetentionDeps } from './retention';
import { type RolesDeps, refreshRoles } from './roles';
import { refreshWhatIf, type WhatIfDeps } from './whatIf';

export type PostureDeps = RegistrationDeps &
  CoverageDeps &
  DirectoryDeps &
  RolesDeps &
  BreakGlassDeps &
  WhatIfDeps &
  CountDeps &
  RetentionDeps & {
    readonly latestPostureRun: () => Promise<PostureRun | null>;
    /** Reads how far Microsoft enforces MFA here, and answers which parts could not be read. */
    readonly refreshEnforcement: (at: RefreshAt) => Promise<EnforcementSummary>;
    /** Milliseconds that requests may take; forgetting comes after that. */
    readonly budgetMs: number;
    /** Milliseconds since 1970-01-01 UTC. */
    readonly clock: () => number;
  };

/** The counts of each part, by name, and the codes of the problems. */
export type PostureSummary = Readonly<Record<string, number | string | readonly string[]>>;

type Refresh = (deps: PostureDeps, at: RefreshAt) => Promise<PartDone>;

const REFRESH: Readonly<Record<PosturePart, Refresh>> = {
  coverage: refreshCoverage,
  registrations,
  directory: refreshDirectory,
  roles: refreshRoles,
  breakGlass: refreshBreakGlass,
  enforcement,
  whatIf: refreshWhatIf,
  retention: forgetOld,
  counts: refreshCounts,
};
/** The parts that a digest reports, and no others: each further call takes time and may fail the digest. */
const DIGEST_PARTS = ['coverage', 'registrations', 'directory'] as const;
/** A new account that became an administrator today has no grace, so its role must be known. */
const PARTS_WITH_GRACES = [...DIGEST_PARTS, 'roles'] as const;

/**
 * Reads the posture of the tenant and its accounts from Entra, part by part, and forgets rows past retention. A part that
 * fails costs none of the others.
 *
 * @throws the error of the first part that failed, when all parts have run
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
    parts[name] = { at: null, problems: [], ...last?.parts[name], failure: failureOf(error) };
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

/** Refreshes the parts that are hours old, for the digest that goes out next. */
export async function freshenPosture(deps: PostureDeps, now: Date): Promise<void> {
  const last = await deps.latestPostureRun();
  const isFresh = (at: string | null | undefined) =>
    typeof at === 'string' && Math.abs(now.getTime() - Date.parse(at)) < FRESH_MS;
  const isRead = last?.parts.enforcement !== undefined;
  const reported = deps.readGraces ? PARTS_WITH_GRACES : DIGEST_PARTS;
  if (isRead && reported.every((name) => isFresh(last?.parts[name]?.at))) return;
  // Before the first daily refresh too, so that the first digest reports the enforcement and the next one does not call it a change.
  const parts = isRead ? reported : [...reported, 'enforcement' as const];
  // Health reports a posture that stays old; it must not keep the digest from going out.
  await refreshParts(parts, { ...deps, budgetMs: FRESHEN_BUDGET_MS }, now).catch(() => undefined);
}

/** Of the time of a run: the report of a large tenant takes minutes, and must leave some for the parts after it. */
const REGISTRATIONS_SHARE = 0.8;

function registrations(deps: PostureDeps, at: RefreshAt): Promise<PartDone> {
  return refreshRegistrations(deps, { ...at, until: at.until - (1 - REGISTRATIONS_SHARE) * deps.budgetMs });
}

/** If Azure Resource Manager is slow, it must leave some time as well. */
const ENFORCEMENT_MS = MINUTE_MS;

async function enforcement(deps: PostureDeps, at: RefreshAt): Promise<PartDone> {
  const until = Math.min(at.until, deps.clock() + ENFORCEMENT_MS);
  return { counts: await deps.refreshEnforcement({ ...at, until }), problems: [] };
}
