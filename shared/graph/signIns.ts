import type { SignInQuery } from '../domain/signIn/signInQuery';
import type { Graph } from './graph';
import { GraphError } from './graphError';
import { query } from './odata';
import { pieceFilters, wholeFilter } from './signInFilter';

/** The most that Graph puts on a page. */
const PAGE_SIZE = 1_000;

/**
 * The pages of the sign-in log that match, newest first, records as Graph wrote them, of every status.
 *
 * When Graph refuses the filter, `onFallback` is told why and the same is asked in pieces: records then come by
 * piece, and one that matches by app and by resource comes twice.
 *
 * Beta, because v1.0 lacks the fields that decide.
 * https://learn.microsoft.com/graph/api/signin-list?view=graph-rest-beta (read 2026-11-21)
 *
 * @throws GraphError `notLicensed` without Microsoft Entra ID P1, and any other
 */
export async function* signInPages(
  graph: Graph,
  asked: SignInQuery,
  onFallback: (refused: GraphError) => void = () => {},
): AsyncGenerator<readonly unknown[]> {
  const whole = wholeFilter(asked);
  if (whole === null) return;
  try {
    yield* graph.pages(signInsPath(whole));
  } catch (error) {
    if (!(error instanceof GraphError) || error.code !== 'badRequest') throw error;
    onFallback(error);
    for (const piece of pieceFilters(asked)) yield* graph.pages(signInsPath(piece));
  }
}

function signInsPath(filter: string): string {
  return `/beta/auditLogs/signIns${query({ $filter: filter, $top: PAGE_SIZE })}`;
}
