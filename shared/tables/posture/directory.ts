import { z } from 'zod';
import type { Directory } from '../../domain/account/directory';

const directory = z.object({
  trust: z
    .object({ byDefault: z.boolean(), byTenant: z.record(z.string(), z.boolean()) })
    .nullable()
    .catch(null),
  syncAccounts: z.array(z.string()).catch([]),
  graces: z.record(z.string(), z.string()).optional().catch(undefined),
});

/** The stored directory; `null` for a value of another version. */
export function decodeDirectory(value: unknown): Directory | null {
  const { data } = directory.safeParse(value);
  if (data === undefined) return null;
  const { graces, ...read } = data;
  return graces === undefined ? read : { ...read, graces };
}
