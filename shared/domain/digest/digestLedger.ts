import type { AccountState } from '../account/account';
import type { TenantCoverage } from '../coverage/tenantCoverage';
import type { Failure } from '../fault';
import type { MicrosoftSent } from './microsoftNews';

/** One digest of one set of recipients on one local day: claimed before it is sent, so that it is sent once. */
export type DigestEntry = {
  readonly status: DigestStatus;
  /** UUID given to the mail service, the same for every try but one after a refusal. */
  readonly operationId: string;
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
};

/** `sending`: handed over, or about to be; the outcome is not known yet. `quiet`: due, with nothing new. */
export type DigestStatus = 'claimed' | 'sending' | 'sent' | 'failed' | 'quiet';

/** Lists and reports compare with the ledger of this set. */
export const FIRST_SET = 0;

/** One mail goes to one set of recipients, numbered from 0. Each set has a ledger of its own. */
export type StoredDigestEntry = DigestEntry & {
  readonly localDay: string;
  readonly set: number;
  readonly etag: string;
};
