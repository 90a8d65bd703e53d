import type { z } from 'zod';
import type { Graph } from './graph';
import { GraphError } from './graphError';

/**
 * An answer in our shape.
 *
 * @throws GraphError `badAnswer` if it does not fit the schema
 */
export function decoded<T>(answer: unknown, schema: z.ZodType<T, unknown>, path: string): T {
  const result = schema.safeParse(answer);
  if (result.success) return result.data;
  throw new GraphError('badAnswer', path, { cause: result.error });
}

/**
 * One object; `null` if Graph does not know it.
 *
 * @param until milliseconds since 1970-01-01 UTC; no end by default
 * @throws GraphError
 */
export async function lookUp<T>(
  graph: Graph,
  path: string,
  schema: z.ZodType<T, unknown>,
  until?: number,
): Promise<T | null> {
  try {
    return decoded(await graph.get(path, until), schema, path);
  } catch (error) {
    if (error instanceof GraphError && error.code === 'notFound') return null;
    throw error;
  }
}
