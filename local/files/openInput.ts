import { constants, createReadStream, createWriteStream, rmSync } from 'node:fs';
import { access, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { unpackedBytes } from './bytes';
import { FileError, fileErrorOf } from './fileError';
import type { FileRecord } from './fileRecord';
import { type ReadOptions, readRecords } from './readRecords';
import { textOf } from './text';

/** A source of sign-ins that can be read as often as needed: each `read` begins again. */
export type Input = {
  /** Its name in messages. */
  readonly name: string;
  /** Its size on the disk, for a progress bar. */
  readonly bytes: number;
  readonly read: (options?: Omit<ReadOptions, 'name'>) => AsyncGenerator<Iterable<FileRecord>>;
  /** Its text, unpacked and decoded, whatever it holds. */
  readonly text: (onBytes: (bytesRead: number) => void) => AsyncGenerator<string>;
  /** Removes the copy that was kept for reading again. Call it once, whatever happened. */
  readonly close: () => Promise<void>;
};

/**
 * Opens a file, or standard input for `-`. An input that can be read only once (standard input, a pipe) is copied to a
 * temporary file that only this user may read.
 *
 * @throws FileError when there is no such file, or it is a folder, empty or not readable
 */
export async function openInput(path: string, stdin: Readable = process.stdin): Promise<Input> {
  if (path === '-') return putAside('standard input', stdin);
  try {
    const info = await stat(path);
    if (info.isDirectory()) throw new FileError(path, { code: 'isFolder' });
    await access(path, constants.R_OK);
    if (!info.isFile()) return await putAside(path, createReadStream(path));
    return inputOf({ name: path, file: path, bytes: info.size, close: async () => {} });
  } catch (error) {
    throw fileErrorOf(error, path);
  }
}

async function putAside(name: string, source: Readable): Promise<Input> {
  const folder = await mkdtemp(join(tmpdir(), 'mfa-watch-'));
  const leave = removedAtExit(folder);
  const close = async () => {
    leave();
    await rm(folder, { recursive: true, force: true });
  };
  const file = join(folder, 'input');
  try {
    await pipeline(source, createWriteStream(file, { mode: 0o600 }));
    return inputOf({ name, file, bytes: (await stat(file)).size, close });
  } catch (error) {
    await close();
    throw fileErrorOf(error, name);
  }
}

/** A sign-in log must not stay behind, however the program ends. @returns cancels the removal */
export function removedAtExit(folder: string): () => void {
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const end = (signal: NodeJS.Signals) => {
    remove();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  process.once('exit', remove).once('SIGINT', end).once('SIGTERM', end);
  return () => void process.off('exit', remove).off('SIGINT', end).off('SIGTERM', end);
}

function inputOf(source: Omit<Input, 'read' | 'text'> & { readonly file: string }): Input {
  const { name, file, bytes, close } = source;
  if (bytes === 0) throw new FileError(name, { code: 'empty' });
  return {
    name,
    bytes,
    close,
    read: (options) => readRecords(file, { ...options, name }),
    text: (onBytes) => textOf(unpackedBytes(file, onBytes)),
  };
}
