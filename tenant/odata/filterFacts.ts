import type { Filter } from './filterSyntax';

/** Both ends included, in milliseconds since 1970-01-01 UTC. */
export type Bounds = { readonly fromMs: number; readonly toMs: number };

const EVER: Bounds = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };

/** The span outside of which nothing can match. Only conditions joined by `and` are considered. */
export function boundsOf(filter: Filter | null, property: string): Bounds {
  if (filter === null) return EVER;
  if (filter.kind === 'and')
    return filter.parts.map((part) => boundsOf(part, property)).reduce(narrower, EVER);
  if (filter.kind !== 'compare' || filter.property !== property || filter.value.type !== 'instant')
    return EVER;
  const { operator, value } = filter;
  return {
    fromMs: operator === 'eq' || operator === 'ge' ? value.value : EVER.fromMs,
    toMs: operator === 'eq' || operator === 'le' ? value.value : EVER.toMs,
  };
}

export function mentions(filter: Filter | null, property: string): boolean {
  if (filter === null) return false;
  if ('parts' in filter) return filter.parts.some((part) => mentions(part, property));
  return filter.property === property;
}

function narrower(a: Bounds, b: Bounds): Bounds {
  return { fromMs: Math.max(a.fromMs, b.fromMs), toMs: Math.min(a.toMs, b.toMs) };
}
