/** A digest that is due and did not go out. */
export class DigestError extends Error {
  readonly code: 'noRecipients' | 'notSent' | 'gaveUp';

  constructor(code: DigestError['code'], message: string) {
    super(message);
    this.name = 'DigestError';
    this.code = code;
  }
}
