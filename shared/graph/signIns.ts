import type { SignInQuery } from '../domain/signIn/signInQuery';
import { HOUR_MS } from '../domain/time';
import type { Graph } from './graph';
import { GraphError } from './graphError';
import { query } from './odata';
import { pieceFilters, wholeFilter } from './signInFilter';

/** The most that Graph puts on a page. */
const PAGE_SIZE = 1_000;

/** Graph answers any span this short in time, unless the filter is too slow. */
const SHORT_MS = HOUR_MS;

export type SignInsRead = {
  /** Milliseconds since 1970-01-01 UTC; no end by default. */
  readonly until?: number;
  /** Sends one query per clause from the start. */
  readonly inPieces?: boolean;
  /** Called if Graph answers one query per clause, and not the query for all clauses. */
  readonly onPieces?: () => void;
};

/**
 * The pages of the sign-in log that match, newest first, records as Graph wrote them, of every status.
 *
 * If Graph refuses a filter, or does not answer it for a short span either, the filter is sent in pieces: records then come by
 * piece, and a record that matches by app and by resource comes twice.
 *
 * Beta, because v1.0 lacks the deciding fields.
 * https://learn.microsoft.com/graph/api/signin-list?view=graph-rest-beta (read 2026-11-21)
 *
 * @throws GraphError, for example `notLicensed` without Microsoft Entra ID P1
 */
export async function* signInPages(
  graph: Graph,
  asked: SignInQuery,
  { until, inPieces = false, onPieces = () => {} }: SignInsRead = {},
): AsyncGenerator<readonly unknown[]> {
  const whole = wholeFilter(asked);
  if (whole === null) return;
  if (!inPieces) {
    let answered = false;
    try {
      for await (const page of graph.pages(signInsPath(whole), until)) {
        answered = true;
        yield page;
      }
      return;
    } catch (error) {
      if (answered || !isOfTheFilter(error, asked)) throw error;
    }
  }
  for (const piece of pieceFilters(asked)) {
    for await (const page of graph.pages(signInsPath(piece), until)) {
      onPieces();
      yield page;
    }
  }
}

function isOfTheFilter(error: unknown, { span }: SignInQuery): boolean {
  if (!(error instanceof GraphError)) return false;
  return error.code === 'badRequest' || (error.code === 'timedOut' && span.to - span.from <= SHORT_MS);
}

function signInsPath(filter: string): string {
  return `/beta/auditLogs/signIns${query({ $filter: filter, $top: PAGE_SIZE })}`;
}
