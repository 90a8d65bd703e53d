import type { Fate, SendOutcome } from '../domain/digest/mail';
import type { MailFault } from '../domain/fault';
import { codeIn, wordOf } from '../domain/word';
import { GuardError } from '../http/guard';
import { retryAfterMs } from '../http/retryAfter';
import type { Answer, Talk } from './acsTalk';

/** How long to wait before the same mail may be posted again, in milliseconds; `null` if it was not throttled, or without a time. */
export function throttledMs({ answers }: Talk, now: number): number | null {
  const posted = answers[0];
  return posted !== undefined && isThrottled(posted) ? retryAfterMs(posted.retryAfter, now) : null;
}

/** Whether the service may have refused the mail because it knows the operation from an earlier try. */
export function mayBeRepeat({ answers }: Talk): boolean {
  return answers[0]?.status === 400 || answers[0]?.status === 409;
}

export function outcomeOfPost({ answers, error }: Talk): SendOutcome {
  const posted = answers[0];
  if (posted === undefined) return isWithoutToken(error) ? WITHOUT_TOKEN : unanswered(error);
  if (isForeignLink(error)) return { kind: 'unclear', reason: { kind: 'foreignLink' } };
  if (posted.isOfProxy) return { kind: 'refused', reason: undocumented(posted) };
  if (posted.status < 300) return outcomeOfState(answers);
  if (posted.status === 408 || posted.status === 409 || posted.status >= 500) return unclear(posted);
  return { kind: 'refused', reason: { kind: 'refused', ...factsOf(posted) } };
}

export function fateOfLook({ answers, error }: Talk): Fate {
  const looked = answers[0];
  if (looked === undefined) return unanswered(error);
  if (looked.isOfProxy) return unclear(looked);
  if (looked.status === 404) return { kind: 'notSent', draftId: null };
  return looked.status < 300 ? outcomeOfState(answers) : unclear(looked);
}

/** By the last answer with a state: one without, such as a failed look, takes nothing back. */
function outcomeOfState(answers: readonly Answer[]): SendOutcome {
  const last = answers.findLast(({ state }) => state !== null && STATES.includes(state));
  switch (last?.state) {
    case 'Succeeded':
      return { kind: 'sent' };
    case 'Failed':
    case 'Canceled':
      return {
        kind: 'refused',
        reason: { kind: 'dropped', state: last.state, serviceCode: wordOf(last.code) },
      };
    case 'NotStarted':
    case 'Running':
      return { kind: 'underWay' };
    default:
      return { kind: 'unclear', reason: undocumented(answers.at(-1)) };
  }
}

/** https://learn.microsoft.com/javascript/api/@azure/communication-email/knownemailsendstatus (read 2026-11-21) */
const STATES: readonly string[] = ['NotStarted', 'Running', 'Succeeded', 'Failed', 'Canceled'];

const WITHOUT_TOKEN: SendOutcome = { kind: 'refused', reason: { kind: 'noToken' } };

/** Only with 429 is a mail certainly not accepted: a 503 may come from a gateway while the mail is on its way. */
function isThrottled({ status }: Answer): boolean {
  return status === 429;
}

/** By the names that `@azure/identity` documents; nothing has been posted then. */
function isWithoutToken(error: unknown): boolean {
  return error instanceof Error && /^(Aggregate)?Authentication|^CredentialUnavailable/.test(error.name);
}

/** The answer to the post names another host to look at. Whoever wrote that may have written its state too. */
function isForeignLink(error: unknown): boolean {
  return error instanceof GuardError && error.code === 'foreignLink';
}

function undocumented(answer?: Answer): MailFault {
  return { kind: 'undocumented', status: answer?.status ?? null, state: wordOf(answer?.state) };
}

function unanswered(error: unknown): SendOutcome {
  return { kind: 'unclear', reason: { kind: 'noAnswer', errorCode: codeIn(error) } };
}

function unclear(answer: Answer): SendOutcome {
  return { kind: 'unclear', reason: { kind: 'unclear', ...factsOf(answer) } };
}

function factsOf({ status, code }: Answer) {
  return { status, serviceCode: wordOf(code) };
}
