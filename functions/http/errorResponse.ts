import type { HttpHandler, HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import type { FaultCode } from '../../shared/domain/fault';
import { plainLines } from '../../shared/domain/plainText';
import { faultOf, isWatchError } from '../../shared/domain/watchError';
import { faultInWords } from '../../shared/render/words/faults';
import { answerError, type ErrorCode, secured } from './response';

/**
 * Turns an error that a handler throws into the error shape: the log keeps where it was thrown, the caller gets the fix. Each answer
 * gets the headers that every answer carries.
 */
export function answering(
  handler: (request: HttpRequest, context: InvocationContext) => Promise<HttpResponseInit>,
): HttpHandler {
  return async (request, context) => {
    try {
      return secured(await handler(request, context));
    } catch (error) {
      context.error(JSON.stringify(logged(error)));
      return secured(errorAnswer(error));
    }
  };
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

function errorAnswer(error: unknown): HttpResponseInit {
  const fault = faultOf(error);
  if (fault === null) return answerError('internal', UNEXPECTED);
  const details = fault.code === 'badSettings' ? fault.problems : null;
  return answerError(ANSWERS[fault.code], faultInWords(fault), details);
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
