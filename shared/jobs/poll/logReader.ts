import type { AppIndex } from '../../domain/apps/enforcedApps';
import type { Pace } from '../../domain/polling/checkpoint';
import {
  isTooMuch,
  KEPT_AT_LEAST_MS,
  keptSince,
  lengthForMemory,
  lengthWithin,
  longerLength,
  shorterLength,
} from '../../domain/polling/pollPlan';
import type { RetryAdvice } from '../../domain/polling/retryAdvice';
import type { SignInQuery } from '../../domain/signIn/signInQuery';
import { DAY_MS, isoTime, type Span } from '../../domain/time';
import { judgePages, type KnownSessions, type SpanReading } from './judgePages';
import { TooLongError, UnreadableError } from './pollProblems';
import { readAhead } from './readAhead';

export type LogReaderDeps = {
  readonly apps: AppIndex;
  /** User ids and UPNs, lower case. */
  readonly breakGlass: ReadonlySet<string>;
  readonly includeNonInteractive: boolean;
  /** `null` if it may not be read; then no resource counts as another tenant's. Nothing is asked after `until`. */
  readonly readTenantId: (until: number) => Promise<string | null>;
  readonly readSignIns: (query: SignInQuery, how: ReadingHow) => AsyncIterable<readonly unknown[]>;
  readonly sessionsOf: (userIds: Iterable<string>) => Promise<KnownSessions>;
  /** How a slice that was not read may be read after all; `null` if nothing but a fix helps. */
  readonly retryAdviceOf: (error: unknown) => RetryAdvice | null;
  /** How long the tenant keeps its sign-in log, at most. */
  readonly keptDays: number;
  /** Milliseconds that a run may take before it leaves the rest to the next one. */
  readonly budgetMs: number;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly clock: () => number;
};

export type ReadingHow = {
  /** Nothing is asked, and no wait begun, that would last beyond this: milliseconds since 1970-01-01 UTC. */
  readonly until: number;
  /** Asks one query per clause from the start. */
  readonly inPieces: boolean;
  /** Called when one query per clause is answered, and the one for all of them is not. */
  readonly onPieces: () => void;
};

/** A span of the log that was read at once, judged. */
export type Slice = { readonly span: Span; readonly reading: SpanReading };

/** When reading it began: milliseconds since 1970-01-01 UTC. */
type TimedSlice = Slice & { readonly begunAt: number };

/** Reads the log slice by slice, as large as the source answers in time. It stores nothing. */
export type LogReader = {
  /**
   * Reads the next slice. One that cannot be read is planned again, shorter.
   *
   * @param plan the slice to read with this length, in milliseconds; `null` if all has been read
   * @throws UnreadableError also if no less can be asked for
   */
  readonly next: (plan: (lengthMs: number) => Span | null) => Promise<TimedSlice | null>;
  /** To be called when a slice has been stored: its time and its size decide how long the next ones are. */
  readonly stored: (slice: TimedSlice) => void;
  /** Where the log begins: milliseconds since 1970-01-01 UTC. A source may turn out to keep less. */
  readonly keptFrom: () => number;
  readonly isOutOfTime: () => boolean;
  readonly pace: () => Pace;
  /** Whether our own tenant's id could not be read. */
  readonly isTenantUnread: () => boolean;
};

/** A slice that takes a third of a run to read is begun again, shorter: a run then gets to the end of one. */
const LONG_PART = 1 / 3;
/** A slice of twice the length would not take long either. */
const QUICK_PART = LONG_PART / 2;
/** A page comes while the one before is judged. */
const PAGES_AHEAD = 1;
/** However short the slice is that was planned. */
const FEWEST_TRIES = 3;

