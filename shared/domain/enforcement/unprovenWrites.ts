/** A change to a resource with a token that proves no MFA, as the Activity Log has it. */
export type UnprovenWrite = {
  readonly userId: string;
  readonly userPrincipalName: string | null;
  /** ISO 8601 UTC. */
  readonly at: string;
  /** Whether a policy stopped it; otherwise it went through. */
  readonly stopped: boolean;
};

/** The changes of one account to resources without MFA, including failed tries. */
export type UnprovenWriter = {
  readonly userId: string;
  readonly userPrincipalName: string | null;
  readonly wentThrough: number;
  readonly stopped: number;
  /** The last one, ISO 8601 UTC. */
  readonly last: string;
  // Of those that were stopped, and those that went through: ISO 8601 UTC, or `null`. Earlier versions stored none of these.
  readonly lastStopped?: string | null | undefined;
  readonly firstStopped?: string | null | undefined;
  readonly lastWentThrough?: string | null | undefined;
  readonly firstWentThrough?: string | null | undefined;
};

/** The accounts that change resources without MFA: phase 2 stops them. */
export type UnprovenWrites = {
  /** The end and the start of the span that was read, ISO 8601 UTC. */
  readonly at: string;
  readonly from: string;
  /**
   * The number of subscriptions that the identity may read; of these, the ones with a policy that reports such changes,
   * and the ones read.
   */
  readonly subscriptions: number;
  readonly noted: number;
  readonly read: number;
  /** True if part of the log could not be read: each count is then a minimum. */
  readonly isCut: boolean;
  /** Most first. */
  readonly writers: readonly UnprovenWriter[];
};

/** Counts changes by account. */
export function writersBook() {
  const writers = new Map<string, UnprovenWriter>();
  return {
    add: ({ userId, userPrincipalName, at, stopped }: UnprovenWrite): void => {
      const known = writers.get(userId) ?? newWriter(userId, at);
      writers.set(userId, {
        ...known,
        userPrincipalName: userPrincipalName ?? known.userPrincipalName,
        last: later(known.last, at),
        ...(stopped
          ? {
              stopped: known.stopped + 1,
              lastStopped: later(known.lastStopped, at),
              firstStopped: earlier(known.firstStopped, at),
            }
          : {
              wentThrough: known.wentThrough + 1,
              lastWentThrough: later(known.lastWentThrough, at),
              firstWentThrough: earlier(known.firstWentThrough, at),
            }),
      });
    },
    /** Most first, then the latest. */
    all: (): readonly UnprovenWriter[] => [...writers.values()].sort(mostFirst),
  };
}

function newWriter(userId: string, at: string): UnprovenWriter {
  return {
    userId,
    userPrincipalName: null,
    wentThrough: 0,
    stopped: 0,
    last: at,
    lastStopped: null,
    firstStopped: null,
    lastWentThrough: null,
    firstWentThrough: null,
  };
}

function later(known: string | null | undefined, at: string): string {
  return known && known > at ? known : at;
}

function earlier(known: string | null | undefined, at: string): string {
  return known && known < at ? known : at;
}

function mostFirst(a: UnprovenWriter, b: UnprovenWriter): number {
  const byCount = b.wentThrough + b.stopped - (a.wentThrough + a.stopped);
  return byCount || b.last.localeCompare(a.last) || a.userId.localeCompare(b.userId);
}
