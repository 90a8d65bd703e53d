/**
 * Reads from Azure Resource Manager. Paths start with a slash, are encoded already and name their api-version. Nothing is asked,
 * and no wait begun, that would last beyond `until` (milliseconds since 1970-01-01 UTC, no end by default): that is an ArmError
 * `outOfTime`.
 *
 * Both throw ArmError, and nothing else.
 */
export type Arm = {
  readonly get: (path: string, until?: number) => Promise<unknown>;
  /** The `value` of each page, in order. */
  readonly pages: (path: string, until?: number) => AsyncGenerator<readonly unknown[]>;
};
