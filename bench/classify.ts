import { makeWorld } from '../local/tenant/world/world';
import { decodeSignIn } from '../shared/decode/signIn';
import { ENFORCED_APPS, indexApps } from '../shared/domain/apps/enforcedApps';
import type { SignIn } from '../shared/domain/signIn/signIn';
import { judgeSignIn } from '../shared/domain/verdict/judge';
import { sessionProofs } from '../shared/domain/verdict/sessions';
import { medianMs } from './measure';

const PAGE = 1_000;
const ROUNDS = 40;
const TARGET = 0.25;
const NOW = Date.parse('2026-11-21T07:00:00Z');

/** Classifying a page of sign-ins, against `JSON.parse` of the same page. Decoding is shown beside it. */
export function benchClassify(): string {
  const text = JSON.stringify(pageOfSignIns());
  const raw = JSON.parse(text) as unknown[];
  const signIns = raw.map(decoded);
  const context = { apps: indexApps(ENFORCED_APPS), tenantId: null, sessions: sessionProofs(), now: NOW };
  const floor = medianMs(ROUNDS, () => JSON.parse(text));
  const classify = medianMs(ROUNDS, () => signIns.map((signIn) => judgeSignIn(signIn, context)));
  const decode = medianMs(ROUNDS, () => raw.map(decoded));
  return [
    `page of ${signIns.length} sign-ins, ${Math.round(text.length / 1_024)} KiB; median of ${ROUNDS} rounds`,
    line('JSON.parse (floor)', floor, floor),
    line('classify', classify, floor),
    line('decode', decode, floor),
    `target for classify: at most ${TARGET} of the floor: ${classify / floor <= TARGET ? 'met' : 'missed'}`,
  ].join('\n');
}

function pageOfSignIns(): readonly unknown[] {
  const options = { seed: 1, accounts: 60, days: 30, daysAhead: 0, signInsPerDay: 60, otherSignInsPerDay: 0 };
  const rows = makeWorld({ ...options, nowMs: NOW }).finalRows();
  if (rows.length < PAGE)
    throw new Error(`The simulated tenant has ${rows.length} sign-ins; a page has ${PAGE}.`);
  return rows.slice(0, PAGE);
}

function decoded(raw: unknown): SignIn {
  const found = decodeSignIn(raw);
  if (found.kind === 'rejected') throw new Error(`${found.reject.field}: ${found.reject.reason}`);
  return found.signIn;
}

function line(name: string, ms: number, floor: number): string {
  return `${name.padEnd(20)} ${ms.toFixed(2).padStart(8)} ms ${(ms / floor).toFixed(2).padStart(6)}`;
}
