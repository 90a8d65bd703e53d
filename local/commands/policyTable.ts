import Table from 'cli-table3';
import type { EnforcedApp } from '../../shared/domain/apps/enforcedApps';
import type { AppCoverage, Gap } from '../../shared/domain/coverage/coverage';
import type { Policy } from '../../shared/domain/coverage/policy';
import { GAP_WORDS } from '../../shared/render/gapWords';
import { printable } from './printable';

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
  if (policy !== null) return printable(`${names.get(policy) ?? policy}: ${GAP_WORDS[why](who)}`);
  return printable(why === 'notIncluded' ? `no policy: ${who}` : `security defaults: ${who}`);
}
