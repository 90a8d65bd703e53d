/** A field that cannot be read. Thrown by the readers of fields, and turned into a reject by the decoder alone. */
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
