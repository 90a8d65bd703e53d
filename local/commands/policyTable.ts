import Table from 'cli-table3';
import type { EnforcedApp } from '../../shared/domain/apps/enforcedApps';
import type { AppCoverage, Gap } from '../../shared/domain/coverage/coverage';
import type { Names } from '../../shared/domain/coverage/names';
import type { Policy } from '../../shared/domain/coverage/policy';
import { GAP_WORDS, membersInWords } from '../../shared/render/gapWords';
import { printable } from './printable';

/** Borders and padding of three columns. */
const FRAME = 10;
const APP = 30;
const COVERAGE = 12;

type Around = {
  readonly policies: readonly Policy[];
  /** Whom the gaps leave out, as far as that is known. */
  readonly names: Names;
  /** Of the terminal. */
  readonly columns: number;
};

/** The coverage for people: a row for each enforced app. */
export function coverageTable(
  apps: readonly EnforcedApp[],
  coverage: Readonly<Record<string, AppCoverage>>,
  { policies, names, columns }: Around,
): string {
  const table = new Table({
    head: ['enforced app', 'MFA for', 'open'],
    colWidths: [APP, COVERAGE, Math.max(30, columns - APP - COVERAGE - FRAME)],
    wordWrap: true,
    wrapOnWordBoundary: true,
    style: { head: [], border: [] },
  });
  const titles = new Map(policies.map(({ id, name }) => [id, name]));
  for (const { key, name } of apps) {
    const found = coverage[key];
    if (found)
      table.push([
        name,
        found.coverage,
        found.gaps.map((gap) => gapSentence(gap, { titles, names })).join('\n') || '-',
      ]);
  }
  return table.toString();
}

type Called = { readonly titles: ReadonlyMap<string, string>; readonly names: Names };

function gapSentence(gap: Gap, { titles, names }: Called): string {
  const { who, why, policy } = gap;
  // Names come from the tenant, rules of filters too.
  if (policy !== null)
    return printable(`${titles.get(policy) ?? policy}: ${GAP_WORDS[why](membersInWords(gap, names))}`);
  return printable(why === 'notIncluded' ? `no policy: ${who}` : `security defaults: ${who}`);
}
