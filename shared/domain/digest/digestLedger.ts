import type { AccountState } from '../account/account';
import type { TenantCoverage } from '../coverage/tenantCoverage';
import type { Failure } from '../fault';
import type { MicrosoftSent } from './microsoftNews';

/** One mail of a series on one local day: claimed before it is sent, so that it is sent once. */
export type DigestEntry = {
  readonly status: DigestStatus;
  /** UUID given to the mail service, the same for every try but one after a refusal. */
  readonly operationId: string;
  /** The id that the mailbox gave to the draft of the mail; `null` before there is one, and with services without drafts. */
  readonly draftId: string | null;
  /** Addresses of this set; none until there is something to send. */
  readonly to: readonly string[];
  /** Of the first set only: the addresses of each further set of that day. */
  readonly others: readonly (readonly string[])[];
  /** When this status was reached, ISO 8601 UTC. */
  readonly at: string;
  readonly tries: number;
  /** The reason why the last try failed; `null` before the first failure, and once it is sent. */
  readonly reason: Failure | null;
  /** The last stop of each account listed as stopped, ISO 8601 UTC by user id; old stops are left out. */
  readonly stopped: Readonly<Record<string, string>>;
  /** The state that was sent of every account that is not settled yet, by user id: the next digest compares with it. */
  readonly named: Readonly<Record<string, AccountState>>;
  /** Coverage as it was sent; `null` if it never was. */
  readonly coverage: TenantCoverage | null;
  readonly microsoft: MicrosoftSent;
  /** Of an urgent mail: the time of the newest use that it reports, ISO 8601 UTC; `null` for a digest. */
  readonly reported: string | null;
};

/** `sending`: handed over, or about to be; the outcome is not known yet. `quiet`: due, with nothing new. */
export type DigestStatus = 'claimed' | 'sending' | 'sent' | 'failed' | 'quiet';

/** The series of digests that lists and reports compare with: those to the first set of recipients. */
export const DIGESTS = 'digest';

const URGENT = 'urgent ';

/** The series of urgent mails about one account, to the first set of recipients. */
export function urgentSeries(userId: string): string {
  return `${URGENT}${userId}`;
}

export function isUrgent(series: string): boolean {
  return series.startsWith(URGENT);
}

/** The user of a series of urgent mails, to any set of recipients. */
export function urgentUser(series: string): string {
  return series.slice(URGENT.length).replace(/ \d+$/, '');
}

/** A mail goes to as many recipients as one can have. Each further set of them, from 1 on, has a series of its own. */
export function seriesOf(first: string, set: number): string {
  return set === 0 ? first : `${first} ${set}`;
}

/** Of one series each local day has one mail at most, which is compared with the one before. */
export type StoredDigestEntry = DigestEntry & {
  readonly localDay: string;
  readonly series: string;
  readonly etag: string;
};

/** How a mail stands, without what it says. */
export type MailStanding = Pick<
  StoredDigestEntry,
  'series' | 'localDay' | 'status' | 'at' | 'reason' | 'others'
>;
