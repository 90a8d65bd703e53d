/** One request, taken apart. */
export type Call = {
  readonly origin: string;
  /** With its version, as it was asked. */
  readonly path: string;
  readonly version: 'v1.0' | 'beta';
  readonly query: URLSearchParams;
  /** Whether the caller knows the newer values of enums (`Prefer: include-unknown-enum-members`). */
  readonly newerEnums: boolean;
  /** What was posted, as JSON; `undefined` for nothing, or what is no JSON. */
  readonly body: unknown;
  /** The tenant's clock. */
  readonly atMs: number;
};
