import { stat } from 'node:fs/promises';
import { lastOfEach } from '../../shared/decode/policyExport';
import type { Policy } from '../../shared/domain/coverage/policy';
import { FileError, fileErrorOf } from '../files/fileError';
import { type Found, filesInFolder } from '../files/filesInFolder';
import { type PolicyFile, PolicyFileError, readPolicyFile } from './policyFile';
import type { PolicyRemark, WriteRemark } from './policyRemark';

/**
 * The policies in all files, and in the files of all folders. If a policy comes several times, the last one counts. A file in a
 * folder is skipped if it holds no policies.
 *
 * @param paths of files and folders; `-` for standard input
 * @throws PolicyFileError, or FileError if a file cannot be read
 */
export async function readPolicyFiles(
  paths: readonly string[],
  remark: WriteRemark,
): Promise<readonly Policy[]> {
  const policies: Policy[] = [];
  const repeated: string[] = [];
  for (const path of paths) {
    for (const { file, found } of (await isFolder(path))
      ? await inFolder(path, remark)
      : [await alone(path)]) {
      if (found.hasMore) remark({ code: 'onePage', file });
      if (found.deleted > 0) remark({ code: 'deletedLeftOut', file, policies: found.deleted });
      repeated.push(...found.repeated);
      policies.push(...found.policies);
    }
  }
  const once = lastOfEach(policies);
  repeated.push(...policies.filter((policy) => !once.includes(policy)).map(({ name }) => name));
  if (repeated.length > 0) remark({ code: 'repeated', policies: repeated });
  return once;
}

type Read = { readonly file: string; readonly found: PolicyFile };

async function alone(path: string): Promise<Read> {
  return { file: path, found: await readPolicyFile(path) };
}

async function isFolder(path: string): Promise<boolean> {
  if (path === '-') return false;
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    throw fileErrorOf(error, path);
  }
}

async function inFolder(folder: string, remark: WriteRemark): Promise<readonly Read[]> {
  const entries = await filesInFolder(folder);
  const read: Read[] = [];
  const skipped: PolicyRemark[] = [];
  for (const entry of entries) {
    const result = await readEntry(entry);
    if ('code' in result) skipped.push(result);
    else read.push(result);
  }
  if (read.length === 0) throw new PolicyFileError(folder, { code: 'noneInFolder', files: entries.length });
  for (const one of skipped.slice(0, MOST_REMARKS)) remark(one);
  const left = skipped.length - MOST_REMARKS;
  if (left > 0) remark({ code: 'moreSkipped', folder, files: left });
  return read;
}

/** Policies often lie among their documentation. */
const MOST_REMARKS = 10;

/** Its policies, or a remark that says why it is skipped. */
async function readEntry(entry: Found): Promise<Read | PolicyRemark> {
  switch (entry.kind) {
    case 'skipped':
      return { code: 'passedOver', file: entry.path, skip: entry.skip };
    case 'failed':
      return { code: 'notReadable', error: entry.error };
    case 'file':
      try {
        return await alone(entry.path);
      } catch (error) {
        if (error instanceof PolicyFileError)
          return { code: 'skipped', file: error.file, because: error.because };
        if (error instanceof FileError) return { code: 'notReadable', error };
        throw error;
      }
  }
}
