import type { Health } from '../../shared/jobs/onDemand/readHealth';
import { problemInWords } from '../../shared/render/words/problems';

/** Health as it is answered: each problem with its sentence and fix. */
export function healthJson(health: Health) {
  return { ...health, problems: health.problems.map(problemInWords) };
}
