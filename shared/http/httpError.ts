/** What keeps any service from answering over HTTP; a service may have codes of its own besides. */
export type FaultCode =
  | 'forbidden'
  | 'unauthorized'
  | 'notFound'
  | 'throttled'
  | 'outOfTime'
  | 'unavailable'
  | 'timedOut'
  | 'badRequest'
  | 'badAnswer'
  | 'foreignLink'
  | 'endlessPaging';

export type FaultFacts = {
  readonly status?: number;
  /** The service's own error code. */
  readonly serviceCode?: string | null;
  /** The service's own words, which may name anybody: never for a log. */
  readonly serviceMessage?: string | null;
  /** How long the service asked us to wait. */
  readonly retryAfterMs?: number | null;
  readonly cause?: unknown;
};

/** The errors of the adapters that speak HTTP are of this class. */
export abstract class HttpError extends Error {
  abstract readonly code: string;
  abstract readonly retryAfterMs: number | null;
}

/** Makes the error of the adapter that asks. */
export type Fail = (code: FaultCode, url: string, facts?: FaultFacts) => HttpError;
