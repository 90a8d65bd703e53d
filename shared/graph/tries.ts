import type { HttpError } from '../http/httpError';
import { GraphError, NON_PREMIUM } from './graphError';

/** A slow answer is slow again, so the caller asks for less. */
const TRIES: Readonly<Record<string, number>> = { throttled: 5, unavailable: 5, timedOut: 2 };
/**
 * Licensed tenants have reported nine refusals of ten.
 * https://github.com/microsoftgraph/microsoft-graph-docs/issues/14120 (read 2026-11-29)
 */
const LICENCE_TRIES = 10;

/** How often a request that changes nothing is sent if a try ends with this error. */
export function triesFor(error: HttpError): number {
  if (error instanceof GraphError && error.fault.serviceCode === NON_PREMIUM) return LICENCE_TRIES;
  return TRIES[error.code] ?? 1;
}

/** The same for a request that changes something: a 429 was not carried out, any other fault may hide a success. */
export function triesToChange(error: HttpError): number {
  return error instanceof GraphError && error.fault.status === 429 ? triesFor(error) : 1;
}
