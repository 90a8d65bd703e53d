import { type AccountView, QUIET_MS } from '../../domain/account/account';
import type { RegistrationCounts } from '../../domain/account/registration';
import type { BreakGlassFacts } from '../../domain/breakGlass/facts';
import { breakGlassReview, usesIn } from '../../domain/breakGlass/review';
import { type CoverageNews, coverageNews } from '../../domain/coverage/coverageNews';
import { knownIn } from '../../domain/coverage/known';
import type { TenantCoverage } from '../../domain/coverage/tenantCoverage';
import { composeDigest, sentAfter, sentStopsAfter } from '../../domain/digest/composeDigest';
import type { DigestContent, EffectsOfDay } from '../../domain/digest/digest';
import type { DigestEntry } from '../../domain/digest/digestLedger';
import { type MicrosoftKnown, microsoftNews, microsoftSent } from '../../domain/digest/microsoftNews';
import type { Recipients } from '../../domain/digest/recipients';
import { appStandings, assumedPhases } from '../../domain/enforcement/standings';
import type { Problem, ProblemCode } from '../../domain/problem';
import { DAY_MS, isoTime } from '../../domain/time';
import type { CountsOfDay } from '../../domain/trend/trend';
import { type AccountViewDeps, viewsSince } from '../onDemand/accountViews';
import type { LetterAt } from './letter';
import { type RecipientDeps, readRecipients } from './readRecipients';

export type ComposeDeps = AccountViewDeps &
  RecipientDeps & {
    readonly reportUrl: string | null;
    readonly appNames: Readonly<Record<string, string>>;
    /** How far the log has been read, and the problems of the whole deployment: the digest begins with them. */
    readonly readHealth: (now: Date) => Promise<WatchHealth>;
    readonly readMicrosoft: () => Promise<MicrosoftKnown>;
    readonly latestRegistration: () => Promise<RegistrationCounts | null>;
    readonly latestBreakGlass: () => Promise<BreakGlassFacts | null>;
    /** Fails if Graph does not name the tenant in time. */
    readonly readTenantName: () => Promise<string>;
    /** The counts of each UTC day from `sinceDay` (`YYYY-MM-DD`) on. */
    readonly countsSince: (sinceDay: string) => Promise<readonly CountsOfDay[]>;
  };

type WatchHealth = {
  readonly poll: { readonly readUntil: string | null };
  readonly problems: readonly Problem[];
};

export type Today = {
  readonly content: DigestContent;
  readonly recipients: Recipients;
  /** What has been sent once this digest is out. */
  readonly sent: Pick<DigestEntry, 'named' | 'stopped' | 'coverage' | 'microsoft'>;
};

/** The digest as it would be sent now, and its recipients. */
export async function composeToday(deps: ComposeDeps, at: LetterAt): Promise<Today> {
  const { localDay, now, lastSent } = at;
  const before = lastSent?.named ?? null;
  // First, so that it promises no more than the accounts hold.
  const health = await deps.readHealth(new Date(now));
  const views = await viewsSince(deps, before ?? {}, now);
  const { recipients, problem } = await readRecipients(deps, at);
  const problems = health.problems.filter(({ code }) => !MOOT.has(code));
  const coverage = await readCoverage(deps, views, lastSent?.coverage ?? null);
  const known = await deps.readMicrosoft();
  const microsoft = microsoftNews(known, lastSent?.microsoft ?? {}, lastSent?.at ?? null);
  const content = composeDigest({
    views,
    sent: before,
    stoppedSince: isoTime(Math.min(now, lastSent ? Date.parse(lastSent.at) : now) - QUIET_MS),
    sentStops: lastSent?.stopped ?? {},
    localDay,
    // The mail goes out even while Graph does not answer.
    tenantName: await deps.readTenantName().catch(() => null),
    weekAgo: await effectsWeekAgo(deps, now),
    timeZone: deps.timeZone,
    cloud: deps.cloud,
    phoneOnly: await deps.latestRegistration(),
    assumedPhases: assumedPhases(appStandings(deps.enforcedApps, await deps.latestEnforcement(), deps.cloud)),
    coverage: coverage.news,
    readUntil: health.poll.readUntil,
    microsoft,
    breakGlass: breakGlassReview(await deps.latestBreakGlass(), usesIn(views), now),
    problems: withProblem(problems, problem),
    unreached: recipients.unreached,
    reportUrl: deps.reportUrl,
    appNames: deps.appNames,
  });
  const sent = {
    named: sentAfter(views, before ?? {}),
    stopped: sentStopsAfter(content.stopped, lastSent?.stopped ?? {}, isoTime(now - QUIET_MS)),
    coverage: coverage.sent,
    microsoft: microsoftSent(known, lastSent?.microsoft ?? {}),
  };
  return { content, recipients, sent };
}

/** The problem in addition, in place of another one that says no more than that the same permission is missing. */
function withProblem(problems: readonly Problem[], problem: Problem | null): readonly Problem[] {
  if (problem === null) return problems;
  const saysLess = (other: Problem) =>
    'permission' in other &&
    'permission' in problem &&
    other.permission === problem.permission &&
    other.lost === null;
  return [...problems.filter((other) => !saysLess(other)), problem];
}

async function effectsWeekAgo(
  { countsSince }: Pick<ComposeDeps, 'countsSince'>,
  now: number,
): Promise<EffectsOfDay | null> {
  const day = isoTime(now - WEEK_MS).slice(0, 10);
  const effects = (await countsSince(day)).find((one) => one.day === day)?.counts.effects;
  return effects === undefined ? null : { day, effects };
}

const WEEK_MS = 7 * DAY_MS;

type CoverageRead = { readonly news: CoverageNews | null; readonly sent: TenantCoverage | null };

async function readCoverage(
  deps: ComposeDeps,
  views: readonly AccountView[],
  before: TenantCoverage | null,
): Promise<CoverageRead> {
  const now = await deps.latestCoverage();
  if (now === null) return { news: null, sent: before };
  return { news: coverageNews(now, before, knownIn([before, now], views, deps.breakGlass)), sent: now };
}

/** A digest need not report that it did not go out, nor every day a question that Entra does not answer. */
const MOOT: ReadonlySet<ProblemCode> = new Set(['digestLate', 'digestFailed', 'whatIfRefused']);
