import type { MailFault } from '../../domain/fault';
import { mailboxTroubleInWords } from './mailboxFaults';

const ACS = 'Azure Communication Services';

/** Why a mail was not sent, or may not have been, and what to do. */
export function mailFaultInWords(fault: MailFault): string {
  switch (fault.kind) {
    case 'noToken':
      return `The identity got no token for ${ACS}. Check AZURE_CLIENT_ID and AZURE_CLOUD.`;
    case 'refused':
      return `${ACS} refused the mail${inBrackets(fault.status, fault.serviceCode)}. ${refusalFix(fault.status)}`;
    case 'dropped':
      return `${ACS} accepted the mail and did not send it${inBrackets(fault.state, fault.serviceCode)}. Check that the recipients exist and are on no suppression list of the mail domain.`;
    case 'noAnswer':
      return `${ACS} gave no answer${inBrackets(fault.errorCode)}. ${TRIED_AGAIN}`;
    case 'unclear':
      return `${ACS} gave no clear answer${inBrackets(fault.status, fault.serviceCode)}. ${TRIED_AGAIN}`;
    case 'undocumented':
      return `The answer to the mail has a state that ${ACS} does not document${inBrackets(fault.status, fault.state)}. ${CHECK_ENDPOINT} If it comes from the service, upgrade MFA Watch.`;
    case 'foreignLink':
      return `The answer to the mail names another host, which gets no token, so nothing in it counts. ${CHECK_ENDPOINT} MFA Watch asks ${ACS} itself at the next tick whether the mail went out.`;
    case 'unconfirmed':
      return 'The mail service has accepted the mail, and has not confirmed that it was sent. With a mailbox, look into its Sent Items.';
    case 'mailbox':
      return mailboxTroubleInWords(fault.why, inBrackets(fault.status, fault.serviceCode));
    case 'mailboxUnclear':
      return `Microsoft Graph gave no clear answer about the mail${inBrackets(fault.status, fault.serviceCode)}. MFA Watch asks the mailbox of MAIL_SENDER at the next tick whether the mail went out.`;
    case 'outboxNotWritten':
      return `OUTBOX_DIR cannot be written${inBrackets(fault.errorCode)}.`;
    case 'outboxNotRead':
      return `OUTBOX_DIR cannot be read${inBrackets(fault.errorCode)}.`;
  }
}

const TRIED_AGAIN = 'If the problem stays, check EMAIL_ENDPOINT and the network.';
const CHECK_ENDPOINT = 'Check EMAIL_ENDPOINT, and that no proxy answers instead.';
const GRANT =
  'Grant the identity the role Communication and Email Service Owner on the Communication Services resource.';

function refusalFix(status: number): string {
  switch (status) {
    case 400:
      return 'Check that EMAIL_SENDER is a sender of a domain linked to the resource, and check the recipients.';
    case 401:
    case 403:
      return GRANT;
    case 404:
      return 'Check EMAIL_ENDPOINT.';
    case 413:
      return 'The mail is too large.';
    case 429:
      return 'The mail domain is at its limit (5 mails a minute and 10 an hour on an Azure-managed domain): try again later.';
    default:
      return CHECK_ENDPOINT;
  }
}

function inBrackets(...facts: readonly (string | number | null)[]): string {
  const known = facts.filter((fact) => fact !== null);
  return known.length === 0 ? '' : ` (${known.join(' ')})`;
}
