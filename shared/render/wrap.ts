/** Lines of mail that no client folds again. */
export const COLUMNS = 72;

const URL_WORD = /^https?:\/\//u;

/** Breaks text at spaces, and a word too long for a line within; a URL stays whole, as a broken one is of no use. */
export function wrap(text: string, indent = ''): string {
  const width = COLUMNS - indent.length;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((long) => pieces(long, width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (lengthOf(longer) <= width || line === '') {
      line = longer;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line].map((each) => indent + each).join('\n');
}

function pieces(word: string, width: number): string[] {
  if (URL_WORD.test(word)) return [word];
  const characters = [...word];
  const parts: string[] = [];
  for (let at = 0; at < characters.length; at += width) parts.push(characters.slice(at, at + width).join(''));
  return parts;
}

function lengthOf(text: string): number {
  return [...text].length;
}
