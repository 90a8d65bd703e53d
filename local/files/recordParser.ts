import { csvParser } from './csvRecords';
import { FileError, holdsNoSignIns, isEmpty } from './fileError';
import type { RecordParser } from './fileRecord';
import { jsonParser } from './jsonRecords';
import { isSignInLike } from './signInLike';

/** Some locales make Excel write semicolons or tabs. */
const DELIMITERS = [',', ';', '\t'];

/** Characters; no heading row comes near it. */
const LONGEST_HEADING = 64 * 1024;

/**
 * A parser that recognises by the beginning of the text whether it is JSON or CSV.
 *
 * @throws FileError (from `push` and `end`) when the text is empty, or neither
 */
export function recordParser(file: string): RecordParser {
  let head = '';
  let chosen: RecordParser | null = null;
  return {
    push: (text) => {
      if (chosen) return chosen.push(text);
      head += text;
      chosen = choose(head, false, file);
      return chosen?.push(head) ?? [];
    },
    end: (cut) => {
      if (chosen) return chosen.end(cut);
      const parser = choose(head, true, file);
      if (parser) return [...parser.push(head), ...parser.end(cut)];
      throw cut === null ? isEmpty(file) : new FileError('notReadable', file, cut);
    },
  };
}

/** @returns `null` when more text is needed to tell */
function choose(text: string, isWhole: boolean, file: string): RecordParser | null {
  const start = text.trimStart();
  if (start === '' && text.length < LONGEST_HEADING) return null;
  if (start.startsWith('{') || start.startsWith('[')) return jsonParser();
  const newline = start.indexOf('\n');
  if (newline < 0 && !isWhole && start.length < LONGEST_HEADING) return null;
  const heading = newline < 0 ? start : start.slice(0, newline);
  const delimiter = DELIMITERS.find((candidate) => isSignInHeading(heading, candidate));
  if (delimiter === undefined) throw holdsNoSignIns(file, start);
  return csvParser(delimiter);
}

function isSignInHeading(heading: string, delimiter: string): boolean {
  const names = heading.split(delimiter).map((name) =>
    name
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .trim(),
  );
  return isSignInLike(Object.fromEntries(names.map((name) => [name, name])));
}
