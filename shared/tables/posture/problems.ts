import { z } from 'zod';
import { PROBLEM_CODES, type Problem } from '../../domain/problem';
import { sound } from './readableItems';

const problem = z.object({ code: z.enum(PROBLEM_CODES), sentence: z.string(), mend: z.string() });

/** Stored problems. One that only another version knows is dropped: it must not cost this one the rest. */
export const storedProblems: z.ZodType<readonly Problem[], unknown> = sound(problem);
