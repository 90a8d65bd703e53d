import { isoTime, MINUTE_MS, type Span } from '../time';
import { SETTLING_MS } from '../verdict/judge';

/**
 * The sign-ins created in ten minutes, which are judged together.
 *
 * A tenant of 300,000 users may have a million sign-ins a day at enforced apps, a tenth of them in its busiest hour: 17,000 in ten
 * minutes. Judging takes some 3 KB for each, so a bucket takes 50 MB of an instance of 512 MB.
 */
const BUCKET_MS = 10 * MINUTE_MS;

/** The bucket of a sign-in by its creation time: the start of the ten minutes, `2026-03-02T10:20`, which sorts as text. */
export function bucketOf(createdDateTime: string): string {
  return `${createdDateTime.slice(0, 15)}0`;
}

/** The oldest bucket that has anything of this time or later. */
export function bucketAt(ms: number): string {
  return bucketOf(isoTime(ms));
}

export function bucketSpan(bucket: string): Span {
  const from = Date.parse(`${bucket}:00.000Z`);
  return { from, to: from + BUCKET_MS };
}

/**
 * Whether no sign-in of a bucket can change any more.
 *
 * @param knownUntil up to when the log is known: milliseconds since 1970-01-01 UTC
 */
export function isBucketSettled(bucket: string, knownUntil: number): boolean {
  return bucketSpan(bucket).to + SETTLING_MS <= knownUntil;
}
