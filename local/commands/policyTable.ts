import type { EnforcedApp } from '../../shared/domain/apps/enforcedApps';
import type { AppCoverage, Coverage } from '../../shared/domain/coverage/coverage';
import type { Gap } from '../../shared/domain/coverage/hole';
import type { Known } from '../../shared/domain/coverage/known';
import { plainText } from '../../shared/render/plainText';
import { counted, inDigits } from '../../shared/render/words/counted';
import { type GapGroup, gapGroups } from '../../shared/render/words/gaps';
import { wrap } from '../../shared/render/wrap';

export type Around = {
  /** What the ids stand for, as far as that is known. */
  readonly known: Known;
  /** Names of the policies that keep others from an app, by key of the app. */
  readonly blocking: Readonly<Record<string, readonly string[]>>;
};

/** The coverage as text: without frames; apps with the same result share a row, and long lists are cut. */
export function coverageText(
  apps: readonly EnforcedApp[],
  coverage: Readonly<Record<string, AppCoverage>>,
  around: Around,
): string {
  return alikeApps(apps, coverage, around)
    .map((row) => rowText(row, around.known))
    .join('\n\n');
}

type Row = {
  readonly names: string[];
  readonly coverage: Coverage;
  readonly gaps: readonly Gap[];
  readonly blocking: readonly string[];
};

function alikeApps(
  apps: readonly EnforcedApp[],
  coverage: Readonly<Record<string, AppCoverage>>,
  around: Around,
): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const { key, name } of apps) {
    const found = coverage[key];
    if (!found) continue;
    const blocking = around.blocking[key] ?? [];
    const alike = JSON.stringify([found.coverage, found.gaps, blocking]);
    const row = rows.get(alike);
    if (row) row.names.push(name);
    else rows.set(alike, { names: [name], coverage: found.coverage, gaps: found.gaps, blocking });
  }
  return [...rows.values()];
}

function rowText({ names, coverage, gaps, blocking }: Row, known: Known): string {
  const groups = gapGroups(gaps, known);
  return [
    ...names.map((name) => wrap(plainText(name))),
    wrap(
      blocking.length > 0 && coverage === 'everyone' ? 'MFA for everyone who can use it.' : WHOM[coverage],
      '  ',
    ),
    ...(blocking.length > 0 ? [wrap(`Others are blocked by ${quotedFew(blocking)}.`, '  ')] : []),
    ...(groups.length > 0 ? ['  Who gets in without MFA, and why:', ...groupLines(groups)] : []),
    ...(gaps.length > MOST_GAPS
      ? [`  ${counted(gaps.length, 'gap')} in all; --format json lists them.`]
      : []),
  ].join('\n');
}

const WHOM: Readonly<Record<Coverage, string>> = {
  everyone: 'MFA for everyone.',
  someone: 'MFA for some.',
  reportOnly: 'MFA for nobody yet: report-only policies would require it.',
  none: 'MFA for nobody.',
};

/** A reader follows no more; JSON has all. */
const MOST_POLICIES = 10;
const MOST_GAPS = 5;
const MOST_NAMED = 3;

function groupLines(groups: readonly GapGroup[]): readonly string[] {
  const left = groups.length - MOST_POLICIES;
  return [
    ...groups.slice(0, MOST_POLICIES).flatMap(({ title, lines }) => lines.map((line) => bullet(title, line))),
    ...(left > 0 ? [item(`and what ${inDigits(left)} more leave open`)] : []),
  ];
}

function bullet(title: string, line: string): string {
  // The cause is a missing policy or the policy with this name.
  const blamed = title === 'No policy' || title === 'Security defaults' ? title : `“${title}”`;
  return item(`${blamed} ${line}`);
}

function item(text: string): string {
  return `  - ${wrap(text, '    ').slice(4)}`;
}

function quotedFew(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).map((name) => `“${plainText(name, 100)}”`);
  const left = names.length - shown.length;
  return left > 0 ? `${shown.join(', ')} and ${inDigits(left)} more` : shown.join(', ');
}
