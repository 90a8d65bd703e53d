import { type Cloud, isEnforcedIn } from '../../domain/cloud';
import type { MicrosoftReport } from '../../domain/microsoftReport';
import type { Problem } from '../../domain/problem';
import { CLOUD_WORDS } from './cloud';

/** For readers outside the public cloud; `null` in the public cloud, or if a problem says it already. */
export function cloudNote(content: {
  readonly cloud: Cloud;
  readonly problems: readonly Problem[];
}): string | null {
  if (isEnforcedIn(content.cloud)) return null;
  if (content.problems.some(({ code }) => code === 'notEnforcedInCloud')) return null;
  const where = CLOUD_WORDS[content.cloud];
  return `Microsoft enforces MFA in the public cloud only. In the ${where}, readiness refers to this tenant's own policies.`;
}

/** The assumption of a report that did not ask Azure; `null` if it did, or if Microsoft enforces nothing there. */
export function assumption(content: {
  readonly cloud: Cloud;
  readonly microsoft: MicrosoftReport | null;
}): string | null {
  if (content.microsoft !== null || !isEnforcedIn(content.cloud)) return null;
  return 'MFA Watch assumes that Microsoft enforces phase 1 and phase 2 of mandatory MFA (public cloud). A sign-in log does not show this.';
}
