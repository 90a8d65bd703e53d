import type { MailOutcome } from '../../doctor/outcome';
import { DEPLOY_AGAIN } from './deployment';

type About<Check> = Extract<MailOutcome, { readonly check: Check }>;

export function mailDomainInWords(outcome: About<'mailDomain'>): string {
  switch (outcome.code) {
    case 'noneLinked':
      return `The communication service has no mail domain linked, so the app cannot send mail. ${DEPLOY_AGAIN}.`;
    case 'linked':
      return `${outcome.domain} is verified and linked.`;
    case 'notInUse':
      return `${outcome.domain} is verified but not in use. ${DEPLOY_AGAIN}, and with EMAIL_DOMAIN.`;
    case 'senderElsewhere':
      return `EMAIL_SENDER is ${outcome.sender}, which is not in the linked domain ${outcome.domain}. Azure refuses it.`;
    case 'notVerified':
      return `${outcome.domain} is not verified (${outcome.records.join(', ')}). Add its DNS records (the output emailDomainRecords of the deployment), have them verified, and deploy again.${waits(outcome.records)}`;
  }
}

function waits(records: readonly string[]): string {
  return records.includes('Domain') && records.length > 1
    ? ' Azure verifies the other records only after Domain. Then run the command again.'
    : '';
}

export function mailSenderInWords(outcome: About<'mailSender'>): string {
  switch (outcome.code) {
    case 'maySend':
      return `${outcome.sender} may send.`;
    case 'noSuchSender':
      return `EMAIL_SENDER is ${outcome.sender}, but the domain has no sender ${outcome.user}.`;
  }
}
