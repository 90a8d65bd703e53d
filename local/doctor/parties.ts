import type { z } from 'zod';
import type { Arm } from '../../shared/arm/arm';
import { decoded } from '../../shared/arm/armError';
import type { Graph } from '../../shared/graph/graph';

/** Whom the doctor asks, as the admin who runs it. */
export type Parties = {
  readonly graph: Graph;
  readonly arm: Arm;
  /** Azure Resource Manager once more, asked by POST: it gives out lists that may hold secrets in no other way. */
  readonly lists: Arm;
};

/** One resource, in our shape. @throws ArmError */
export async function readOne<T>(arm: Arm, path: string, schema: z.ZodType<T, unknown>): Promise<T> {
  return decoded(await arm.get(path), schema, path);
}

/** All rows of a list, in our shape. @throws ArmError */
export async function readAll<T>(arm: Arm, path: string, row: z.ZodType<T, unknown>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const page of arm.pages(path)) {
    for (const raw of page) found.push(decoded(raw, row, path));
  }
  return found;
}
