/** A text, or a sign that begins or ends something. Numbers and words between them say nothing about names. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:]/g;

/**
 * A name that an object in a JSON text gives twice; `null` if there is none. `JSON.parse` takes the last one, another reader on the
 * way may have taken the first.
 *
 * @param json valid JSON
 */
export function repeatedName(json: string): string | null {
  /** The names of each object that is open; `null` for an array. */
  const open: (Set<string> | null)[] = [];
  let text = '';
  for (const [token] of json.matchAll(TOKEN)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
    else if (token.startsWith('"')) text = token;
    else if (token === ':') {
      const name = JSON.parse(text) as string;
      const names = open.at(-1);
      if (names?.has(name)) return name;
      names?.add(name);
    }
  }
  return null;
}
