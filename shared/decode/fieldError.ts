/** A field that cannot be read: a signal from the readers of fields to their decoder, which always catches it and makes it a reject. */
export class FieldError extends Error {
  /** As Graph spells it. */
  readonly field: string;
  readonly reason: string;

  constructor(field: string, reason: string) {
    super(`${field}: ${reason}`);
    this.name = 'FieldError';
    this.field = field;
    this.reason = reason;
  }
}
