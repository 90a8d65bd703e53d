import { DAY_MS, HOUR_MS, type Span } from '../time';

/** How far one partition of a stream has been stored. */
export type PartitionMark = {
  readonly partition: string;
  /** Of the last stored event. The hub numbers the events of a partition without a gap. */
  readonly sequence: number;
  /** When the hub got that event: ISO 8601 UTC. */
  readonly enqueuedAt: string;
  /** Sign-ins stored from this partition, and records that could not be read, since it was first heard. Redelivered ones count again. */
  readonly read: number;
  readonly rejected: number;
};

/** A mark as read, with the etag for its next conditional write. */
export type StoredMark = PartitionMark & { readonly etag: string };

/** The first or the last event of a batch. */
export type EventPlace = { readonly sequence: number; readonly enqueuedAt: string };

/** Events that were never stored: lost between the hub and this app, or deleted by the hub before they were read. */
export type StreamGap = {
  readonly partition: string;
  /** The last event before the gap. */
  readonly after: number;
  readonly events: number;
  /** When the hub got the events around the gap: ISO 8601 UTC. */
  readonly from: string;
  readonly to: string;
};

/** A gap as read, and how far back it has been filled: ISO 8601 UTC, or `null`. */
export type StoredGap = StreamGap & { readonly filledDownTo: string | null };

/** Records change for two hours, and then Graph has their last versions. */
const FILL_AFTER_MS = 3 * HOUR_MS;
/** The latest that a record may come after its sign-in. */
const LATEST_MS = DAY_MS;
/** A gap may stay open over a weekend. After that, sign-ins are judged by what is stored. */
const HOLD_MS = 3 * DAY_MS;

export function isGapDue({ to }: StreamGap, now: number): boolean {
  return now - Date.parse(to) >= FILL_AFTER_MS;
}

/** The span in which the sign-ins of lost events were created, as far as it is not filled. */
export function whereLost({ from, to, filledDownTo }: StoredGap): Span {
  return { from: Date.parse(from) - LATEST_MS, to: Date.parse(filledDownTo ?? to) };
}

/** Whether the last version of a sign-in of this span may be among the lost events, and Graph may still bring it. */
export function isHeldBack(span: Span, gaps: readonly StoredGap[], now: number): boolean {
  return gaps.some((gap) => {
    const lost = whereLost(gap);
    return now - Date.parse(gap.to) < HOLD_MS && span.from <= lost.to && lost.from < span.to;
  });
}

/** The gap before a batch; `null` if the batch follows the last one directly, or repeats stored events. */
export function gapBefore(mark: PartitionMark | null, first: EventPlace): StreamGap | null {
  if (mark === null || first.sequence <= mark.sequence + 1 || first.enqueuedAt < mark.enqueuedAt) return null;
  return {
    partition: mark.partition,
    after: mark.sequence,
    events: first.sequence - mark.sequence - 1,
    from: mark.enqueuedAt,
    to: first.enqueuedAt,
  };
}

/** Whether a batch is ahead of what is stored. A hub that was made again counts from 0 again, at a later time. */
export function isAhead(mark: PartitionMark | null, last: EventPlace): boolean {
  if (mark === null || last.enqueuedAt > mark.enqueuedAt) return true;
  return last.enqueuedAt === mark.enqueuedAt && last.sequence > mark.sequence;
}
