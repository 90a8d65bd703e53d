const WORD = /^[a-z]\w{0,79}$/i;

/**
 * A code that another system gave, such as `Authorization_RequestDenied` or `ECONNREFUSED`, if it is one word. `null` for anything
 * else: sentences, markup, addresses and host names of other systems must not reach health or mail.
 */
export function wordOf(code: unknown): string | null {
  return typeof code === 'string' && WORD.test(code) ? code : null;
}

/** The code of an error of Node, the SDK or the file system, or its name; never the message, which may name anything. */
export function codeIn(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  const { code, name } = error as { readonly code?: unknown; readonly name?: unknown };
  return wordOf(code) ?? wordOf(name);
}
