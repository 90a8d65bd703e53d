import type { z } from 'zod';
import type { Graph } from '../../shared/graph/graph';
import { decoded } from '../../shared/graph/lookUp';

/** All rows of a list, in our shape. @throws GraphError */
export async function readGraphPages<T>(
  graph: Graph,
  path: string,
  row: z.ZodType<T, unknown>,
): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const page of graph.pages(path)) {
    for (const raw of page) found.push(decoded(raw, row, path));
  }
  return found;
}
