import { COVERAGES, type Coverage } from './coverage';
import type { Gap } from './hole';
import type { Known } from './known';
import type { KeptCoverage, PolicyName, TenantCoverage } from './tenantCoverage';

/** The news about coverage since it was last sent. */
export type CoverageNews = {
  /** `first` if nothing was sent before: then the numbers are all there is. */
  readonly trend: 'first' | 'worse' | 'better' | 'mixed';
  /** The number of enforced apps that are covered for everyone, and of all. */
  readonly covered: number;
  readonly apps: number;
  /** Security defaults, if they were switched; else `null`. */
  readonly securityDefaults: boolean | null;
  /** Policies that were switched, created or deleted. */
  readonly policies: readonly PolicyChange[];
  readonly levels: readonly LevelChange[];
  /** Gaps that were not there when it was last sent, and those that are gone. */
  readonly opened: readonly Gap[];
  readonly closed: readonly Gap[];
  /** The names for the ids in gaps. */
  readonly known: Known;
};

/** `null` for a policy that is not there, or does not reach an enforced app. */
export type PolicyChange = {
  readonly name: string;
  readonly from: PolicyName['state'] | null;
  readonly to: PolicyName['state'] | null;
};

export type LevelChange = { readonly app: string; readonly from: Coverage; readonly to: Coverage };

/**
 * The change of coverage; `null` if there is none. A new report-only policy, for one, changes the coverage of no app.
 *
 * @param sent as it was last sent; `null` if it never was
 */
export function coverageNews(
  now: TenantCoverage,
  sent: TenantCoverage | null,
  known: Known,
): CoverageNews | null {
  const all = Object.values(now.apps);
  const standing = {
    covered: all.filter(({ coverage }) => coverage === 'everyone').length,
    apps: all.length,
    known,
  };
  if (sent === null) return { ...standing, ...NOTHING_NEW, trend: 'first' };
  // An app that only one of them knows came or went by a setting.
  const pairs = Object.entries(now.apps).flatMap(([app, after]) => {
    const before = sent.apps[app];
    return before ? [{ app, before, after }] : [];
  });
  const levels = pairs
    .filter(({ before, after }) => before.coverage !== after.coverage)
    .map(({ app, before, after }) => ({ app, from: before.coverage, to: after.coverage }));
  const opened = distinctGaps(pairs.flatMap(({ before, after }) => gapsOnlyIn(after, before)));
  const closed = distinctGaps(pairs.flatMap(({ before, after }) => gapsOnlyIn(before, after)));
  const more = pairs.reduce((sum, { before, after }) => sum + after.gapCount - before.gapCount, 0);
  if (levels.length + opened.length + closed.length === 0 && more === 0) return null;
  return {
    ...standing,
    trend: trendOf(levels, { opened: opened.length, closed: closed.length, more }),
    securityDefaults: now.securityDefaults === sent.securityDefaults ? null : now.securityDefaults,
    policies: policyChanges(sent.policies, now.policies),
    levels,
    opened,
    closed,
  };
}

const NOTHING_NEW = { securityDefaults: null, policies: [], levels: [], opened: [], closed: [] } as const;

type GapCounts = { readonly opened: number; readonly closed: number; readonly more: number };

/** By the levels, if any changed: the gaps of a policy say little once it is off. */
function trendOf(levels: readonly LevelChange[], gaps: GapCounts): CoverageNews['trend'] {
  const steps = levels.map(({ from, to }) => COVERAGES.indexOf(to) - COVERAGES.indexOf(from));
  const worse = steps.length > 0 ? steps.some((step) => step > 0) : gaps.opened > 0 || gaps.more > 0;
  const better = steps.length > 0 ? steps.some((step) => step < 0) : gaps.closed > 0 || gaps.more < 0;
  if (worse && better) return 'mixed';
  return worse ? 'worse' : 'better';
}

/** None if not all were kept: the gaps that were cut off are in neither. */
function gapsOnlyIn(one: KeptCoverage, other: KeptCoverage): readonly Gap[] {
  if (isCut(one) || isCut(other)) return [];
  const others = new Set(other.gaps.map(keyOf));
  return one.gaps.filter((gap) => !others.has(keyOf(gap)));
}

function isCut({ gaps, gapCount }: KeptCoverage): boolean {
  return gaps.length < gapCount;
}

function distinctGaps(gaps: readonly Gap[]): readonly Gap[] {
  return [...new Map(gaps.map((gap) => [keyOf(gap), gap])).values()];
}

/** The same for a gap that was stored, with its facts in another order. */
function keyOf({ who, why, policy }: Gap): string {
  return JSON.stringify([why, policy, typeof who === 'string' ? who : Object.entries(who).toSorted()]);
}

function policyChanges(before: readonly PolicyName[], after: readonly PolicyName[]): readonly PolicyChange[] {
  const was = new Map(before.map((policy) => [policy.id, policy]));
  const is = new Map(after.map((policy) => [policy.id, policy]));
  return [...new Map([...was, ...is]).values()]
    .map(({ id, name }) => ({ name, from: was.get(id)?.state ?? null, to: is.get(id)?.state ?? null }))
    .filter(({ from, to }) => from !== to);
}
