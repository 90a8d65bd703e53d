import { type Cloud, isEnforcedIn } from '../domain/cloud';
import type { Problem } from '../domain/problem';
import { CLOUD_WORDS } from './words';

/** What a reader outside the public cloud must know; `null` in the public cloud, or where a problem says it already. */
export function cloudNote(content: {
  readonly cloud: Cloud;
  readonly problems: readonly Problem[];
}): string | null {
  if (isEnforcedIn(content.cloud)) return null;
  if (content.problems.some(({ code }) => code === 'notEnforcedInCloud')) return null;
  const where = CLOUD_WORDS[content.cloud];
  return `Microsoft enforces MFA in the public cloud only. In the ${where}, readiness speaks of this tenant's own policies.`;
}
