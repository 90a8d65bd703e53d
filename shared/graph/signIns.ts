import type { SignInQuery } from '../domain/signIn/signInQuery';
import { HOUR_MS } from '../domain/time';
import type { Graph } from './graph';
import { GraphError } from './graphError';
import { query } from './odata';
import { pieceFilters, wholeFilter } from './signInFilter';

/** The most that Graph puts on a page. */
const PAGE_SIZE = 1_000;

/** Any span this short is answered in time, unless it is the filter that is not. */
const SHORT_MS = HOUR_MS;

export type SignInsRead = {
  /** Milliseconds since 1970-01-01 UTC; no end unless told. */
  readonly until?: number;
  /** Asks one query per clause from the start. */
  readonly inPieces?: boolean;
  /** Told that one query per clause is answered, and the one for all of them is not. */
  readonly onPieces?: () => void;
};

/**
 * The pages of the sign-in log that match, newest first, records as Graph wrote them, of every status.
 *
 * A filter that Graph refuses, or does not answer for a short span either, is asked in pieces: records then come by piece,
 * and one that matches by app and by resource comes twice.
 *
 * Beta, because v1.0 lacks the fields that decide.
 * https://learn.microsoft.com/graph/api/signin-list?view=graph-rest-beta (read 2026-11-21)
 *
 * @throws GraphError `notLicensed` without Microsoft Entra ID P1, and any other
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
