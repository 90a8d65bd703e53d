/** A change to a resource by an account whose token proves no MFA, as the Activity Log notes it. */
export type UnprovenWrite = {
  readonly userId: string;
  readonly userPrincipalName: string | null;
  /** ISO 8601 UTC. */
  readonly at: string;
  /** Whether a policy stopped it; otherwise it went through. */
  readonly stopped: boolean;
};

/** How often one account has changed resources without MFA, or has tried to. */
export type UnprovenWriter = {
  readonly userId: string;
  readonly userPrincipalName: string | null;
  readonly wentThrough: number;
  readonly stopped: number;
  /** Of the last one, ISO 8601 UTC. */
  readonly last: string;
  /** Of the last one that was stopped, ISO 8601 UTC; `null` if none was, and left out by an earlier version. */
  readonly lastStopped?: string | null | undefined;
};

/** Who changes resources without MFA: the accounts that phase 2 stops. */
export type UnprovenWrites = {
  /** When it was read, and how far back, ISO 8601 UTC. */
  readonly at: string;
  readonly from: string;
  /** Of the subscriptions that the identity may read, those in which such changes are noted, and those that were read. */
  readonly subscriptions: number;
  readonly noted: number;
  readonly read: number;
  /** True when not all of the log could be read: then every count is at least that. */
  readonly isCut: boolean;
  /** Most first. */
  readonly writers: readonly UnprovenWriter[];
};

/** Counts changes by account. */
export function writersBook() {
  const writers = new Map<string, UnprovenWriter>();
  return {
    add: ({ userId, userPrincipalName, at, stopped }: UnprovenWrite): void => {
      const known = writers.get(userId);
      writers.set(userId, {
        userId,
        userPrincipalName: userPrincipalName ?? known?.userPrincipalName ?? null,
        wentThrough: (known?.wentThrough ?? 0) + (stopped ? 0 : 1),
        stopped: (known?.stopped ?? 0) + (stopped ? 1 : 0),
        last: later(known?.last, at),
        lastStopped: stopped ? later(known?.lastStopped, at) : (known?.lastStopped ?? null),
      });
    },
    /** Most first, and of as many the latest. */
    all: (): readonly UnprovenWriter[] => [...writers.values()].sort(mostFirst),
  };
}

function later(known: string | null | undefined, at: string): string {
  return known && known > at ? known : at;
}

function mostFirst(a: UnprovenWriter, b: UnprovenWriter): number {
  const byCount = b.wentThrough + b.stopped - (a.wentThrough + a.stopped);
  return byCount || b.last.localeCompare(a.last) || a.userId.localeCompare(b.userId);
}
