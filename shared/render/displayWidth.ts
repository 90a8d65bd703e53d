const ASCII = /^[ -~]*$/;
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\p{Emoji_Presentation}\u3000-\u303E\uFF01-\uFF60\uFFE0-\uFFE6]/u;
const JOINED = /\p{Mn}|\p{Me}|\u200C|\u200D|\uFE0E|\uFE0F/u;

/** How many columns of a terminal text takes, near enough: an emoji of several parts may count as more. */
export function displayWidth(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += widthOf(character);
  return width;
}

function widthOf(character: string): 0 | 1 | 2 {
  if (JOINED.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}
