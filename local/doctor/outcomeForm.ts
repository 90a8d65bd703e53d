/** One kind of outcome: which check, which code, and the facts that belong to it. */
export type Of<Check, Code, Facts = unknown> = {
  readonly check: Check;
  readonly code: Code;
} & Readonly<Facts>;
