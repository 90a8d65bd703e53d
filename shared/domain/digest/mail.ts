import type { MailFault } from '../fault';

/** A mail before it has recipients. */
export type MailContent = { readonly subject: string; readonly text: string; readonly html: string };

/** At most MAX_RECIPIENTS addresses, each once. */
export type Mail = MailContent & { readonly to: readonly string[] };

/** https://learn.microsoft.com/azure/communication-services/concepts/service-limits (read 2026-11-21) */
export const MAX_RECIPIENTS = 50;

/** The names under which a mail service knows a mail. */
export type MailName = {
  /** Ours: a UUID, the same one for every try at the same mail. */
  readonly operationId: string;
  /** The one that a mailbox gave to the draft of the mail; `null` before there is a draft, and for services without drafts. */
  readonly draftId: string | null;
};

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

/** What became of an earlier try. */
export type Fate =
  | SendOutcome
  /** The service does not know the mail, or holds it as a draft: it may be sent. */
  | { readonly kind: 'notSent'; readonly draftId: string | null };

/** Nothing has gone out yet, whatever the outcome. */
export type Prepared =
  | { readonly kind: 'ready'; readonly draftId: string | null }
  | { readonly kind: 'refused'; readonly reason: MailFault };

export type Mailer = {
  /** Lays the mail down where the service needs that before it can send: in the draft that has this name, else in a new one. */
  readonly prepare: (mail: Mail, name: MailName) => Promise<Prepared>;
  /** Sends a mail that is prepared under this name. */
  readonly send: (mail: Mail, name: MailName) => Promise<SendOutcome>;
  readonly fateOf: (name: MailName) => Promise<Fate>;
};

/** For services that take a mail and its name in one call. */
export const NEEDS_NO_DRAFT: Mailer['prepare'] = async () => ({ kind: 'ready', draftId: null });
