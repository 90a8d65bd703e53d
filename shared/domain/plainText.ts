/**
 * Text from the log is whatever its author typed. What would break a line, turn the reading direction or hide is
 * shown as a space or as U+FFFD; the joiners and selectors that scripts and emoji need stay.
 */
const BREAKS = /[\s\u0085]+/gu;
const HIDDEN = /(?!\u200C|\u200D|\uFE0E|\uFE0F)[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * One line of harmless text. Markup is left alone: the renderer of HTML escapes it.
 *
 * @param longest in characters as a reader counts them; the rest becomes an ellipsis
 */
export function plainText(text: string, longest = 120): string {
  const line = text.slice(0, MOST_UNITS).replace(BREAKS, ' ').replace(HIDDEN, '\uFFFD').trim();
  const characters = [...line];
  return characters.length <= longest ? line : `${characters.slice(0, longest - 1).join('')}…`;
}

/** No reader gets further, and a text of megabytes is not looked through for a line of it. */
const MOST_UNITS = 20_000;

/**
 * The same of text with lines: a stack, for example, or the message of an error that is not ours. All lines but the first are
 * indented, so that none looks like one of ours.
 *
 * @param most lines
 */
export function plainLines(text: string, most = 40): string {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/, most);
  return lines.map((line, index) => (index === 0 ? '' : INDENT) + plainText(line, LONGEST_LINE)).join('\n');
}

const INDENT = '    ';
/** In characters: a path and a place in a file fit. */
const LONGEST_LINE = 500;

const ADDRESS = /^[^\s/:@]+@[^\s/:@]+$/u;

/**
 * Mail clients make links of whatever looks like one, and a display name must not become a link in a mail from us.
 * Mail addresses stay as they are, so that they can be copied.
 */
export function unlinked(text: string): string {
  return text.replace(/\S+/gu, (word) =>
    ADDRESS.test(word)
      ? word
      : word.replace(/:(?=\/\/)/gu, '[:]').replace(/(?<=[\p{L}\p{N}])\.(?=\p{L}{2})/gu, '[.]'),
  );
}
