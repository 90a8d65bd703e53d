import type { Fault, HttpCode } from '../domain/fault';
import { FaultError } from '../domain/watchError';

export type HttpFacts = {
  readonly status?: number | null;
  /** The service's own error code. */
  readonly serviceCode?: string | null;
  /** The service's own words, as one short line. They may name anybody: never for a log. */
  readonly serviceMessage?: string | null;
  /** How long the service asked us to wait. */
  readonly retryAfterMs?: number | null;
  readonly cause?: unknown;
};

/** The errors of the adapters that use HTTP. */
export abstract class HttpError<F extends Fault = Fault> extends FaultError<F> {
  /** How long the service asked us to wait; `null` if it did not. */
  readonly retryAfterMs: number | null;

  constructor(fault: F, { retryAfterMs = null, cause }: HttpFacts) {
    super(fault, { cause });
    this.retryAfterMs = retryAfterMs;
  }
}

/** Makes the error of the adapter that asks. */
export type Fail = (code: HttpCode, url: string, facts?: HttpFacts) => HttpError;
