import type { HttpHandler, HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import type { FaultCode } from '../../shared/domain/fault';
import { plainLines } from '../../shared/domain/plainText';
import { faultOf, isWatchError } from '../../shared/domain/watchError';
import { faultInWords } from '../../shared/render/words/faults';
import { LONGEST_MS, withinTime } from './deadline';
import { answerError, type ErrorCode, STATUS, secured } from './response';

type Answering = (request: HttpRequest, context: InvocationContext) => Promise<HttpResponseInit>;

/**
 * Answers a request in time, whatever the handler does. An error that it throws becomes the error shape: the log keeps where it
 * was thrown, the caller gets the fix. Each answer gets the headers that every answer carries.
 *
 * @param deadlineMs the longest time until the answer; work that takes longer goes on unheard
 */
export function answering(handler: Answering, deadlineMs = LONGEST_MS): HttpHandler {
  return async (request, context) =>
    secured(await answerInTime(() => answerTo(handler, request, context), deadlineMs, context));
}

async function answerInTime(
  work: () => Promise<HttpResponseInit>,
  deadlineMs: number,
  context: InvocationContext,
): Promise<HttpResponseInit> {
  try {
    const answer = await withinTime(work(), deadlineMs);
    if (answer !== null) return whenToRepeat(answer);
    context.error(JSON.stringify({ name: 'Deadline', code: 'deadline', message: lateLine(deadlineMs) }));
    return withRetryAfter(answerError('unavailable', LATE), AFTER_DEADLINE_S);
  } catch (error) {
    const line = JSON.stringify(logged(error));
    // The alert rule counts errors (infra/modules/alerts.bicep): a caller's mistake must wake nobody.
    if (isOfCaller(error)) context.info(line);
    else context.error(line);
    return whenToRepeat(errorAnswer(error));
  }
}

async function answerTo(
  handler: Answering,
  request: HttpRequest,
  context: InvocationContext,
): Promise<HttpResponseInit> {
  // Loaded when somebody asks: the schemas are no part of a worker that starts.
  const { refusePath } = await import('./query');
  return refusePath(request) ?? handler(request, context);
}

function lateLine(deadlineMs: number): string {
  return `no answer within ${deadlineMs / 1_000} s`;
}

function isOfCaller(error: unknown): boolean {
  const fault = faultOf(error);
  return fault !== null && ANSWERS[fault.code] === 'badRequest';
}

/** One line. The cause is left out: it may quote rows and addresses, and logs hold no personal data. A text of others is cut and cleaned. */
function logged(error: unknown) {
  if (!(error instanceof Error)) return { name: typeof error, message: 'The value thrown is not an error.' };
  const { name, message, stack = '' } = error;
  return {
    name: plainLines(name, 1),
    code: isWatchError(error) ? error.code : null,
    message: plainLines(message),
    stack: plainLines(stack),
  };
}

const UNEXPECTED =
  'Unexpected error; see the log: Azure portal, Application Insights, Failures. docs/operations.md has the next steps.';
const LATE =
  'No answer in time: storage or Microsoft Graph is slow at the moment. A change that was asked for may still happen. Try again in a minute; if it stays so, see Service Health in the Azure portal, and docs/operations.md.';

function errorAnswer(error: unknown): HttpResponseInit {
  const fault = faultOf(error);
  if (fault === null) return answerError('internal', UNEXPECTED);
  const details = fault.code === 'badSettings' ? fault.problems : null;
  const code = ANSWERS[fault.code];
  const answer = answerError(code, faultInWords(fault), details);
  const seconds = code === 'busy' || code === 'unavailable' ? secondsToWait(error) : null;
  return seconds === null ? answer : withRetryAfter(answer, seconds);
}

const IF_BUSY_S = 10;
const AFTER_DEADLINE_S = 60;
/** A service that asks for more is asked for nothing by this caller; a client must not sleep for days. */
const LONGEST_WAIT_S = 3_600;

/** As the service asked; `null` if it did not. */
function secondsToWait(error: unknown): number | null {
  if (!(error instanceof Error && 'retryAfterMs' in error) || typeof error.retryAfterMs !== 'number')
    return null;
  return Math.min(Math.max(Math.ceil(error.retryAfterMs / 1_000), 1), LONGEST_WAIT_S);
}

/** A caller who has to come again learns when. */
function whenToRepeat(answer: HttpResponseInit): HttpResponseInit {
  const isKnown = new Headers(answer.headers).has('retry-after');
  return answer.status === STATUS.busy && !isKnown ? withRetryAfter(answer, IF_BUSY_S) : answer;
}

function withRetryAfter(answer: HttpResponseInit, seconds: number): HttpResponseInit {
  const headers = new Headers(answer.headers);
  headers.set('retry-after', String(seconds));
  return { ...answer, headers: Object.fromEntries(headers) };
}

/** The HTTP answer to each code. */
export const ANSWERS = {
  badContinuation: 'badRequest',
  severalUsers: 'badRequest',
  contested: 'busy',
  throttled: 'busy',
  notLicensed: 'notLicensed',
  forbidden: 'missingPermission',
  unauthorized: 'missingPermission',
  // Our own query parameters are checked first: if an outside system refuses a request, the caller is not at fault.
  badRequest: 'unavailable',
  notFound: 'unavailable',
  badAnswer: 'unavailable',
  badSettings: 'unavailable',
  endlessPaging: 'unavailable',
  expiredPage: 'unavailable',
  foreignLink: 'unavailable',
  formatChanged: 'unavailable',
  gaveUp: 'unavailable',
  noRecipients: 'unavailable',
  notSent: 'unavailable',
  noTable: 'unavailable',
  outOfTime: 'unavailable',
  partial: 'unavailable',
  timedOut: 'unavailable',
  tooBig: 'unavailable',
  tooLarge: 'unavailable',
  tooLong: 'unavailable',
  unavailable: 'unavailable',
  unreachable: 'unavailable',
  unreadable: 'unavailable',
  // Trying again does not help: something stored, or the code, is at fault.
  badRow: 'internal',
  failed: 'internal',
} as const satisfies Readonly<Record<FaultCode, ErrorCode>>;
