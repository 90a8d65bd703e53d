import { z } from 'zod';
import type { Directory } from '../../domain/account/directory';

const directory: z.ZodType<Directory, unknown> = z.object({
  trust: z
    .object({ byDefault: z.boolean(), byTenant: z.record(z.string(), z.boolean()) })
    .nullable()
    .catch(null),
  syncAccounts: z.array(z.string()).catch([]),
});

/** The stored directory; `null` for a value of another version. */
export function decodeDirectory(value: unknown): Directory | null {
  return directory.safeParse(value).data ?? null;
}
