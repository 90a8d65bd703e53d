import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** The place of a stored text. */
export type Block = { readonly at: number; readonly bytes: number };

/** Texts in a temporary file. Not asynchronous: passing a block to another thread takes longer than writing it. */
export type Spool = {
  /** @throws an error of the file system, for example if the disk is full */
  readonly put: (text: string) => Block;
  readonly get: (block: Block) => string;
  readonly close: () => void;
};

/**
 * A spool whose file leaves its folder before anything is written, if the system allows that (Windows does not). Only this
 * process reaches it, and no part of a sign-in log stays behind, however the process ends.
 *
 * @param temporary the folder for temporary files
 * @throws an error of the file system if no temporary file can be made
 */
export function openSpool(temporary: string): Spool {
  const folder = mkdtempSync(join(temporary, 'mfa-watch-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  const file = openSync(join(folder, 'spool'), 'wx+', 0o600);
  try {
    remove();
  } catch {
    // Windows: close() removes it.
  }
  let end = 0;
  return {
    put: (text) => {
      const bytes = Buffer.from(text);
      const block = { at: end, bytes: bytes.length };
      for (let done = 0; done < bytes.length; ) {
        done += writeSync(file, bytes, done, bytes.length - done, end + done);
      }
      end += bytes.length;
      return block;
    },
    get: ({ at, bytes }) => {
      const buffer = Buffer.allocUnsafeSlow(bytes);
      for (let done = 0; done < bytes; ) {
        const bytesRead = readSync(file, buffer, done, bytes - done, at + done);
        if (bytesRead === 0) throw new Error('The temporary file was cut short.');
        done += bytesRead;
      }
      return buffer.toString('utf8');
    },
    close: () => {
      closeSync(file);
      remove();
      process.off('exit', remove);
    },
  };
}
