import { csvRedaction, redactMarks } from './csv';
import { isKnownName } from './fields';
import { jsonRedaction, type Redaction } from './json';
import type { Context } from './values';

/** `null`: neither JSON nor CSV with columns of sign-ins, so that nothing of it is known to be harmless. */
export type RedactedForm = 'json' | 'csv' | null;

type Chosen = { readonly form: RedactedForm; readonly redaction: Redaction };

const NOTHING: Redaction = { push: () => '', end: () => '' };

const DELIMITERS = [',', ';', '\t'];
/** Characters; no heading row comes near it. */
const LONGEST_HEADING = 64 * 1024;
const FEWEST_COLUMNS = 2;
const MARKS = /^(?:#TYPE[^\n]*\n|"?sep=."?[ \t]*\r?\n)+/i;

/** Redacts a text as what its beginning shows it to be. */
export function formRedaction(context: Context): Redaction & { readonly form: () => RedactedForm } {
  let head = '';
  let chosen: Chosen | null = null;
  const take = (isEnd: boolean): string => {
    chosen = choose(head, isEnd, context);
    return chosen === null ? '' : chosen.redaction.push(head);
  };
  return {
    push: (text) => {
      if (chosen) return chosen.redaction.push(text);
      head += text;
      return take(false);
    },
    end: () => {
      const last = chosen ? '' : take(true);
      return last + (chosen?.redaction.end() ?? '');
    },
    form: () => chosen?.form ?? null,
  };
}

/** @returns `null` if more text is needed */
function choose(head: string, isEnd: boolean, context: Context): Chosen | null {
  const start = head.trimStart();
  const isEnough = isEnd || head.length >= LONGEST_HEADING;
  if (start === '' && !isEnough) return null;
  if (start.startsWith('{') || start.startsWith('['))
    return { form: 'json', redaction: jsonRedaction(context) };
  const marks = MARKS.exec(start)?.[0] ?? '';
  const [heading = '', ...more] = start.slice(marks.length).split('\n', 2);
  if (more.length === 0 && !isEnough) return null;
  const [best] = DELIMITERS.map((delimiter) => ({ delimiter, known: knownColumns(heading, delimiter) })).sort(
    (a, b) => b.known - a.known,
  );
  if (!best || best.known < FEWEST_COLUMNS) return { form: null, redaction: NOTHING };
  return { form: 'csv', redaction: afterMarks(csvRedaction(context, best.delimiter), marks, context) };
}

function knownColumns(heading: string, delimiter: string): number {
  return heading.split(delimiter).filter((name) => isKnownName(name.trim().replace(/^"(.*)"$/, '$1'))).length;
}

function afterMarks(redaction: Redaction, marks: string, context: Context): Redaction {
  let isFirst = true;
  return {
    push: (text) => {
      if (!isFirst) return redaction.push(text);
      isFirst = false;
      return redactMarks(marks, context) + redaction.push(text.trimStart().slice(marks.length));
    },
    end: redaction.end,
  };
}
