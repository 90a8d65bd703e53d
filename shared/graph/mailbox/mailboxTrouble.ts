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
};

/** Why there is no draft, or why it was certainly not sent. */
export function troubleOf(error: unknown): MailFault {
  if (!(error instanceof GraphError))
    return { kind: 'mailbox', why: 'unreachable', status: null, serviceCode: codeIn(error) };
  const { status, serviceCode } = error.fault;
  return { kind: 'mailbox', why: whyOf(error), status, serviceCode };
}

function whyOf({ fault: { code, status, serviceCode } }: GraphError): MailboxTrouble {
  const known = TROUBLES[serviceCode ?? ''];
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

/** Whether Exchange may have sent a mail although the answer is an error. */
export function mayBeSent(error: unknown): boolean {
  if (!(error instanceof GraphError)) return true;
  const { code, status } = error.fault;
  if (code === 'unauthorized' || code === 'outOfTime') return false;
  // Somebody else may have sent the draft, which ends it.
  if (code === 'notFound' && TROUBLES[error.fault.serviceCode ?? ''] === 'draftGone') return true;
  return status === null || status < 400 || status === 408 || status === 409 || status >= 500;
}

/** The outcome is open. */
export function unclearAfter(error: unknown): MailFault {
  if (!(error instanceof GraphError))
    return { kind: 'mailboxUnclear', status: null, serviceCode: codeIn(error) };
  return { kind: 'mailboxUnclear', status: error.fault.status, serviceCode: error.fault.serviceCode };
}
