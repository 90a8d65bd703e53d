/** One request to Graph, in parts. */
export type GraphCall = {
  readonly origin: string;
  /** With its version, as requested. */
  readonly path: string;
  readonly version: 'v1.0' | 'beta';
  readonly query: URLSearchParams;
  /** Whether the caller asks for newer enum members (`Prefer: include-unknown-enum-members`). */
  readonly newerEnums: boolean;
  /** Whether the caller asks for ids that a move to another folder does not change (`Prefer: IdType="ImmutableId"`). */
  readonly immutableIds: boolean;
  /** The posted JSON; `undefined` if the body is empty or not JSON. */
  readonly body: unknown;
  /** The tenant's clock. */
  readonly atMs: number;
};
