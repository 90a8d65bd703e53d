import { csvParser } from './csvRecords';
import { FileError } from './fileError';
import type { FileProblem } from './fileProblem';
import type { RecordParser } from './fileRecord';
import { jsonParser } from './jsonRecords';
import { contentBeginningWith, noSignInsIn, unjudgeable } from './otherFiles';
import { columnsAsRecord } from './signInLike';

/** Some locales make Excel write semicolons or tabs. */
const DELIMITERS = [',', ';', '\t'];

/** Characters; no heading row comes near it. */
const LONGEST_HEADING = 64 * 1024;

export type Want = {
  /** What messages call the file. */
  readonly file: string;
  /** Whether a record, or the columns of a table, are of the wanted kind. */
  readonly accept: (raw: unknown) => boolean;
};

/**
 * A parser that recognises JSON and CSV by the beginning of the text.
 *
 * @throws FileError (from `push` and `end`) when the text is empty, or neither
 */
export function recordParser(want: Want): RecordParser {
  const { file } = want;
  let head = '';
  let chosen: RecordParser | null = null;
  return {
    push: (text) => {
      if (chosen) return chosen.push(text);
      head += text;
      chosen = choose(head, false, want);
      return chosen?.push(head) ?? [];
    },
    end: (cut) => {
      if (chosen) return chosen.end(cut);
      const parser = choose(head, true, want);
      if (parser) return [...parser.push(head), ...parser.end(cut)];
      if (cut === null) throw new FileError(file, { code: 'empty' });
      throw new FileError(file, { code: 'notReadable', because: { code: 'damagedGzip' } });
    },
  };
}

/** @returns `null` if more text is needed to decide */
function choose(text: string, isWhole: boolean, want: Want): RecordParser | null {
  const start = text.trimStart();
  if (start === '' && text.length < LONGEST_HEADING) return null;
  if (start.startsWith('{') || start.startsWith('[')) return jsonParser();
  const { marks, delimiter, rest } = preambleOf(start);
  const newline = rest.indexOf('\n');
  if (newline < 0 && !isWhole && start.length < LONGEST_HEADING) return null;
  const heading = newline < 0 ? rest : rest.slice(0, newline);
  const delimiters = delimiter === null ? DELIMITERS : [delimiter];
  const found = delimiters.find((candidate) => isWanted(columnsOf(heading, candidate), want));
  if (found === undefined) throw new FileError(want.file, headingProblem(heading, start, delimiters));
  return afterMarks(csvParser(found), marks);
}

/** Windows PowerShell's Export-Csv first writes the type of the objects; other tools first name the delimiter for Excel. */
const MARK = /^(?:#TYPE[^\n]*|"?sep=(.)"?[ \t]*\r?)\n/i;

function preambleOf(start: string) {
  let rest = start;
  let marks = '';
  let delimiter: string | null = null;
  for (let mark = MARK.exec(rest); mark !== null; mark = MARK.exec(rest)) {
    delimiter = mark[1] ?? delimiter;
    marks += mark[0];
    rest = rest.slice(mark[0].length);
  }
  return { marks, delimiter, rest };
}

/** Passes the text on without its first marks, whose lines still count. */
function afterMarks(parser: RecordParser, marks: string): RecordParser {
  if (marks === '') return parser;
  let isFirst = true;
  return {
    ...parser,
    push: (text) => {
      if (!isFirst) return parser.push(text);
      isFirst = false;
      return parser.push(text.replace(marks, '\n'.repeat(marks.split('\n').length - 1)));
    },
  };
}

function isWanted(names: readonly string[], { accept }: Want): boolean {
  const columns = columnsAsRecord(names);
  return accept(columns) || unjudgeable(columns) !== null;
}

function headingProblem(heading: string, start: string, delimiters: readonly string[]): FileProblem {
  const problems = delimiters.map((delimiter) => noSignInsIn(columnsAsRecord(columnsOf(heading, delimiter))));
  const known = problems.find((problem) => problem.code !== 'notRecords' || problem.content !== null);
  return known ?? { code: 'notRecords', content: contentBeginningWith(start) };
}

function columnsOf(heading: string, delimiter: string): readonly string[] {
  return heading.split(delimiter).map((name) =>
    name
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .trim(),
  );
}
