import { createHash } from 'node:crypto';

/**
 * The Content-Security-Policy of a page that fetches nothing. It allows the page's own script and style, by hash, and nothing else:
 * text that slipped into the page does no harm.
 */
export function pagePolicy({ script, style }: { readonly script?: string; readonly style: string }): string {
  return [
    "default-src 'none'",
    ...(script === undefined ? [] : [`script-src ${hashOf(script)}`]),
    `style-src ${hashOf(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    // The script writes no markup and no code as text, so the browser need not let it.
    ...(script === undefined ? [] : ["require-trusted-types-for 'script'", "trusted-types 'none'"]),
  ].join('; ');
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
