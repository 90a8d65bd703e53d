import type { z } from 'zod';
import type { Arm } from '../../shared/arm/arm';
import { decoded } from '../../shared/arm/armError';

/** One resource, in our shape. @throws ArmError */
export async function readResource<T>(arm: Arm, path: string, schema: z.ZodType<T, unknown>): Promise<T> {
  return decoded(await arm.get(path), schema, path);
}

/** All rows of a list, in our shape. @throws ArmError */
export async function readArmPages<T>(
  arm: Arm,
  path: string,
  row: z.ZodType<T, unknown>,
): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const page of arm.pages(path)) {
    for (const raw of page) found.push(decoded(raw, row, path));
  }
  return found;
}
