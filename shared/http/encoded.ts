/** A text in a path or a query. No encoding has half a surrogate pair: it becomes U+FFFD, which is in no id and no name. */
export function encoded(text: string | number): string {
  return encodeURIComponent(String(text).replace(/\p{Surrogate}/gu, '\uFFFD'));
}
