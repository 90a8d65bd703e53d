import { KEPT_AT_LEAST_MS, lengthWithin, longerLength, shorterLength } from '../../domain/polling/pollPlan';
import { isoTime, type Span } from '../../domain/time';
import { VERDICT_KINDS } from '../../domain/verdict/verdict';
import { readSpan, type SpanReading } from './judgePages';
import { keptSince, type Run } from './pollRun';
import { storeSpan } from './storeSpan';

/** A stretch that takes a third of a run to read is begun anew, shorter: a run then gets to the end of one. */
const LONG_PART = 1 / 3;
/** Twice as much would not take long either. */
const QUICK_PART = LONG_PART / 2;

/** However short the stretch is that was planned. */
const FEWEST_TRIES = 3;

/**
 * Reads the next stretch of the log and stores what it comes to. What cannot be read as it is planned is planned anew, for
 * less, and what goes quickly lets the next one be longer.
 *
 * @param plan the stretch to read with this length, in milliseconds; `null` when all has been read
 * @param readUntil how far the log has been read before
 * @returns the stretch that was stored
 * @throws UnreadableError also when no less can be asked for
 */
export async function readStretch(
  run: Run,
  plan: (lengthMs: number) => Span | null,
  readUntil: number,
): Promise<Span | null> {
  for (let tried = 1; ; tried++) {
    const span = plan(lengthNow(run));
    if (span === null) return null;
    const started = run.deps.clock();
    const reading = await readOrReplan(run, span, tried);
    if (reading === null) continue;
    await store(run, reading, { span, readUntil });
    run.reached.until = Math.max(run.reached.until, span.to);
    if (run.deps.clock() - started < run.deps.budgetMs * QUICK_PART) askForMore(run, span);
    return span;
  }
}

function lengthNow({ deps, endsAt, manner }: Run): number {
  return lengthWithin(manner.lengthMs, (endsAt - deps.clock()) / deps.budgetMs);
}

/** What was too long for this run is tried again in the next one. */
function askForMore(run: Run, quick: Span): void {
  const lengthMs = longerLength(run.manner.lengthMs, quick);
  if (lengthMs < run.tooLongMs) learn(run, { lengthMs });
}

/** A stretch that cannot be read, however little is asked for. */
class UnreadableError extends Error {
  readonly code = 'unreadable';
  readonly span: Span;

  constructor(span: Span, cause: unknown) {
    const why = cause instanceof Error ? cause.message : 'for a reason unknown';
    super(`The sign-in log from ${isoTime(span.from)} to ${isoTime(span.to)} cannot be read: ${why}`, {
      cause,
    });
    this.name = 'UnreadableError';
    this.span = span;
  }
}

class TooLongError extends Error {
  readonly code = 'tooLong';

  constructor() {
    super('so short a stretch takes longer to read than a run has; report it to the project');
    this.name = 'TooLongError';
  }
}

/** `null` when it is to be planned anew. */
async function readOrReplan(run: Run, span: Span, tried: number): Promise<SpanReading | null> {
  try {
    return await read(run, span);
  } catch (error) {
    replan(run, span, { error, tried });
    return null;
  }
}

/** @throws the error where planning anew does not help */
function replan(run: Run, span: Span, { error, tried }: { error: unknown; tried: number }): void {
  const remedy = error instanceof TooLongError ? 'shorter' : run.deps.remedyOf(error);
  const surelyKept = keptSince(run.now, KEPT_AT_LEAST_MS);
  if (remedy === 'newer' && span.from < surelyKept) {
    run.keptFrom = surelyKept;
    return;
  }
  if (remedy !== 'shorter') throw error;
  const lengthMs = shorterLength(span);
  if (lengthMs !== null) {
    run.tooLongMs = span.to - span.from;
    learn(run, { lengthMs });
  } else if (tried >= FEWEST_TRIES) throw new UnreadableError(span, error);
}

function read(run: Run, span: Span): Promise<SpanReading> {
  const { deps, now, tenantId } = run;
  const query = {
    span,
    appIds: [...deps.apps.byClient.keys()],
    resourceIds: [...deps.apps.byResource.keys()],
    includeNonInteractive: deps.includeNonInteractive,
    userId: null,
  };
  const pages = deps.readSignIns(query, {
    until: run.endsAt,
    inPieces: run.manner.inPiecesSince !== null,
    onPieces: () => learn(run, { inPiecesSince: run.manner.inPiecesSince ?? isoTime(now) }),
  });
  return readSpan(cutWhenLong(run, pages), { apps: deps.apps, tenantId, now, sessionsOf: deps.sessionsOf });
}

async function* cutWhenLong(
  { deps }: Run,
  pages: AsyncIterable<readonly unknown[]>,
): AsyncGenerator<readonly unknown[]> {
  const cutAt = deps.clock() + deps.budgetMs * LONG_PART;
  let isLate = false;
  for await (const page of pages) {
    // Asked before the page came: the last page is never too late.
    if (isLate) throw new TooLongError();
    yield page;
    isLate = deps.clock() > cutAt;
  }
}

function learn(run: Run, learnt: Partial<Run['manner']>): void {
  run.manner = { ...run.manner, ...learnt };
}

async function store(
  { deps, now, totals }: Run,
  reading: SpanReading,
  at: { readonly span: Span; readonly readUntil: number },
): Promise<void> {
  const settled = await storeSpan(deps, reading, { ...at, now });
  totals.spans++;
  totals.read += reading.summary.read;
  totals.rejected += reading.summary.rejected;
  for (const kind of VERDICT_KINDS) totals.byVerdict[kind] += reading.summary.byVerdict[kind];
  totals.findings += reading.findings.length;
  totals.written += settled.written;
  totals.removed += settled.removed;
  totals.transactions += settled.transactions;
}
