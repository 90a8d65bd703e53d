import { fstatSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { FileError } from '../files/fileError';
import { filesInFolder, identityOf } from '../files/filesInFolder';
import { type Input, openInput } from '../files/openInput';
import type { Problems } from './problems';

/** An input, with the folder that the user named; `null` if the user named the input itself. */
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

/** Opens the files named, and those in the folders named. A file that cannot be opened is reported, and left out. */
export async function openSources(paths: readonly string[], problems: Problems): Promise<OpenedAll> {
  const inputs: Opened[] = [];
  const folders: NamedFolder[] = [];
  const written = outputs();
  /** The name under which each file is read. */
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
      const as = one.kind === 'file' ? taken.get(one.identity) : undefined;
      if (one.kind === 'skipped') problems.skipped(one.path, one.skip);
      else if (one.kind === 'failed') problems.fileInFolder(one.error);
      else if (written.has(one.identity)) problems.skipped(one.path, { code: 'isResult' });
      else if (as !== undefined) problems.skipped(one.path, { code: 'sameFile', as });
      else {
        taken.set(one.identity, one.path);
        await reporting(problems.fileInFolder, () => open(one.path, folder));
      }
    }
  };
  for (const path of paths) {
    const info = path === '-' ? null : await stat(path, { bigint: true }).catch(() => null);
    if (info?.isFile()) taken.set(identityOf(info), path);
    await reporting(problems.file, () => (info?.isDirectory() ? openFolder(path) : open(path, null)));
  }
  return { inputs, folders };
}

async function reporting(report: (error: FileError) => void, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    report(error);
  }
}

/** The files that the result and the messages go to: to read our own output would never end. */
function outputs(): ReadonlySet<string> {
  const identities = [1, 2].flatMap((descriptor) => {
    try {
      const info = fstatSync(descriptor, { bigint: true });
      return info.isFile() ? identityOf(info) : [];
    } catch {
      // The process that started us has closed it.
      return [];
    }
  });
  return new Set(identities);
}
