import type { SendOutcome } from '../domain/digest/mail';
import { retryAfterMs } from '../http/retryAfter';
import type { Answer, Talk } from './acsTalk';

/** How long to wait before the same mail may be posted again; `null` when it was not throttled, or without a time. */
export function throttledMs({ answers }: Talk, now: number): number | null {
  const posted = answers[0];
  return posted !== undefined && isThrottled(posted) ? retryAfterMs(posted.retryAfter, now) : null;
}

/** Whether the service may have refused because it knows the operation from an earlier try. */
export function mayBeRepeat({ answers }: Talk): boolean {
  return answers[0]?.status === 400 || answers[0]?.status === 409;
}

export function outcomeOfPost({ answers, error }: Talk): SendOutcome {
  const posted = answers[0];
  if (posted === undefined) return isWithoutToken(error) ? WITHOUT_TOKEN : unclear(nameOf(error));
  if (posted.status < 300) return outcomeOfState(answers);
  if (isThrottled(posted)) return { kind: 'refused', reason: `${said(posted)} ${LIMITS}` };
  if (posted.status === 408 || posted.status === 409 || posted.status >= 500) return unclear(factsOf(posted));
  return { kind: 'refused', reason: `${said(posted)} ${MEND[posted.status] ?? MEND_OTHER}` };
}

/** `null` when the service does not know the operation. */
export function outcomeOfLook({ answers, error }: Talk): SendOutcome | null {
  const looked = answers[0];
  if (looked === undefined) return unclear(nameOf(error));
  if (looked.status === 404) return null;
  return looked.status < 300 ? outcomeOfState(answers) : unclear(factsOf(looked));
}

/** By the last answer that tells a state: one that tells none, such as a look that failed, takes nothing back. */
function outcomeOfState(answers: readonly Answer[]): SendOutcome {
  const last = answers.findLast(({ state }) => state !== null && STATES.includes(state));
  switch (last?.state) {
    case 'Succeeded':
      return { kind: 'sent' };
    case 'Failed':
    case 'Canceled': {
      const facts = [last.state, last.code].filter((fact) => fact !== null).join(', ');
      const reason = `Azure Communication Services took the mail and did not send it (${facts}). ${MEND_DROPPED}`;
      return { kind: 'refused', reason };
    }
    case 'NotStarted':
    case 'Running':
      return { kind: 'underWay' };
    default:
      return { kind: 'unclear', reason: `What answered ${undocumented(answers)}. ${MEND_UNDOCUMENTED}` };
  }
}

/** https://learn.microsoft.com/javascript/api/@azure/communication-email/knownemailsendstatus (read 2026-11-21) */
const STATES: readonly string[] = ['NotStarted', 'Running', 'Succeeded', 'Failed', 'Canceled'];

const MEND_OTHER = 'Check EMAIL_ENDPOINT and that no proxy answers in its place.';
const MEND_UNDOCUMENTED = `${MEND_OTHER} If it is the service, upgrade MFA Watch.`;
const MEND_DROPPED = 'Check that the recipients exist and are on no suppression list of the mail domain.';
const GRANT =
  'Grant the identity the role Communication and Email Service Owner on the Communication Services resource.';
const LIMITS =
  'The mail domain is at its limit (5 mails a minute and 10 an hour on an Azure-managed domain): try again later.';
const MEND: Readonly<Record<number, string>> = {
  400: 'Check that EMAIL_SENDER is a sender of a domain linked to the resource, and the recipients.',
  401: GRANT,
  403: GRANT,
  404: 'Check EMAIL_ENDPOINT.',
  413: 'The mail is too large.',
};

const WITHOUT_TOKEN: SendOutcome = {
  kind: 'refused',
  reason:
    'The identity got no token for Azure Communication Services. Check AZURE_CLIENT_ID and AZURE_CLOUD.',
};

/** With 429 alone a mail is certainly not taken: a 503 may come of a gateway, and the mail be on its way. */
function isThrottled({ status }: Answer): boolean {
  return status === 429;
}

/** By name, as `@azure/identity` documents them; nothing has been posted then. */
function isWithoutToken(error: unknown): boolean {
  return error instanceof Error && /^(Aggregate)?Authentication|^CredentialUnavailable/.test(error.name);
}

function unclear(facts: string): SendOutcome {
  return { kind: 'unclear', reason: `Azure Communication Services gave no clear answer (${facts}).` };
}

/** The state only where it is a word: it is not known whose it is. */
function undocumented(answers: readonly Answer[]): string {
  const { status, state } = answers.at(-1) ?? {};
  return state && /^\w{1,40}$/.test(state)
    ? `tells of a state of the mail that Azure Communication Services does not document (${state})`
    : `does not tell what became of the mail, as Azure Communication Services would (${status})`;
}

function said(answer: Answer): string {
  return `Azure Communication Services refused the mail (${factsOf(answer)}).`;
}

function factsOf({ status, code }: Answer): string {
  return code === null ? `${status}` : `${status} ${code}`;
}

/** Never the message, which may hold an address. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown fault';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
