import { displayWidth } from './displayWidth';

/** Lines of mail that no client folds again. */
export const COLUMNS = 72;

const URL_WORD = /^https?:\/\//u;

/** Breaks text at spaces, and a word too long for a line within; a URL stays whole, as a broken one is of no use. */
export function wrap(text: string, indent = '', columns = COLUMNS): string {
  const width = columns - indent.length;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((long) => pieces(long, width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (displayWidth(longer) <= width || line === '') {
      line = longer;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line].map((each) => indent + each).join('\n');
}

function pieces(word: string, width: number): string[] {
  if (URL_WORD.test(word) || displayWidth(word) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  let partWidth = 0;
  for (const character of word) {
    const more = displayWidth(character);
    if (partWidth + more > width && part !== '') {
      parts.push(part);
      part = '';
      partWidth = 0;
    }
    part += character;
    partWidth += more;
  }
  return [...parts, part];
}
