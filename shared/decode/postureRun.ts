import { z } from 'zod';
import { PROBLEM_CODES } from '../domain/problem';

const problem = z.object({ code: z.enum(PROBLEM_CODES), sentence: z.string(), mend: z.string() });
const postureRun = z.object({ at: z.iso.datetime(), problems: z.array(problem) });

/** When the posture was last refreshed, and what it met; `null` for a stored value of another version. */
export function decodePostureRun(value: unknown): z.output<typeof postureRun> | null {
  return postureRun.safeParse(value).data ?? null;
}
