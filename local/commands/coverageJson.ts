import type { AppCoverage } from '../../shared/domain/coverage/coverage';
import type { Gap } from '../../shared/domain/coverage/hole';
import { whoInWords } from '../../shared/render/words/gapWho';

/** The coverage by app, in the form that `mfa-watch policy --format json` writes. */
export function coverageJson(coverage: Readonly<Record<string, AppCoverage>>) {
  return Object.fromEntries(
    Object.entries(coverage).map(([key, app]) => [key, { ...app, gaps: app.gaps.map(gapJson) }]),
  );
}

function gapJson(gap: Gap) {
  return { who: whoInWords(gap), why: gap.why, policy: gap.policy };
}
