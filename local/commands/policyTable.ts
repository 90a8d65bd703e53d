import Table from 'cli-table3';
import type { EnforcedApp } from '../../shared/domain/apps/enforcedApps';
import type { AppCoverage, Gap } from '../../shared/domain/coverage/coverage';
import type { GapReason } from '../../shared/domain/coverage/holes';
import type { Policy } from '../../shared/domain/coverage/policy';
import { printable } from './printable';

const WORDS: Readonly<Record<GapReason, (who: string) => string>> = {
  excludedUser: (who) => `leaves out the user ${who}`,
  excludedGroup: (who) => `leaves out the group ${who}`,
  excludedRole: (who) => `leaves out the role ${who}`,
  excludedGuests: (who) => `leaves out guests: ${who}`,
  notIncluded: (who) => `does not include ${who}`,
  excludedApp: (who) => `leaves out the app for ${who}`,
  condition: (who) => `leaves out ${who}`,
  grantOr: (who) => `lets in ${who}`,
  customControl: () => 'demands a custom control, which is not MFA to the mandate',
  reportOnly: () => 'is report-only',
  disabled: () => 'is off',
};

/** Borders and padding of three columns. */
const FRAME = 10;
const APP = 30;
const COVERAGE = 12;

/** The coverage for people: a row for each enforced app. */
export function coverageTable(
  apps: readonly EnforcedApp[],
  coverage: Readonly<Record<string, AppCoverage>>,
  { policies, columns }: { readonly policies: readonly Policy[]; readonly columns: number },
): string {
  const table = new Table({
    head: ['enforced app', 'MFA for', 'open'],
    colWidths: [APP, COVERAGE, Math.max(30, columns - APP - COVERAGE - FRAME)],
    wordWrap: true,
    wrapOnWordBoundary: true,
    style: { head: [], border: [] },
  });
  const names = new Map(policies.map(({ id, name }) => [id, name]));
  for (const { key, name } of apps) {
    const found = coverage[key];
    if (found)
      table.push([name, found.coverage, found.gaps.map((gap) => gapSentence(gap, names)).join('\n') || '-']);
  }
  return table.toString();
}

function gapSentence({ who, why, policy }: Gap, names: ReadonlyMap<string, string>): string {
  // Names come from the tenant, rules of filters too.
  if (policy !== null) return printable(`${names.get(policy) ?? policy}: ${WORDS[why](who)}`);
  return printable(why === 'notIncluded' ? `no policy: ${who}` : `security defaults: ${who}`);
}
