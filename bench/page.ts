import { decodeSignIn } from '../shared/decode/signIn';
import type { SignIn } from '../shared/domain/signIn/signIn';
import { makeWorld } from '../tenant/world/world';

export const PAGE = 1_000;
export const NOW = Date.parse('2026-11-21T07:00:00Z');

type Row = Readonly<Record<string, unknown>>;

/** As many sign-ins of the simulated tenant as Graph returns in one page. */
export function pageOfSignIns(): readonly Row[] {
  const options = { seed: 1, accounts: 60, days: 30, daysAhead: 0, signInsPerDay: 60, otherSignInsPerDay: 0 };
  const rows = makeWorld({ ...options, nowMs: NOW }).finalRows();
  if (rows.length < PAGE)
    throw new Error(`The simulated tenant has ${rows.length} sign-ins; a page has ${PAGE}.`);
  return rows.slice(0, PAGE);
}

export function decoded(raw: unknown): SignIn {
  const found = decodeSignIn(raw);
  if (found.kind !== 'signIn') throw new Error(`No sign-in: ${JSON.stringify(found)}`);
  return found.signIn;
}
