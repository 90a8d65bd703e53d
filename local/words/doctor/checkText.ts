import type { CheckResult, Counts, State } from '../../doctor/checkResult';
import { checkName } from './checkName';
import { outcomeInWords } from './outcome';

/** A check result as `doctor --format json` lists it: docs/commands.md documents these names. */
export type CheckText = {
  readonly name: string;
  readonly state: State;
  readonly sentence: string;
  readonly mend: string | null;
};

export function checkText(result: CheckResult): CheckText {
  const { state, command } = result;
  return { name: checkName(result), state, sentence: outcomeInWords(result), mend: command };
}

export const STATE_WORDS: Readonly<Record<State, string>> = {
  ok: 'ok',
  missing: 'MISSING',
  unknown: 'unknown',
  notYet: 'not yet',
};

export function countsInWords({ missing, unknown, notYet }: Counts): string {
  const open = [
    ...(missing > 0 ? [`${missing} missing`] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
    ...(notYet > 0 ? [`${notYet} not yet there`] : []),
  ];
  if (open.length === 0) return 'Nothing is missing.';
  return `${open.join(', ')}.${missing === 0 ? ' All other checks passed.' : ''}`;
}
