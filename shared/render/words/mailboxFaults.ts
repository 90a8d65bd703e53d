import type { MailboxTrouble } from '../../domain/fault';

/** Why the mailbox did not send, and what to do; a few short sentences. */
export function mailboxTroubleInWords(why: MailboxTrouble, facts: string): string {
  switch (why) {
    case 'noToken':
      return 'The identity got no token for Microsoft Graph. Check AZURE_CLIENT_ID and AZURE_CLOUD.';
    case 'missing':
      return `MAIL_SENDER names no mailbox in Exchange Online${facts}. Set it to the user principal name or object id of a mailbox, which may differ from its address (docs/mail.md). A user needs an Exchange licence for a mailbox; a shared mailbox needs none. A mailbox on your own servers cannot be used.`;
    case 'notAllowed':
      return `Exchange does not let MFA Watch use the mailbox of MAIL_SENDER${facts}. An Exchange Administrator grants that with infra/grant-mailbox.ps1. A new permission takes 30 minutes to 2 hours to work.`;
    case 'suspended':
      return `Exchange has blocked the mailbox of MAIL_SENDER from sending${facts}. An administrator removes it from the restricted entities in the Microsoft Defender portal.`;
    case 'atLimit':
      return `The mailbox of MAIL_SENDER has reached a sending limit${facts}. MFA Watch tries again each hour. Use a mailbox that sends nothing else, and not one of an onmicrosoft.com domain for many readers outside the tenant.`;
    case 'full':
      return `The mailbox of MAIL_SENDER is full${facts}. Delete old mails from its Sent Items.`;
    case 'throttled':
      return `Exchange accepts no more requests at the moment${facts}. MFA Watch tries again at the next hourly tick.`;
    case 'badRecipient':
      return `Exchange does not accept an address of a recipient${facts}. Check DIGEST_RECIPIENTS, and the mail addresses of the Global Administrators.`;
    case 'tooLarge':
      return `The mail is too large for Exchange${facts}. Report this to the project.`;
    case 'nameStale':
      return `Exchange does not find the mailbox of MAIL_SENDER by its name${facts}. If this stays, set MAIL_SENDER to the object id of the mailbox.`;
    case 'draftGone':
      return `The draft of the mail is no longer in the mailbox of MAIL_SENDER${facts}: it was sent, or somebody removed it. MFA Watch looks at the next tick. Make sure that nobody and no rule removes drafts there.`;
    case 'unreachable':
      return `Microsoft Graph did not take the draft of the mail${facts}. MFA Watch tries again at the next hourly tick. If the problem stays, check the service health of Exchange Online.`;
    case 'refused':
      return `Exchange refused the mail${facts}. Check MAIL_SENDER and the recipients.`;
  }
}
