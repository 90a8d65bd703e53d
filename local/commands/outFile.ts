import { randomUUID } from 'node:crypto';
import { constants, createWriteStream, rmSync } from 'node:fs';
import { access, realpath, rename, stat } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { codeIn } from '../../shared/domain/word';
import { FileError, fileErrorOf } from '../files/fileError';
import { identityOf } from '../files/filesInFolder';
import { UsageError } from './failure';
import type { Write } from './judgedOutput';
import { type Paint, PLAIN, paintOn } from './paint';
import { type Terminal, widthOf, writer } from './terminal';

/** The place for a result. */
export type Out = {
  readonly write: Write;
  /** The width of its lines. */
  readonly columns: number;
  /** Colours for a result that people read; none in a file. */
  readonly paint: Paint;
  /** Whether the result shows on the terminal while it is written. */
  readonly isOnTerminal: boolean;
  /** Call it when everything is written. */
  readonly finish: () => Promise<void>;
  /** Call it last, whatever happened: it removes an unfinished file. */
  readonly close: () => void;
};

/**
 * Standard output, or a file that appears only once it is complete: until then it has another name.
 *
 * @param path `undefined` or `-` for standard output
 * @throws FileError, UsageError if the file cannot be written
 */
export async function openOut(path: string | undefined, terminal: Terminal): Promise<Out> {
  if (path === undefined || path === '-') {
    const { stdout } = terminal;
    const write = writer(stdout);
    const isOnTerminal = stdout.isTTY === true;
    return {
      write,
      columns: widthOf(terminal),
      paint: paintOn(terminal),
      isOnTerminal,
      finish: async () => {},
      close: () => {},
    };
  }
  try {
    return await openFile(path, terminal);
  } catch (error) {
    throw notWritten(error, path);
  }
}

async function openFile(path: string, terminal: Terminal): Promise<Out> {
  const target = await lookAt(path);
  const isPlain = target === null || target.isFile();
  // Nothing must replace a device or a pipe.
  const final = target === null ? path : await realpath(path);
  if (target !== null) await access(final, constants.W_OK);
  const file = isPlain ? `${final}.${randomUUID().slice(0, 8)}.part` : final;
  const stream = createWriteStream(
    file,
    isPlain ? { flags: 'wx', mode: (target?.mode ?? 0o666) & 0o777 } : {},
  );
  const ended = finished(stream);
  ended.catch(() => {});
  await Promise.race([new Promise((resolve) => stream.once('open', resolve)), ended]);
  const remove = isPlain ? removedAtExit(file) : () => {};
  const write = writer(stream);
  return {
    write: async (text) => {
      // A stream that failed once accepts no more text.
      if (stream.errored) throw notWritten(stream.errored, path);
      await write(text).catch((error) => Promise.reject(notWritten(error, path)));
    },
    columns: NO_TERMINAL,
    paint: PLAIN,
    isOnTerminal: false,
    finish: async () => {
      stream.end();
      await ended.catch((error) => Promise.reject(notWritten(error, path)));
      if (isPlain) await rename(file, final);
      terminal.stderr.write(`mfa-watch: the result is in ${path}\n`);
    },
    close: () => {
      stream.destroy();
      remove();
    },
  };
}

/** Lines of a file are as wide as those of most terminals. */
const NO_TERMINAL = 80;

async function lookAt(path: string) {
  const info = await stat(path).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  if (info?.isDirectory()) throw new UsageError(`--out ${path} is a folder. Name a file in it.`);
  return info;
}

/** The result holds names of people: no part of it may stay behind, however the program ends. */
function removedAtExit(file: string): () => void {
  const remove = () => rmSync(file, { force: true });
  const end = (signal: NodeJS.Signals) => {
    remove();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  process.once('exit', remove).once('SIGINT', end).once('SIGTERM', end);
  return () => {
    process.off('exit', remove).off('SIGINT', end).off('SIGTERM', end);
    remove();
  };
}

function isMissing(error: unknown): boolean {
  return codeIn(error) === 'ENOENT';
}

function notWritten(error: unknown, path: string): unknown {
  if (error instanceof UsageError || error instanceof FileError) return error;
  if (isMissing(error)) return new UsageError(`--out ${path}: there is no such folder.`);
  if (!(fileErrorOf(error, path) instanceof FileError)) return error;
  const advice = 'Check who may write there, and the free space.';
  return new UsageError(`--out ${path} cannot be written (${codeIn(error)}). ${advice}`);
}

/** @throws UsageError if the result would replace an input */
export async function refuseInput(path: string | undefined, inputs: readonly string[]): Promise<void> {
  if (path === undefined || path === '-') return;
  const out = await identity(path);
  if (out === null) return;
  for (const input of inputs) {
    if ((await identity(input)) === out)
      throw new UsageError(`--out ${path} is one of the inputs. Write the result to another file.`);
  }
}

async function identity(path: string): Promise<string | null> {
  const info = await stat(path, { bigint: true }).catch(() => null);
  return info?.isFile() ? identityOf(info) : null;
}
