import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FileError, fileErrorOf } from './fileError';
import type { Skip } from './fileProblem';

/** An entry of a folder: a file, or one that is passed over or cannot be looked at. */
export type Found =
  | { readonly kind: 'file'; readonly path: string; readonly identity: string }
  | { readonly kind: 'skipped'; readonly path: string; readonly skip: Skip }
  | { readonly kind: 'failed'; readonly path: string; readonly error: FileError };

/**
 * All files in a folder and the folders in it, sorted by path; hidden ones are left out. A link to a file stands for
 * the file. A link to a folder is not followed, so that no walk runs in a circle.
 *
 * @throws FileError if the folder itself cannot be read
 */
export async function filesInFolder(folder: string): Promise<readonly Found[]> {
  const found: Found[] = [];
  const folders = [folder];
  // The loop adds folders to it.
  for (const current of folders) {
    const entries = await entriesOf(current);
    if (entries instanceof FileError) {
      if (current === folder) throw entries;
      found.push({ kind: 'failed', path: current, error: entries });
      continue;
    }
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue;
      const path = join(current, entry.name);
      if (entry.isDirectory()) folders.push(path);
      else found.push(await lookAt(path));
    }
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    return asFileError(error, folder);
  }
}

async function lookAt(path: string): Promise<Found> {
  try {
    const info = await stat(path, { bigint: true });
    if (info.isDirectory()) return { kind: 'skipped', path, skip: { code: 'linkToFolder' } };
    // Reading a pipe would wait for its writer.
    if (!info.isFile()) return { kind: 'skipped', path, skip: { code: 'notOrdinaryFile' } };
    return { kind: 'file', path, identity: identityOf(info) };
  } catch (error) {
    return { kind: 'failed', path, error: asFileError(error, path) };
  }
}

function asFileError(error: unknown, path: string): FileError {
  const ours = fileErrorOf(error, path);
  if (!(ours instanceof FileError)) throw ours;
  return ours;
}

/** The same for all names of one file. */
export function identityOf({ dev, ino }: { readonly dev: bigint; readonly ino: bigint }): string {
  return `${dev}:${ino}`;
}
