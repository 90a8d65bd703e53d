import type { CheckResult, CheckResults } from '../doctor/checkResult';
import { countsOf } from '../doctor/checkResult';
import { checkText, countsInWords, STATE_WORDS } from '../words/doctor/checkText';
import { printable, printableJson } from './printable';

export function doctorJson(results: CheckResults): string {
  const { before, after } = results;
  const document = { summary: countsOf(results), before: before.map(checkText), after: after.map(checkText) };
  return `${printableJson(document, 2)}\n`;
}

const STATE_WIDTH = 9;

/** The results for people. No table: a command that wraps in a cell cannot be pasted. */
export function doctorText(results: CheckResults): string {
  const parts = [
    section('Before the deployment', results.before),
    section('After the deployment', results.after),
    countsInWords(countsOf(results)),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function section(title: string, results: readonly CheckResult[]): string {
  if (results.length === 0) return '';
  return [title, ...results.map(lines)].join('\n');
}

function lines(result: CheckResult): string {
  const { name, state, sentence, mend: command } = checkText(result);
  const line = `  ${STATE_WORDS[state].padEnd(STATE_WIDTH)}${printable(name)}: ${printable(sentence)}`;
  return command === null ? line : `${line}\n  ${' '.repeat(STATE_WIDTH)}$ ${printable(command)}`;
}
