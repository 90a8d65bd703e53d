import { z } from 'zod';
import {
  ENFORCED_BECAUSE,
  type Enforcement,
  NOT_ENFORCED_BECAUSE,
} from '../../domain/enforcement/enforcement';
import type { UnprovenWrites } from '../../domain/enforcement/unprovenWrites';
import type { Notices } from '../../domain/notices/notice';

const time = z.iso.datetime();
const phase = z.discriminatedUnion('state', [
  z.object({ state: z.literal('enforced'), because: z.enum(ENFORCED_BECAUSE) }),
  z.object({ state: z.literal('postponed'), until: time }),
  z.object({ state: z.literal('notEnforced'), because: z.enum(NOT_ENFORCED_BECAUSE) }),
  z.object({ state: z.literal('notVisible'), because: z.enum(['forbidden', 'notFound']) }),
]);
const enforcement = z.object({ at: time, phase1: phase, phase2: phase });
const writes = z.object({
  at: time,
  from: time,
  subscriptions: z.number(),
  noted: z.number(),
  read: z.number(),
  isCut: z.boolean(),
  writers: z.array(
    z.object({
      userId: z.string(),
      userPrincipalName: z.string().nullable(),
      wentThrough: z.number(),
      stopped: z.number(),
      last: time,
      lastStopped: time.nullable().optional(),
      firstStopped: time.nullable().optional(),
      lastWentThrough: time.nullable().optional(),
      firstWentThrough: time.nullable().optional(),
    }),
  ),
});
const notices = z.object({
  at: time,
  notices: z.array(
    z.object({ id: z.string(), title: z.string(), startsAt: time, modifiedAt: time, actBy: time.nullable() }),
  ),
});

// Of each: `null` for a stored value of another version.

export function decodeEnforcement(value: unknown): Enforcement | null {
  return enforcement.safeParse(value).data ?? null;
}

export function decodeWrites(value: unknown): UnprovenWrites | null {
  return writes.safeParse(value).data ?? null;
}

export function decodeNotices(value: unknown): Notices | null {
  return notices.safeParse(value).data ?? null;
}
