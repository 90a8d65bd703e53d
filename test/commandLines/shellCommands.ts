/** A command of a shell script: its words, without quotes; `$()` stands for the output of another command. */
export type ShellCommand = { readonly words: readonly string[]; readonly line: number };

/** A command that is being read. */
type Open = { words: string[]; word: string | null; line: number; isTarget: boolean };

const BEFORE_A_COMMAND = /^(if|then|else|elif|while|until|do|!|\{|time|exec|command|\w+=.*)$/s;

/** The commands of a script for a POSIX shell, those inside of `$( )` too. Here-documents are not understood. */
export function shellCommands(text: string): ShellCommand[] {
  const found: ShellCommand[] = [];
  let at = 0;
  scan(null);
  return found;

  /** Reads commands up to the character that closes them. */
  function scan(closing: string | null): void {
    const open: Open = { words: [], word: null, line: 1, isTarget: false };
    while (at < text.length && text.charAt(at) !== closing) {
      if (readPart(open) || readBreak(open)) continue;
      add(open, text.charAt(at));
      at += 1;
    }
    endCommand(open);
    at += 1;
  }

  /** Quotes, escapes, comments and commands inside of words. */
  function readPart(open: Open): boolean {
    const char = text.charAt(at);
    if (char === '\\') {
      if (text.charAt(at + 1) !== '\n') add(open, text.charAt(at + 1));
      at += 2;
    } else if (char === "'") {
      const end = indexOr(text.indexOf("'", at + 1), text.length);
      add(open, text.slice(at + 1, end));
      at = end + 1;
    } else if (char === '"') add(open, doubleQuoted());
    else if (/^[$<>]\(/.test(text.slice(at, at + 2))) add(open, inner());
    else if (char === '#' && open.word === null) at = indexOr(text.indexOf('\n', at), text.length);
    else return false;
    return true;
  }

  /** The ends of words and commands. */
  function readBreak(open: Open): boolean {
    const char = text.charAt(at);
    if (/[<>]/.test(char)) {
      // The number of a stream, as in `2>`.
      if (/^\d$/.test(open.word ?? '')) open.word = null;
      endWord(open);
      while (/[<>&]/.test(text.charAt(at))) at += 1;
      open.isTarget = true;
      return true;
    }
    if (/[\n;|&()]/.test(char)) endCommand(open);
    else if (/\s/.test(char)) endWord(open);
    else return false;
    at += 1;
    return true;
  }

  function inner(): string {
    at += 2;
    scan(')');
    return '$()';
  }

  function doubleQuoted(): string {
    let inside = '';
    at += 1;
    while (at < text.length && text.charAt(at) !== '"') {
      if (text.startsWith('$(', at)) inside += inner();
      else {
        if (text.charAt(at) === '\\') at += 1;
        inside += text.charAt(at);
        at += 1;
      }
    }
    at += 1;
    return inside;
  }

  function add(open: Open, part: string): void {
    if (open.word === null && open.words.length === 0) open.line = text.slice(0, at).split('\n').length;
    open.word = (open.word ?? '') + part;
  }

  function endWord(open: Open): void {
    if (open.word === null) return;
    if (!open.isTarget) open.words.push(open.word);
    open.isTarget = false;
    open.word = null;
  }

  function endCommand(open: Open): void {
    endWord(open);
    const start = open.words.findIndex((word) => !BEFORE_A_COMMAND.test(word));
    if (start >= 0) found.push({ words: open.words.slice(start), line: open.line });
    open.words = [];
  }
}

function indexOr(index: number, otherwise: number): number {
  return index < 0 ? otherwise : index;
}
