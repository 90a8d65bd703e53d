import type { Check, Counts, Findings, State } from '../doctor/check';
import { printable } from './printable';

const WORDS: Readonly<Record<State, string>> = {
  ok: 'ok',
  missing: 'MISSING',
  unknown: 'unknown',
  notYet: 'not yet',
};
const WIDTH = 9;

/** The findings for people. No table: a command that a cell wraps cannot be pasted. */
export function doctorText({ before, after }: Findings, counts: Counts): string {
  const parts = [
    section('Before the deployment', before),
    section('After the deployment', after),
    conclusion(counts),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function section(title: string, checks: readonly Check[]): string {
  if (checks.length === 0) return '';
  return [title, ...checks.map(lines)].join('\n');
}

function lines({ name, state, sentence, mend }: Check): string {
  const said = `  ${WORDS[state].padEnd(WIDTH)}${printable(name)}: ${printable(sentence)}`;
  return mend === null ? said : `${said}\n  ${' '.repeat(WIDTH)}$ ${printable(mend)}`;
}

function conclusion({ missing, unknown, notYet }: Counts): string {
  const open = [
    ...(missing > 0 ? [`${missing} missing`] : []),
    ...(unknown > 0 ? [`${unknown} not known`] : []),
    ...(notYet > 0 ? [`${notYet} not yet`] : []),
  ];
  if (open.length === 0) return 'Nothing is missing.';
  const sum = `${open.join(', ')}.`;
  return missing === 0 ? `${sum} As far as it shows, nothing is missing.` : sum;
}
