/** The letters of Hebrew, Arabic and the other scripts that are written from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/** The marks FSI and PDI: between them, text has a direction of its own. */
const OPEN = '\u2068';
const CLOSE = '\u2069';

/**
 * A name as it stands among other words: right-to-left letters in it turn nothing around outside of it. Other names stay
 * as they are, without marks.
 *
 * @see https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates (read 2026-11-30)
 */
export function isolated(name: string): string {
  return RIGHT_TO_LEFT.test(name) ? `${OPEN}${name}${CLOSE}` : name;
}

/** Cuts a line of harmless words and isolated names; an isolate that loses its end is closed. */
export function cut(line: string, longest: number): string {
  const characters = [...line];
  if (characters.length <= longest) return line;
  const kept = characters.slice(0, longest - 1).join('');
  return `${kept}${kept.lastIndexOf(OPEN) > kept.lastIndexOf(CLOSE) ? CLOSE : ''}…`;
}
