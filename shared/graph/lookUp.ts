import type { z } from 'zod';
import type { Graph } from './graph';
import { GraphError } from './graphError';

/**
 * An answer in our shape.
 *
 * @throws GraphError `badAnswer` when it does not fit the schema
 */
export function decoded<T>(answer: unknown, schema: z.ZodType<T, unknown>, path: string): T {
  const result = schema.safeParse(answer);
  if (result.success) return result.data;
  throw new GraphError('badAnswer', path, { cause: result.error });
}

/**
 * One object; `null` when Graph does not know it.
 *
 * @throws GraphError
 */
export async function lookUp<T>(
  graph: Graph,
  path: string,
  schema: z.ZodType<T, unknown>,
): Promise<T | null> {
  try {
    return decoded(await graph.get(path), schema, path);
  } catch (error) {
    if (error instanceof GraphError && error.code === 'notFound') return null;
    throw error;
  }
}
