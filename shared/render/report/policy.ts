import { createHash } from 'node:crypto';
import { reportScript } from './script';
import { REPORT_STYLE } from './style';

/** Allows the page's own script and style, and nothing else: text that slipped into the page does no harm. */
export function reportPolicy(): string {
  return [
    "default-src 'none'",
    `script-src ${hashOf(reportScript())}`,
    `style-src ${hashOf(REPORT_STYLE)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
