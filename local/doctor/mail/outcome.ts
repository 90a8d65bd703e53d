import type { Of } from '../outcomeForm';

export type MailOutcome =
  | Of<'mailDomain', 'noneLinked'>
  | Of<'mailDomain', 'linked' | 'notInUse', { domain: string }>
  | Of<'mailDomain', 'senderElsewhere', { sender: string; domain: string }>
  | Of<'mailDomain', 'notVerified', { domain: string; isLinked: boolean; records: readonly string[] }>
  | Of<'mailSender', 'maySend', { sender: string }>
  | Of<'mailSender', 'noSuchSender', { sender: string; user: string }>
  | Of<'mailbox', 'found', { sender: string; address: string }>
  | Of<'mailbox', 'noSuchUser' | 'noAddress' | 'guest' | 'mayBeOnPremises', { sender: string }>
  | Of<'mailbox', 'otherName', { sender: string; userPrincipalName: string }>
  /** `day` is the local day of the newest digest; `null` if the app does not say. */
  | Of<'mailPermission', 'mailWasSent', { day: string | null }>
  /** `grant` is the command that gives the permission. */
  | Of<'mailPermission', 'notShown', { sender: string; grant: string }>
  | Of<'mailService', 'closed', { since: string }>
  | Of<'mailService', 'ends' | 'ended', { end: string }>
  | Of<'mailService', 'endsSoon', { end: string; days: number }>;
