/**
 * Reads from Microsoft Graph. Paths start with the version and are encoded already, for example
 * `/v1.0/organization?$select=id`.
 *
 * Both throw GraphError, and nothing else.
 */
export type Graph = {
  readonly get: (path: string) => Promise<unknown>;
  /** The `value` of each page, in order. */
  readonly pages: (path: string) => AsyncGenerator<readonly unknown[]>;
};
