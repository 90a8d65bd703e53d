import type { AccountKind, AccountView, Readiness } from '../account/account';
import { countEffects, type EffectCounts, isOpen } from '../account/effectCounts';
import type { Coverage } from '../coverage/coverage';
import type { TenantCoverage } from '../coverage/tenantCoverage';
import type { FindingCounts } from './findingCounter';

/** The numbers of a UTC day. */
export type DayCounts = FindingCounts & {
  /** Open accounts, guests too. */
  readonly open: number;
  /** The same by readiness; zeros are left out. */
  readonly byReadiness: Readonly<Partial<Record<Readiness, number>>>;
  readonly byKind: Readonly<Partial<Record<AccountKind, number>>>;
  /** By key of the enforced app; empty if it is not known. */
  readonly coverage: Readonly<Record<string, Coverage>>;
  /** The headline of that day; absent if an earlier version counted. */
  readonly effects?: EffectCounts | undefined;
};

export function dayCounts(
  views: readonly AccountView[],
  coverage: TenantCoverage | null,
  findings: FindingCounts,
): DayCounts {
  const open = views.filter(isOpen);
  return {
    ...findings,
    effects: countEffects(views),
    open: open.length,
    byReadiness: countedBy(open.map(({ readiness }) => readiness)),
    byKind: countedBy(open.map(({ kind }) => kind)),
    coverage: Object.fromEntries(
      Object.entries(coverage?.apps ?? {}).map(([key, app]) => [key, app.coverage]),
    ),
  };
}

function countedBy<K extends string>(keys: readonly K[]): Partial<Record<K, number>> {
  const counts: Partial<Record<K, number>> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}
