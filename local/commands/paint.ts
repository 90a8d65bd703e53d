import { WriteStream } from 'node:tty';
import { styleText } from 'node:util';
import type { Tone } from '../../shared/render/tones';
import type { Terminal } from './terminal';

/** Shows the urgency of a text in colour, which only repeats the words. */
export type Paint = (tone: Tone | 'title', text: string) => string;

/** For files, pipes and formats that programs read. */
export const PLAIN: Paint = (_tone, text) => text;

const STYLES = {
  bad: 'red',
  warn: 'yellow',
  good: 'green',
  info: 'cyan',
  quiet: 'dim',
  title: 'bold',
} as const satisfies Record<Parameters<Paint>[0], Parameters<typeof styleText>[0]>;

/** Colours for a terminal that takes them. */
export function paintOn({ stdout, env }: Pick<Terminal, 'stdout' | 'env'>): Paint {
  if (!takesColours({ stdout, env })) return PLAIN;
  return (tone, text) => styleText(STYLES[tone], text, { validateStream: false });
}

/**
 * The rule of `util.styleText` for a stream, which would ask the environment of the process: FORCE_COLOR decides for pipes too, and
 * NO_COLOR, NODE_DISABLE_COLORS and TERM=dumb say no. https://nodejs.org/api/util.html#utilstyletextformat-text-options (read 2026-11-30)
 */
function takesColours({ stdout, env }: Pick<Terminal, 'stdout' | 'env'>): boolean {
  const isAsked = env.FORCE_COLOR !== undefined || stdout.isTTY === true;
  return isAsked && WriteStream.prototype.getColorDepth.call(stdout, env) >= SIXTEEN_COLOURS;
}

/** In bits. */
const SIXTEEN_COLOURS = 4;

type Part = { readonly words: string; readonly tone: Parameters<Paint>[0] };

/**
 * Paints words in a text whose lines are broken already, so that colours change no width.
 *
 * @param parts in the order in which they stand in the text; they are looked for from its end
 */
export function paintedParts(text: string, parts: readonly Part[], paint: Paint): string {
  let end = text.length;
  let rest = '';
  for (const { words, tone } of parts.toReversed()) {
    const found = lastOf(words, text.slice(0, end));
    if (found === null) continue;
    rest = paintedLines(found.text, tone, paint) + text.slice(found.at + found.text.length, end) + rest;
    end = found.at;
  }
  return text.slice(0, end) + rest;
}

/** The last place of the words, which may be broken at their spaces. */
function lastOf(words: string, text: string): { readonly at: number; readonly text: string } | null {
  if (words === '') return null;
  const spaced = words.split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const [found] = [...text.matchAll(new RegExp(spaced.join('\\s+'), 'g'))].slice(-1);
  return found ? { at: found.index, text: found[0] } : null;
}

/** Each line for itself: some pagers forget the colour at the end of a line. */
function paintedLines(text: string, tone: Parameters<Paint>[0], paint: Paint): string {
  return text.replace(/\S(?:[^\n]*\S)?/g, (line) => paint(tone, line));
}
