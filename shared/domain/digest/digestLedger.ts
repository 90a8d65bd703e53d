import type { AccountState } from '../account/account';
import type { TenantCoverage } from '../coverage/tenantCoverage';

/** One digest of one recipient set on one local day: claimed before it is sent, so that it is sent once. */
export type DigestEntry = {
  readonly status: DigestStatus;
  /** UUID given to the mail service with the first mail, the same for every try. */
  readonly operationId: string;
  /** What is handed over, each under an operation of its own; none before `sending`. */
  readonly mails: readonly AddressedMail[];
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
};

export type AddressedMail = { readonly operationId: string; readonly to: readonly string[] };

/** `sending`: handed over, or about to be; what became of it is not known yet. `quiet`: due, and nothing to say. */
export type DigestStatus = 'claimed' | 'sending' | 'sent' | 'failed' | 'quiet';

export type StoredDigestEntry = DigestEntry & { readonly localDay: string; readonly etag: string };
