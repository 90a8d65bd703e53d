import type { Clock } from './clock';
import { type Fail, HttpError } from './httpError';
import { pauseMs } from './pause';
import { readAnswer } from './readAnswer';

export type Question = {
  readonly url: string;
  /** Milliseconds since 1970-01-01 UTC: no request is sent and no wait begins that would last longer. */
  readonly until: number;
  /** Sends it once; returns answers of any status. */
  readonly send: (signal: AbortSignal) => Promise<Response>;
  /** The most tries if one ends with this error, from 1. */
  readonly triesFor: (error: HttpError) => number;
  /** Milliseconds to wait before a try, whatever the outcome of earlier tries; 0 by default. */
  readonly pace?: () => number;
};

export type AskLimits = {
  readonly clock: Clock;
  readonly fail: Fail;
  /** For one try, token and body included. */
  readonly requestTimeoutMs: number;
  /** The longest `Retry-After` that is honoured. */
  readonly longestWaitMs: number;
};

/**
 * The JSON answer of a service; after a passing fault it asks again.
 *
 * @throws HttpError
 */
export function ask(question: Question, limits: AskLimits): Promise<unknown> {
  return askAgain(question, limits, (timeoutMs) => askOnce(question, limits, timeoutMs));
}

/**
 * Tries until an answer comes, in the bounds of a question.
 *
 * @param attempt one try, of this length at most; only an HttpError of it leads to another try
 * @throws HttpError
 */
export async function askAgain<T>(
  { url, until, triesFor, pace = () => 0 }: Omit<Question, 'send'>,
  { clock, fail, requestTimeoutMs, longestWaitMs }: AskLimits,
  attempt: (timeoutMs: number) => Promise<T>,
): Promise<T> {
  const rest = async (ms: number, cause?: unknown) => {
    if (clock.now() + ms >= until) throw fail('outOfTime', url, { cause });
    if (ms > 0) await clock.wait(ms);
  };
  for (let tried = 1; ; tried++) {
    await rest(pace());
    try {
      return await attempt(Math.max(Math.min(requestTimeoutMs, until - clock.now()), 1));
    } catch (error) {
      if (!(error instanceof HttpError) || tried >= triesFor(error)) throw error;
      const pause = pauseMs(error.retryAfterMs, tried, { random: clock.random, longestWaitMs });
      if (pause === null) throw error;
      await rest(pause, error);
    }
  }
}

async function askOnce(
  { url, send }: Question,
  { clock, fail }: AskLimits,
  timeoutMs: number,
): Promise<unknown> {
  // `AbortSignal.timeout` would keep each request in memory until its time is over, answered or not.
  const tooLate = new AbortController();
  const timer = setTimeout(() => tooLate.abort(), timeoutMs);
  const { signal } = tooLate;
  try {
    return await readAnswer(await send(signal), { url, fail, now: clock.now });
  } catch (error) {
    if (error instanceof HttpError) throw error;
    throw fail(signal.aborted ? 'timedOut' : 'unavailable', url, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}
