import { z } from 'zod';
import type { Registration } from '../domain/account/registration';
import { encoded } from '../http/encoded';
import type { Graph } from './graph';
import { GraphError } from './graphError';
import { lookUp } from './lookUp';
import { query } from './odata';

const REPORT = '/v1.0/reports/authenticationMethods/userRegistrationDetails';

const registrationRow = z
  .object({
    id: z.string().min(1),
    userPrincipalName: z.string().nullish(),
    userDisplayName: z.string().nullish(),
    isAdmin: z.boolean().nullish(),
    isMfaCapable: z.boolean(),
    isMfaRegistered: z.boolean(),
    methodsRegistered: z.array(z.string()).nullish(),
  })
  .transform(
    (row): Registration => ({
      userId: row.id.toLowerCase(),
      userPrincipalName: row.userPrincipalName ?? null,
      userDisplayName: row.userDisplayName ?? null,
      isAdmin: row.isAdmin ?? false,
      isMfaCapable: row.isMfaCapable,
      isMfaRegistered: row.isMfaRegistered,
      methods: row.methodsRegistered ?? [],
    }),
  );

/**
 * The registered methods of every enabled user, up to 36 hours old.
 *
 * A row that cannot be read is left out; `onSkipped` gets the number of such rows of a page, if there are any. Nothing is asked
 * after `until`, milliseconds since 1970-01-01 UTC.
 * https://learn.microsoft.com/graph/api/authenticationmethodsroot-list-userregistrationdetails (read 2026-11-21)
 *
 * @throws GraphError
 */
export async function* registrationPages(
  graph: Graph,
  onSkipped: (rows: number) => void = () => {},
  until?: number,
): AsyncGenerator<readonly Registration[]> {
  for await (const page of reportPages(graph, until)) {
    const registrations = page.flatMap((row) => registrationRow.safeParse(row).data ?? []);
    if (registrations.length < page.length) onSkipped(page.length - registrations.length);
    yield registrations;
  }
}

/** Only `$filter` and `$orderby` are documented; several public tools ask for pages of this size (seen 2026-11-21). */
const LARGE_PAGES = query({ $top: 999 });

/** Pages of 100 would use up a run for 50,000 users. If Graph refuses large pages, it chooses their size. */
async function* reportPages(graph: Graph, until?: number): AsyncGenerator<readonly unknown[]> {
  try {
    yield* graph.pages(REPORT + LARGE_PAGES, until);
  } catch (error) {
    // For a later page, `badRequest` would be `expiredPage`.
    if (!(error instanceof GraphError) || error.code !== 'badRequest') throw error;
    yield* graph.pages(REPORT, until);
  }
}

/**
 * The registered methods of one user; `null` if the report does not list the user, for example a disabled one.
 *
 * @throws GraphError
 */
export function registrationOf(graph: Graph, userId: string, until?: number): Promise<Registration | null> {
  return lookUp(graph, `${REPORT}/${encoded(userId)}`, registrationRow, until);
}
