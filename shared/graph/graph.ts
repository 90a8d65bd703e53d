/**
 * Reads from Microsoft Graph. Paths start with the version and are encoded already, for example
 * `/v1.0/organization?$select=id`. Nothing is asked, and no wait begun, that would last beyond `until` (milliseconds since
 * 1970-01-01 UTC, no end by default): that is a GraphError `outOfTime`.
 *
 * All throw GraphError, and nothing else.
 */
export type Graph = {
  readonly get: (path: string, until?: number) => Promise<unknown>;
  /** A question that does not fit in a path. It must change nothing, because it is sent again after a passing fault. */
  readonly post: (path: string, body: unknown, until?: number) => Promise<unknown>;
  /** The `value` of each page, in order. */
  readonly pages: (path: string, until?: number) => AsyncGenerator<readonly unknown[]>;
};

/**
 * For an admin who runs a command, and for the mailbox of the digest; the deployed app only reads everything else.
 *
 * Each request is sent once, or again after a 429: if a fault leaves the outcome open, look before sending again.
 */
export type WritableGraph = Graph & {
  /** Creates an object, and gives it. */
  readonly create: (path: string, body: unknown, until?: number) => Promise<unknown>;
  /** Changes an object. */
  readonly change: (path: string, body: unknown, until?: number) => Promise<unknown>;
  /** An action without parameters and without a result. */
  readonly act: (path: string, until?: number) => Promise<unknown>;
};