/** @param now when the run began: milliseconds since 1970-01-01 UTC */
export function logReader(deps: LogReaderDeps, now: number, first: Pace): LogReader {
  const { clock, budgetMs } = deps;
  const endsAt = clock() + budgetMs;
  const pace = adjustedPace(deps, first);
  let keptFrom = keptSince(now, deps.keptDays * DAY_MS);
  let tenantId: string | null | undefined;

  const read = async (span: Span): Promise<SpanReading> => {
    if (tenantId === undefined) tenantId = await deps.readTenantId(endsAt);
    const pages = deps.readSignIns(queryFor(deps, span), {
      until: endsAt,
      inPieces: pace.now().inPiecesSince !== null,
      onPieces: () => pace.askInPieces(isoTime(now)),
    });
    const { apps, breakGlass, sessionsOf } = deps;
    return judgePages(cutWhenLong(deps, readAhead(pages, PAGES_AHEAD)), {
      apps,
      tenantId,
      now,
      sessionsOf,
      breakGlass,
    });
  };

  /** @throws the error if another plan does not help */
  const replan = (span: Span, { error, tried }: { readonly error: unknown; readonly tried: number }) => {
    const advice = error instanceof TooLongError ? 'shorter' : deps.retryAdviceOf(error);
    const surelyKept = keptSince(now, KEPT_AT_LEAST_MS);
    if (advice === 'newer' && span.from < surelyKept) {
      keptFrom = surelyKept;
      return;
    }
    if (advice !== 'shorter') throw error;
    if (!pace.askForLess(span) && tried >= FEWEST_TRIES) throw new UnreadableError(span, error);
  };

  return {
    next: async (plan) => {
      for (let tried = 1; ; tried++) {
        const span = plan(lengthWithin(pace.now().lengthMs, (endsAt - clock()) / budgetMs));
        if (span === null) return null;
        const begunAt = clock();
        try {
          const reading = await read(span);
          return { span, reading, begunAt };
        } catch (error) {
          replan(span, { error, tried });
        }
      }
    },
    stored: pace.stored,
    keptFrom: () => keptFrom,
    isOutOfTime: () => clock() >= endsAt,
    pace: pace.now,
    isTenantUnread: () => tenantId === null,
  };
}

/** The pace of a run, adjusted to how its slices go. */
function adjustedPace({ clock, budgetMs }: LogReaderDeps, first: Pace) {
  let pace = first;
  /** The shortest slice that has been too long in this run. */
  let tooLongMs = Number.POSITIVE_INFINITY;
  return {
    now: () => pace,
    /** A slice is quick if it is also stored soon. A length that was too long for this run is tried again in the next one. */
    stored: ({ span, reading, begunAt }: TimedSlice) => {
      const isQuick = clock() - begunAt < budgetMs * QUICK_PART;
      const quick = isQuick ? longerLength(pace.lengthMs, span) : pace.lengthMs;
      const lengthMs = lengthForMemory(quick, span, reading.summary.read);
      if (lengthMs < tooLongMs) pace = { ...pace, lengthMs };
    },
    /** Answers whether less can be asked for. */
    askForLess: (tooLong: Span): boolean => {
      const lengthMs = shorterLength(tooLong);
      if (lengthMs === null) return false;
      tooLongMs = tooLong.to - tooLong.from;
      pace = { ...pace, lengthMs };
      return true;
    },
    askInPieces: (now: string) => {
      pace = { ...pace, inPiecesSince: pace.inPiecesSince ?? now };
    },
  };
}

function queryFor({ apps, includeNonInteractive }: LogReaderDeps, span: Span): SignInQuery {
  return {
    span,
    appIds: [...apps.byClient.keys()],
    resourceIds: [...apps.byResource.keys()],
    includeNonInteractive,
    userId: null,
  };
}

async function* cutWhenLong(
  { clock, budgetMs }: LogReaderDeps,
  pages: AsyncIterable<readonly unknown[]>,
): AsyncGenerator<readonly unknown[]> {
  const cutAt = clock() + budgetMs * LONG_PART;
  let isTooLong = false;
  let rows = 0;
  for await (const page of pages) {
    // Asked before the page came: the last page is never too late, and never too much.
    if (isTooLong) throw new TooLongError();
    yield page;
    rows += page.length;
    isTooLong = clock() > cutAt || isTooMuch(rows);
  }
}
