import { isObject } from './fields';

/** What a report-only policy is said to have come to where it would have stopped the sign-in, or asked for more first. */
const STOPS: ReadonlySet<string> = new Set(['reportonlyfailure', 'reportonlyinterrupted']);

const NONE: readonly string[] = [];

/**
 * Ids of the report-only policies in `appliedConditionalAccessPolicies` that would have stopped a sign-in, each once, sorted.
 * They decide no verdict: a list that cannot be read holds none, and costs the record nothing.
 * https://learn.microsoft.com/graph/api/resources/appliedconditionalaccesspolicy (read 2026-11-21)
 */
export function readReportOnlyStops(value: unknown): readonly string[] {
  let stops = NONE;
  for (const policy of listIn(value)) {
    const id = isObject(policy) && isStop(policy.result) ? policy.id : null;
    if (typeof id === 'string' && /^\S+$/.test(id)) stops = [...stops, id.toLowerCase()];
  }
  return stops.length > 1 ? [...new Set(stops)].sort() : stops;
}

function isStop(result: unknown): boolean {
  return typeof result === 'string' && STOPS.has(result.toLowerCase());
}

/** Some sources write the list as its JSON text. */
function listIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'string' || !/reportOnly/i.test(value)) return NONE;
  try {
    const parsed: unknown = JSON.parse(value);
    return Array.isArray(parsed) ? parsed : NONE;
  } catch {
    return NONE;
  }
}
