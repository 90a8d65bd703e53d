/**
 * Reads from Microsoft Graph. Paths start with the version and are encoded already, for example
 * `/v1.0/organization?$select=id`. Nothing is asked, and no wait begun, that would last beyond `until` (milliseconds since
 * 1970-01-01 UTC, no end unless told): that is a GraphError `outOfTime`.
 *
 * All throw GraphError, and nothing else.
 */
export type Graph = {
  readonly get: (path: string, until?: number) => Promise<unknown>;
  /** Asks what does not fit in a path; only of what changes nothing, as it is asked again after a passing fault. */
  readonly post: (path: string, body: unknown, until?: number) => Promise<unknown>;
  /** The `value` of each page, in order. */
  readonly pages: (path: string, until?: number) => AsyncGenerator<readonly unknown[]>;
};

/** For an admin's own hands; the deployed app only reads. */
export type WritableGraph = Graph & {
  /** Makes something new. It is sent once: after a fault that leaves open whether it was made, look before sending again. */
  readonly create: (path: string, body: unknown) => Promise<unknown>;
};
