import { z } from 'zod';
import type { EnforcedApp } from '../domain/apps/enforcedApps';

const lowerGuid = z.guid('must be a GUID').transform((id) => id.toLowerCase());

/** One entry of the catalogue, as `EXTRA_ENFORCED_APPS` writes it. */
export const enforcedApp: z.ZodType<EnforcedApp, unknown> = z
  .strictObject({
    key: z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'must be a camelCase word'),
    name: z.string().min(1),
    clientAppIds: z.array(lowerGuid).default([]),
    resourceIds: z.array(lowerGuid).default([]),
    phase: z.union([z.literal(1), z.literal(2)]),
    operations: z.array(z.enum(['create', 'read', 'update', 'delete'])).min(1),
    since: z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/, 'must be YYYY-MM or YYYY-MM-DD'),
    confirmed: z.boolean().default(false),
    source: z.url().default('https://learn.microsoft.com/entra/'),
    read: z.iso.date().default('2026-11-21'),
  })
  .refine(
    (app) => app.clientAppIds.length + app.resourceIds.length > 0,
    'needs a client app id or a resource id',
  );

/** A JSON array of catalogue entries, as text. */
export const enforcedAppList: z.ZodType<readonly EnforcedApp[], string> = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'must be a JSON array' });
      return z.NEVER;
    }
  })
  .pipe(z.array(enforcedApp));
