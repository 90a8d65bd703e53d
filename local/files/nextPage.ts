const CONTEXT = '"@odata.context"';
const NEXT = '"@odata.nextLink"';
/**
 * Without the quote before it, which is nearly everywhere: a search is fast if its first character is rare. And V8 looks for a text of
 * seven characters or more in another way, which takes four times as long here.
 */
const MARK = '@odata';
/** Of a name that is not whole yet. */
const LONGEST_PART = NEXT.length - 1;

/**
 * Watches a text go by for pages of Graph that lead to a next one. Each page names its context once, so as many links as
 * pages say that the last page is not the last of the log.
 */
export function nextPageWatch() {
  let pages = 0;
  let links = 0;
  /** The end of the text so far: a name may be cut between two pieces. */
  let rest = '';
  /** @param counted the part of the text that has been looked at before */
  const note = (text: string, from: number, counted: number) => {
    if (text.startsWith(CONTEXT, from) && from + CONTEXT.length > counted) pages++;
    if (text.startsWith(NEXT, from) && from + NEXT.length > counted && !isNull(text, from + NEXT.length))
      links++;
  };
  return {
    see: (piece: string) => {
      // Joining large pieces would copy the whole text.
      const seam = rest + piece.slice(0, LONGEST_PART);
      for (const from of namesIn(seam)) if (from < rest.length) note(seam, from, rest.length);
      for (const from of namesIn(piece)) note(piece, from, 0);
      rest = (rest + piece.slice(-LONGEST_PART)).slice(-LONGEST_PART);
    },
    hasMore: () => links > 0 && links >= pages,
  };
}

/** Graph leaves out the link of the last page; tools that rewrite its pages may not. */
function isNull(text: string, from: number): boolean {
  return /^\s*:\s*n/.test(text.slice(from, from + 8));
}

/** The places of names, each at its quote. */
function namesIn(text: string): readonly number[] {
  const found: number[] = [];
  for (let at = text.indexOf(MARK, 1); at > 0; at = text.indexOf(MARK, at + 1)) found.push(at - 1);
  return found;
}
