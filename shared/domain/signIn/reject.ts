/** A record that could not be decoded: which field, why, and the record itself. */
export type Reject = {
  readonly field: string;
  readonly reason: string;
  /** The record as JSON text, whole; stores cut it. */
  readonly raw: string;
};
