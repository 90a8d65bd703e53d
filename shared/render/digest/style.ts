import { DARK, LIGHT } from '../palette';
import type { Tone } from '../tones';

export const FONT =
  "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
export const INK = `color:${LIGHT.ink};font-size:15px;line-height:22px`;
export const MUTED = `color:${LIGHT.muted};font-size:14px;line-height:20px`;
export const LINK = `color:${LIGHT.link}`;
export const BUTTON = `display:inline-block;padding:11px 20px;color:${LIGHT.card};background:${LIGHT.link};border-radius:6px;font-size:15px;font-weight:600;text-decoration:none`;

/** A coloured edge at the left of a block. */
export function rail(tone: Tone): string {
  return `border-left:4px solid ${LIGHT.tones[tone].bar};padding-left:14px`;
}

/** Inherited, so that a mail with many accounts does not repeat it for each: Gmail cuts mails at 102 KB. */
export const BREAKS = 'word-break:break-word;overflow-wrap:anywhere';

/** For clients that keep it; the inline styles are the light scheme for those that do not. */
export const DARK_STYLE = `
:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
  .page { background: ${DARK.page} !important; }
  .card { background: ${DARK.card} !important; }
  .ink { color: ${DARK.ink} !important; }
  .muted { color: ${DARK.muted} !important; }
  .link { color: ${DARK.link} !important; }
  .line { border-color: ${DARK.line} !important; }
  .button { color: ${DARK.card} !important; background: ${DARK.link} !important; }
}
`;
