/** A field that cannot be read. The readers of fields throw it; only the decoder catches it and makes a reject of it. */
export class FieldError extends Error {
  readonly code = 'badField';
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
