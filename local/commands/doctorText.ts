import { plainText } from '../../shared/domain/plainText';
import type { Tone } from '../../shared/render/tones';
import type { CheckResult, CheckResults } from '../doctor/checkResult';
import { countsOf } from '../doctor/checkResult';
import { checkText, countsInWords, STATE_WORDS } from '../words/doctor/checkText';
import type { Paint } from './paint';
import { printable, printableJson } from './printable';

export function doctorJson(results: CheckResults): string {
  const { before, after } = results;
  const document = { summary: countsOf(results), before: before.map(checkText), after: after.map(checkText) };
  return `${printableJson(document, 2)}\n`;
}

const STATE_WIDTH = 9;
/** In characters. Some sentences have names in them that others chose. */
const LONGEST_SENTENCE = 2_000;

const STATE_TONES = {
  ok: 'good',
  missing: 'bad',
  unknown: 'warn',
  notYet: 'quiet',
} as const satisfies Record<CheckResult['state'], Tone>;

/** The results for people. No table: a command that wraps in a cell cannot be pasted. */
export function doctorText(results: CheckResults, paint: Paint): string {
  const parts = [
    section('Before the deployment', results.before, paint),
    section('After the deployment', results.after, paint),
    countsInWords(countsOf(results)),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function section(title: string, results: readonly CheckResult[], paint: Paint): string {
  if (results.length === 0) return '';
  return [paint('title', title), ...results.map((result) => lines(result, paint))].join('\n');
}

function lines(result: CheckResult, paint: Paint): string {
  const { name, state, sentence, mend: command } = checkText(result);
  const word = STATE_WORDS[state];
  const space = ' '.repeat(STATE_WIDTH - word.length);
  const line = `  ${paint(STATE_TONES[state], word)}${space}${printable(name)}: ${plainText(sentence, LONGEST_SENTENCE)}`;
  return command === null ? line : `${line}\n  ${' '.repeat(STATE_WIDTH)}$ ${printable(command)}`;
}
