import type { Write } from './judgedOutput';

const PIECE_CHARS = 64 * 1024;

/** Writes many short texts as few long ones: writing a single line takes longer than judging a sign-in. */
export function inPieces(write: Write): { readonly write: Write; readonly flush: () => Promise<void> } {
  let piece = '';
  const flush = async () => {
    const whole = piece;
    piece = '';
    if (whole !== '') await write(whole);
  };
  return {
    write: async (text) => {
      piece += text;
      if (piece.length >= PIECE_CHARS) await flush();
    },
    flush,
  };
}
