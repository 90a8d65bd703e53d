import { z } from 'zod';
import { PER_USER_MFA, type PerUserMfa } from '../domain/account/answers';
import { encoded } from '../http/encoded';
import type { Graph } from './graph';
import { GraphError } from './graphError';
import { lookUp } from './lookUp';

const requirements = z.object({ perUserMfaState: z.enum(PER_USER_MFA).nullable().catch(null) });

/**
 * Whether per-user MFA is on, whatever the policies require. Only a preview of Graph has it, so anything may happen: every error of
 * Graph counts as not known.
 * https://learn.microsoft.com/graph/api/authentication-get?view=graph-rest-beta (read 2026-11-21)
 *
 * @param until milliseconds since 1970-01-01 UTC
 * @returns `null` if Graph does not say
 */
export async function readPerUserMfa(
  graph: Graph,
  userId: string,
  until: number,
): Promise<PerUserMfa | null> {
  const path = `/beta/users/${encoded(userId)}/authentication/requirements`;
  try {
    return (await lookUp(graph, path, requirements, until))?.perUserMfaState ?? null;
  } catch (error) {
    if (error instanceof GraphError) return null;
    throw error;
  }
}
