import { z } from 'zod';
import { POSTURE_PARTS } from '../../domain/posturePart';
import type { PostureRun } from '../../domain/postureRun';
import { storedFailure } from './failures';
import { storedProblems } from './problems';

const time = z.iso.datetime().nullable();
const partRun = z.object({ at: time, problems: storedProblems, failure: z.null().or(storedFailure) });
/** A part that only another version knows is dropped. */
const parts = z.record(z.string(), z.unknown()).transform((stored) =>
  Object.fromEntries(
    POSTURE_PARTS.flatMap((name) => {
      const part = partRun.safeParse(stored[name]).data;
      return part ? [[name, part]] : [];
    }),
  ),
);
const postureRun = z.object({ at: time, parts });

/** The last refresh of the posture; `null` for a value of another version. */
export function decodePostureRun(value: unknown): PostureRun | null {
  return postureRun.safeParse(value).data ?? null;
}
