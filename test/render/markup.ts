/** What a reader sees: the text between the tags of the body, with entities resolved. */
export function visibleText(html: string): string {
  return withoutScripts(html)
    .replace(/^.*?<body[^>]*>/su, '')
    .replace(/<(\/?(p|div|tr|td|th|li|h\d|section|dt|dd|summary|bdi|br))\b[^>]*>/gu, '\n')
    .replace(/<[^>]*>/gu, '')
    .replace(/&lt;/gu, '<')
    .replace(/&gt;/gu, '>')
    .replace(/&quot;/gu, '"')
    .replace(/&amp;/gu, '&')
    .replace(/[ \n]*\n[ \n]*/gu, '\n');
}

/** The page as it is drawn: its script and the data of its script are no part of it. */
export function withoutScripts(html: string): string {
  return html.replace(/<script\b.*?<\/script>/gsu, '');
}

export function count(html: string, pattern: RegExp): number {
  return [...html.matchAll(pattern)].length;
}

const VOID = new Set(['br', 'meta', 'link', 'wbr', 'img', 'input', 'hr']);

/** Names of elements that were opened and not closed in order; empty for sound markup. */
export function unbalanced(html: string): string[] {
  const open: string[] = [];
  for (const [, slash, name = ''] of withoutScripts(html).matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*>/giu)) {
    if (VOID.has(name)) continue;
    if (slash === '') open.push(name);
    else if (open.pop() !== name) return [...open, name];
  }
  return open;
}
