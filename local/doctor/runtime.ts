import { type CheckResult, missing, ok } from './checkResult';
import type { Commands } from './commands';
import { timeLeft } from './deadline';

/** What Azure runs the code with. */
export type Runtime = { readonly name: string; readonly version: string };

/**
 * The last day on which Azure supports each version of Node.js.
 * https://learn.microsoft.com/azure/azure-functions/functions-versions (read 2026-11-29); 20 has left that page, its day is that of
 * https://releaserun.com/?p=1522 (read 2026-11-29)
 */
const NODE_ENDS: Readonly<Record<string, string>> = {
  20: '2026-04-30',
  22: '2027-04-30',
  24: '2028-04-30',
};
const NEWEST = '24';

export type RuntimeFacts = { readonly app: string; readonly now: Date; readonly commands: Commands };

/** @param runtime `null` if Azure did not show it. A version that is not in the table says nothing. */
export function judgeRuntime(
  runtime: Runtime | null,
  { app, now, commands }: RuntimeFacts,
): readonly CheckResult[] {
  const check = 'runtime';
  const version = /^node$/i.test(runtime?.name ?? '') ? (runtime?.version ?? '') : '';
  const end = NODE_ENDS[version];
  if (end === undefined) return [];
  const left = timeLeft(end, now);
  if (left.kind === 'plenty') return [ok({ check, code: 'supported', version, end })];
  const next = version === NEWEST ? null : NEWEST;
  const command = next === null ? null : commands.setRuntime(app, next);
  if (left.kind === 'soon')
    return [ok({ check, code: 'endsSoon', version, end, days: left.days, next }, command)];
  return [missing({ check, code: 'ended', version, end, next }, command)];
}
