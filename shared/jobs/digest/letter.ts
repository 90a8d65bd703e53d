import type { DigestEntry, StoredDigestEntry } from '../../domain/digest/digestLedger';
import type { MailContent, Mailer } from '../../domain/digest/mail';
import type { Recipients } from '../../domain/digest/recipients';
import type { Problem } from '../../domain/problem';

/** The ledger of all mails, and the service that sends them. */
export type SendDeps = {
  readonly readDigest: (series: string, localDay: string) => Promise<StoredDigestEntry | null>;
  /** The newest entry of a local day before this one, whatever its status. */
  readonly latestBefore: (series: string, localDay: string) => Promise<StoredDigestEntry | null>;
  /** The newest mail of a series that was sent, of local days up to and including this one. */
  readonly latestSent: (series: string, upTo: string) => Promise<StoredDigestEntry | null>;
  /** Creates the day's entry; `null` if another run has. */
  readonly claimDigest: (
    series: string,
    localDay: string,
    entry: DigestEntry,
  ) => Promise<StoredDigestEntry | null>;
  /** `null` if another run changed the entry first. */
  readonly updateDigest: (stored: StoredDigestEntry, entry: DigestEntry) => Promise<StoredDigestEntry | null>;
  readonly mailer: Mailer;
  /** A UUID that is the same for the same text. */
  readonly uuidOf: (text: string) => string;
};

/** A mail of which one goes out on a local day, at most, to each set of recipients. */
export type Letter = {
  /** The series of the first set of recipients. */
  readonly series: string;
  /** Asked before the day is claimed. */
  readonly isDue: (lastSent: DigestEntry | null) => boolean;
  readonly compose: (at: LetterAt) => Promise<Composed>;
};

export type LetterAt = {
  readonly localDay: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number;
  readonly lastSent: DigestEntry | null;
  /** 1 for the first. */
  readonly tries: number;
};

export type Composed = {
  /** Written only if it goes out. */
  readonly write: () => MailContent;
  readonly recipients: Recipients;
  /** If false, nothing goes out, and the day is over. */
  readonly isNews: boolean;
  /** The facts that count as sent once this mail is out; the next mail compares with them. */
  readonly sent: Partial<Omit<DigestEntry, keyof Progress>>;
  readonly problems: readonly Problem[];
};

type Progress = Pick<DigestEntry, 'status' | 'operationId' | 'to' | 'others' | 'at' | 'tries' | 'reason'>;
