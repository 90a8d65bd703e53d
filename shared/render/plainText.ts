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
  const line = text.replace(BREAKS, ' ').replace(HIDDEN, '\uFFFD').trim();
  const characters = [...line];
  return characters.length <= longest ? line : `${characters.slice(0, longest - 1).join('')}…`;
}

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
