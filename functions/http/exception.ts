import type { HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import { LONGEST_REASON, latestEnd } from '../../shared/domain/account/exception';
import type { ExceptOutcome } from '../../shared/jobs/onDemand/exceptAccount';
import { accountJson } from '../../shared/render/accountJson';
import { instant } from './query';
import { answerError, answerJson } from './response';

/** The body of a request that sets an exception. */
export function exceptionBody(now: number) {
  return z.strictObject(exceptionFields(now), 'must be { "reason": "…", "until": "a date or a time" }');
}

export function exceptionFields(now: number) {
  const latest = latestEnd(now);
  const length = `must be text of 1 to ${LONGEST_REASON} characters`;
  return {
    reason: z.string(length).regex(/\S/, length).max(LONGEST_REASON, length).trim().overwrite(wellFormed),
    until: instant
      .refine((until) => until > new Date(now).toISOString(), 'must be in the future')
      .refine((until) => until <= latest, 'must be at most a year ahead')
      .describe('In the future, at most one year ahead. A date means its first moment in UTC.'),
  };
}

export const NOT_FOR_BREAK_GLASS =
  'A break-glass account cannot be exempted: mandatory MFA stops it like any other account, on the day you need it. Give the account a passkey or certificate, or remove it from BREAK_GLASS_ACCOUNTS.';

/** Table Storage replaces half of a surrogate pair. The stored reason must equal the requested one, or the change is never confirmed. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}

export function answerException(outcome: ExceptOutcome): HttpResponseInit {
  switch (outcome.kind) {
    case 'done':
      return answerJson(accountJson(outcome.account));
    case 'unknownAccount':
      return answerUnknownAccount();
    case 'breakGlass':
      return answerError('conflict', NOT_FOR_BREAK_GLASS);
    case 'overtaken':
      return answerError(
        'busy',
        'Another change of this account came between, and that one stands. Read the account, and send the request again if it is still right.',
      );
  }
}

export function answerUnknownAccount(): HttpResponseInit {
  return answerError('notFound', UNKNOWN_ACCOUNT);
}

export const UNKNOWN_ACCOUNT =
  'No sign-in of this user is stored. Give a user id or UPN, or read the live log with /api/check?user=.';
