import { fstatSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { FileError } from '../files/fileError';
import { filesInFolder, identityOf } from '../files/filesInFolder';
import { type Input, openInput } from '../files/openInput';
import type { Troubles } from './troubles';

/** An input with what the user named to have it read: itself, or a folder. */
export type Opened = Input & {
  /** Among all inputs. */
  readonly index: number;
  readonly folder: NamedFolder | null;
};

export type NamedFolder = {
  readonly path: string;
  readonly files: number;
  /** Whether some of them are read under another name. */
  readonly isShared: boolean;
};

export type OpenedAll = { readonly inputs: readonly Opened[]; readonly folders: readonly NamedFolder[] };

/** Opens the files named, and those in the folders named. What cannot be opened is told, and left out. */
export async function openSources(paths: readonly string[], troubles: Troubles): Promise<OpenedAll> {
  const inputs: Opened[] = [];
  const folders: NamedFolder[] = [];
  const written = outputs();
  /** The name that each file is read under. */
  const taken = new Map<string, string>();
  const open = async (path: string, folder: NamedFolder | null) => {
    inputs.push({ ...(await openInput(path)), index: inputs.length, folder });
  };
  const openFolder = async (path: string) => {
    const found = await filesInFolder(path);
    const isShared = found.some((one) => one.kind === 'file' && taken.has(one.identity));
    const folder = { path, files: found.length, isShared };
    folders.push(folder);
    for (const one of found) {
      if (one.kind === 'skipped') troubles.skipped(one.path, one.why);
      else if (one.kind === 'failed') troubles.fileInFolder(one.error);
      else if (written.has(one.identity)) troubles.skipped(one.path, 'the result is written to it');
      else if (taken.has(one.identity))
        troubles.skipped(one.path, `is the same file as ${taken.get(one.identity)}`);
      else {
        taken.set(one.identity, one.path);
        await telling(troubles.fileInFolder, () => open(one.path, folder));
      }
    }
  };
  for (const path of paths) {
    const info = path === '-' ? null : await stat(path, { bigint: true }).catch(() => null);
    if (info?.isFile()) taken.set(identityOf(info), path);
    await telling(troubles.file, () => (info?.isDirectory() ? openFolder(path) : open(path, null)));
  }
  return { inputs, folders };
}

async function telling(tell: (error: FileError) => void, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    tell(error);
  }
}

/** The files that the result and the messages go to: to read what we write would never end. */
function outputs(): ReadonlySet<string> {
  const identities = [1, 2].flatMap((descriptor) => {
    try {
      const info = fstatSync(descriptor, { bigint: true });
      return info.isFile() ? identityOf(info) : [];
    } catch {
      // Closed by whoever started us.
      return [];
    }
  });
  return new Set(identities);
}
