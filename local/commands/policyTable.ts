import type { EnforcedApp } from '../../shared/domain/apps/enforcedApps';
import type { AppCoverage, Coverage } from '../../shared/domain/coverage/coverage';
import type { Gap } from '../../shared/domain/coverage/hole';
import type { Known } from '../../shared/domain/coverage/known';
import { plainText } from '../../shared/domain/plainText';
import { type GapGroup, gapGroups } from '../../shared/render/words/gaps';
import { REACH_TONES, REACH_WORDS } from '../../shared/render/words/matrix';
import { wrap } from '../../shared/render/wrap';
import {
  allGapsInWords,
  blockedInWords,
  coverageInWords,
  GAPS_TITLE,
  morePoliciesInWords,
} from '../words/policyCoverage';
import { type Paint, paintedParts } from './paint';

export type Around = {
  /** Names for ids, as far as they are known. */
  readonly known: Known;
  /** Names of the policies that block others, by key of the app. */
  readonly blocking: Readonly<Record<string, readonly string[]>>;
  readonly paint: Paint;
};

/** The coverage as text without frames. Apps with the same result share a row, and long lists are cut. */
export function coverageText(
  apps: readonly EnforcedApp[],
  coverage: Readonly<Record<string, AppCoverage>>,
  around: Around,
): string {
  return alikeApps(apps, coverage, around)
    .map((row) => rowText(row, around))
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

function rowText({ names, coverage, gaps, blocking }: Row, { known, paint }: Around): string {
  const groups = gapGroups(gaps, known);
  return [
    ...names.map((name) => paint('title', wrap(plainText(name)))),
    paintedParts(
      wrap(coverageInWords(coverage), '  '),
      [{ words: REACH_WORDS[coverage], tone: REACH_TONES[coverage] }],
      paint,
    ),
    ...(blocking.length > 0 ? [wrap(blockedInWords(blocking), '  ')] : []),
    ...(groups.length > 0 ? [`  ${GAPS_TITLE}`, ...groupLines(groups)] : []),
    ...(gaps.length > MOST_GAPS ? [`  ${allGapsInWords(gaps.length)}`] : []),
  ].join('\n');
}

/** More would not be read; JSON has all. */
const MOST_POLICIES = 10;
const MOST_GAPS = 5;

function groupLines(groups: readonly GapGroup[]): readonly string[] {
  const left = groups.length - MOST_POLICIES;
  return [
    ...groups.slice(0, MOST_POLICIES).flatMap(({ title, lines }) => lines.map((line) => bullet(title, line))),
    ...(left > 0 ? [item(morePoliciesInWords(left))] : []),
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
