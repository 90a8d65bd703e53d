import type { z } from 'zod';
import type { Fail } from '../http/httpError';
import { ArmError } from './armError';

export const armFault: Fail = (code, url, { serviceCode = null, ...facts } = {}) =>
  new ArmError(code, url, { ...facts, armCode: serviceCode });

/**
 * An answer in our shape.
 *
 * @throws ArmError `badAnswer` when it does not fit the schema
 */
export function decoded<T>(answer: unknown, schema: z.ZodType<T, unknown>, path: string): T {
  const result = schema.safeParse(answer);
  if (result.success) return result.data;
  throw new ArmError('badAnswer', path, { cause: result.error });
}
