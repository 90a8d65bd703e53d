import type { AccountState } from '../account/account';
import type { TenantCoverage } from '../coverage/tenantCoverage';
import type { MicrosoftTold } from './microsoftNews';

/** One digest of one set of recipients on one local day: claimed before it is sent, so that it is sent once. */
export type DigestEntry = {
  readonly status: DigestStatus;
  /** UUID given to the mail service, the same for every try but one after a refusal. */
  readonly operationId: string;
  /** Addresses of this set; none before there is something to send. */
  readonly to: readonly string[];
  /** Of the first set only: the addresses of each further set of that day. */
  readonly others: readonly (readonly string[])[];
  /** When this status was reached, ISO 8601 UTC. */
  readonly at: string;
  readonly tries: number;
  /** Why the last try failed; `null` before the first failure, and once it is sent. */
  readonly reason: string | null;
  /** When each account told of as stopped was stopped last, ISO 8601 UTC by user id; those of some days ago are left out. */
  readonly stopped: Readonly<Record<string, string>>;
  /** The state told of every account that is not yet settled, by user id: what the next digest compares with. */
  readonly named: Readonly<Record<string, AccountState>>;
  /** Coverage as it was told; `null` when it never was. */
  readonly coverage: TenantCoverage | null;
  readonly microsoft: MicrosoftTold;
};

/** `sending`: handed over, or about to be; what became of it is not known yet. `quiet`: due, and nothing to say. */
export type DigestStatus = 'claimed' | 'sending' | 'sent' | 'failed' | 'quiet';

/** Whose ledger is the one that lists and reports compare with. */
export const FIRST_SET = 0;

/** A mail holds a set of recipients, the first of which is 0: each set has a ledger of its own, as if it were alone. */
export type StoredDigestEntry = DigestEntry & {
  readonly localDay: string;
  readonly set: number;
  readonly etag: string;
};
