import type { MailFault } from '../fault';

/** A mail before it has recipients. */
export type MailContent = { readonly subject: string; readonly text: string; readonly html: string };

/** At most MAX_RECIPIENTS addresses, each once. */
export type Mail = MailContent & { readonly to: readonly string[] };

/** https://learn.microsoft.com/azure/communication-services/concepts/service-limits (read 2026-11-21) */
export const MAX_RECIPIENTS = 50;

/** The outcome of a mail. Sending never throws because of an answer of the service: each answer is one of these. */
export type SendOutcome =
  /** Handed out for delivery. */
  | { readonly kind: 'sent' }
  /** Accepted; ask for the operation's state later. */
  | { readonly kind: 'underWay' }
  /** Certainly not sent: it may be sent again. */
  | { readonly kind: 'refused'; readonly reason: MailFault }
  /** No clear answer: it may have been sent. Ask before sending again. */
  | { readonly kind: 'unclear'; readonly reason: MailFault };

export type Mailer = {
  /** @param operationId a UUID; the same one for every try at the same mail */
  readonly send: (mail: Mail, operationId: string) => Promise<SendOutcome>;
  /** The outcome of an operation; `null` if the service does not know it. */
  readonly outcomeOf: (operationId: string) => Promise<SendOutcome | null>;
};
