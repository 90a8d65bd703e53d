import type { MailOutcome } from '../../doctor/mail/outcome';
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

export function mailboxInWords(outcome: About<'mailbox'>): string {
  const { sender } = outcome;
  switch (outcome.code) {
    case 'found':
      return `${sender} has the address ${outcome.address}.`;
    case 'noSuchUser':
      return `MAIL_SENDER is ${sender}, but the tenant has no such user. Create a shared mailbox, or name another one.`;
    case 'noAddress':
      return `MAIL_SENDER is ${sender}, a user without a mail address and so without a mailbox. ${OTHER_MAILBOX}`;
    case 'guest':
      return `MAIL_SENDER is ${sender}, a guest. The mailbox of a guest is in another tenant. ${OTHER_MAILBOX}`;
    case 'mayBeOnPremises':
      return `${sender} is synchronized from your own directory. The app cannot send if its mailbox is on your own Exchange server. The command finds the mailbox only if it is in Exchange Online.`;
    case 'otherName':
      return `MAIL_SENDER is ${sender}. That is the address of ${outcome.userPrincipalName}, but Graph finds a mailbox by its user principal name or id.`;
  }
}

const OTHER_MAILBOX = 'Create a shared mailbox, and set MAIL_SENDER to it.';

export function mailPermissionInWords(outcome: About<'mailPermission'>): string {
  switch (outcome.code) {
    case 'mailWasSent':
      return `The app sent its newest digest${outcome.day === null ? '' : `, of ${outcome.day}`}.`;
    case 'notShown':
      return `Only Exchange knows whether the app may send from ${outcome.sender}. The test must list Application Mail.Send and Application Mail.ReadWrite, both InScope. If it does not: ${outcome.grant}`;
  }
}

export function mailServiceInWords(outcome: About<'mailService'>): string {
  switch (outcome.code) {
    case 'closed':
      return `This subscription has no Communication service, and Azure has taken no new customers for it since ${outcome.since}. It may refuse the deployment. Send from a mailbox instead (docs/mail.md).`;
    case 'ends':
      return `Azure Communication Services ends on ${outcome.end}. Send from a mailbox by then (docs/mail.md).`;
    case 'endsSoon':
      return `Azure Communication Services ends on ${outcome.end}, in ${outcome.days} days. Deploy again and send from a mailbox (docs/mail.md).`;
    case 'ended':
      return `Azure Communication Services ended on ${outcome.end}. Deploy again and send from a mailbox (docs/mail.md).`;
  }
}
