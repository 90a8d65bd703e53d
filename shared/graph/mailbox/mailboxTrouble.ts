import type { MailboxTrouble, MailFault } from '../../domain/fault';
import { codeIn } from '../../domain/word';
import { GraphError } from '../graphError';

/**
 * Exchange's own codes, which Graph hands on. Most are those of Exchange Web Services; all were seen in answers of Graph that others
 * published, because Graph documents none of them for mail.
 * https://learn.microsoft.com/exchange/client-developer/web-service-reference/responsecode (read 2026-11-29)
 */
const TROUBLES: Readonly<Record<string, MailboxTrouble>> = {
  ErrorInvalidUser: 'missing',
  ErrorNonExistentMailbox: 'missing',
  MailboxNotEnabledForRESTAPI: 'missing',
  MailboxNotSupportedForRESTAPI: 'missing',
  ResourceNotFound: 'missing',
  Request_ResourceNotFound: 'missing',
  ErrorAccessDenied: 'notAllowed',
  ErrorSendAsDenied: 'notAllowed',
  ErrorMessageSubmissionBlocked: 'suspended',
  ErrorAccountSuspend: 'suspended',
  ErrorExceededMessageLimit: 'atLimit',
  ErrorExceededHourlyMessageLimit: 'atLimit',
  ErrorExceededMaxRecipientLimit: 'atLimit',
  ErrorSubmissionQuotaExceeded: 'atLimit',
  ErrorQuotaExceeded: 'full',
  ErrorInvalidRecipients: 'badRecipient',
  ErrorMessageSizeExceeded: 'tooLarge',
  ErrorItemNotFound: 'draftGone',
  ErrorInvalidMailboxItemId: 'draftGone',
  // Said of shared mailboxes that are asked by name, as long as they are; by id they answer.
  MailboxInfoStale: 'nameStale',
  ErrorMailboxMoveInProgress: 'unreachable',
  ErrorMailboxStoreUnavailable: 'unreachable',
  ErrorIrresolvableConflict: 'unreachable',
  ErrorStaleObject: 'unreachable',
  ErrorServerBusy: 'unreachable',
};

/** Published with capital letters in several places. */
const BY_CODE = new Map(Object.entries(TROUBLES).map(([code, why]) => [code.toLowerCase(), why]));

/** Why there is no draft, or why it was certainly not sent. */
export function troubleOf(error: unknown): MailFault {
  if (!(error instanceof GraphError))
    return { kind: 'mailbox', why: 'unreachable', status: null, serviceCode: codeIn(error) };
  const { status, serviceCode } = error.fault;
  return { kind: 'mailbox', why: whyOf(error), status, serviceCode };
}

function whyOf({ fault: { code, status, serviceCode } }: GraphError): MailboxTrouble {
  const known = BY_CODE.get(serviceCode?.toLowerCase() ?? '');
  if (known !== undefined) return known;
  switch (code) {
    case 'unauthorized':
      return 'noToken';
    case 'forbidden':
      return 'notAllowed';
    case 'throttled':
    case 'outOfTime':
      return 'throttled';
    case 'unavailable':
    case 'timedOut':
    case 'badAnswer':
    case 'tooLarge':
    case 'foreignLink':
      return 'unreachable';
    case 'notFound':
    case 'badRequest':
    case 'notLicensed':
    case 'endlessPaging':
    case 'expiredPage':
      return status === 413 ? 'tooLarge' : 'refused';
  }
}

/** After these nothing was sent, whatever the status. */
const CERTAIN: readonly MailboxTrouble[] = [
  'noToken',
  'notAllowed',
  'suspended',
  'atLimit',
  'full',
  'badRecipient',
  'tooLarge',
];

/**
 * Whether Exchange may have sent a draft although the answer is an error. A draft that is gone may have been sent by another run; and
 * a mailbox that is said to be missing had a draft a moment ago.
 * https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/8823 (read 2026-11-29)
 */
export function mayBeSent(error: unknown): boolean {
  if (!(error instanceof GraphError)) return true;
  const why = whyOf(error);
  if (CERTAIN.includes(why)) return false;
  const { code, status } = error.fault;
  if (why === 'throttled') return code !== 'outOfTime' && status !== 429;
  return why !== 'refused' || status === null || status === 408 || status === 409 || status >= 500;
}

/** The outcome is open. */
export function unclearAfter(error: unknown): MailFault {
  if (!(error instanceof GraphError))
    return { kind: 'mailboxUnclear', status: null, serviceCode: codeIn(error) };
  return { kind: 'mailboxUnclear', status: error.fault.status, serviceCode: error.fault.serviceCode };
}
