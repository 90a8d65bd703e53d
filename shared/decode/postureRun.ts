import { z } from 'zod';
import { storedProblems } from './problems';

const postureRun = z.object({ at: z.iso.datetime(), problems: storedProblems });

/** When the posture was last refreshed, and what it met; `null` for a stored value of another version. */
export function decodePostureRun(value: unknown): z.output<typeof postureRun> | null {
  return postureRun.safeParse(value).data ?? null;
}
