import type { AccountFacts } from '../domain/account/accountFacts';
import { isRunning } from '../domain/account/exception';
import { DAY_MS, HOUR_MS, isoTime, MINUTE_MS } from '../domain/polling/span';
import type { PostureRun } from './readHealth';
import type { EnforcementSummary } from './refreshEnforcement';
import {
  type RefreshAt,
  type RegistrationCounts,
  type RegistrationDeps,
  refreshRegistrations,
} from './refreshRegistrations';

export type PostureDeps = Omit<RegistrationDeps, 'savePosture'> & {
  readonly savePosture: (kind: 'run' | 'registration', day: string, value: unknown) => Promise<void>;
  /** Reads how far Microsoft enforces MFA here. */
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

export type PostureSummary = RegistrationCounts & {
  readonly accountsUpdated: number;
  readonly forgotten: number;
  readonly problems: readonly string[];
  /** `null` when reading it failed as a whole. */
  readonly enforcement: EnforcementSummary | null;
};

/** Reads who can do MFA, in pages, and how far Microsoft enforces it; forgets what is past retention. */
export async function refreshPosture(deps: PostureDeps, now: Date): Promise<PostureSummary> {
  const day = now.toISOString().slice(0, 10);
  const until = deps.clock() + deps.budgetMs;
  // Side by side, because registrations may take all the time there is; neither costs the other.
  const [registered, enforced] = await Promise.allSettled([
    refreshRegistrations(deps, { day, until }),
    deps.refreshEnforcement({ day, until }),
  ]);
  if (registered.status === 'rejected') throw registered.reason;
  const { counts, accountsUpdated, problems } = registered.value;
  const forgotten = await forget(deps, now.getTime());
  const run: PostureRun = { at: now.toISOString(), problems };
  await deps.savePosture('run', day, run);
  return {
    ...counts,
    accountsUpdated,
    forgotten,
    problems: problems.map(({ code }) => code),
    enforcement: enforced.status === 'fulfilled' ? enforced.value : null,
  };
}

export type FreshenDeps = PostureDeps & { readonly latestPosture: () => Promise<PostureRun | null> };

const FRESH_MS = 6 * HOUR_MS;
/** The digest must go out before its claim may be taken over. */
const FRESHEN_BUDGET_MS = 3 * MINUTE_MS;

/** Refreshes what is hours old, for a reader who is told next. */
export async function freshenPosture(deps: FreshenDeps, now: Date): Promise<void> {
  const last = await deps.latestPosture();
  if (last !== null && Math.abs(now.getTime() - Date.parse(last.at)) < FRESH_MS) return;
  // A posture that stays old is told by health; it must not keep the digest from going out.
  await refreshPosture({ ...deps, budgetMs: FRESHEN_BUDGET_MS }, now).catch(() => undefined);
}

async function forget(deps: PostureDeps, now: number): Promise<number> {
  const oldest = isoTime(now - deps.retentionDays * DAY_MS);
  const rows = await deps.forgetBefore(oldest.slice(0, 10));
  return rows + (await deps.forgetAccounts((facts) => lastSeen(facts) < oldest && !isExcepted(facts, now)));
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
