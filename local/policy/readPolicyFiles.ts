import { stat } from 'node:fs/promises';
import { lastOfEach } from '../../shared/decode/policyExport';
import type { Policy } from '../../shared/domain/coverage/policy';
import { counted, inDigits } from '../../shared/render/words/counted';
import { FileError, fileErrorOf } from '../files/fileError';
import { type Found, filesInFolder } from '../files/filesInFolder';
import { type PolicyFile, PolicyFileError, readPolicyFile } from './policyFile';

type Tell = (sentence: string) => void;

/**
 * The policies in all files, and in the files of all folders; where one is there several times, the last counts. In a folder,
 * what holds no policies is skipped.
 *
 * @param paths of files and folders; `-` for standard input
 * @param tell told what the files lack
 * @throws PolicyFileError, or FileError when a file cannot be read
 */
export async function readPolicyFiles(paths: readonly string[], tell: Tell): Promise<readonly Policy[]> {
  const policies: Policy[] = [];
  const repeated: string[] = [];
  for (const path of paths) {
    for (const { file, found } of (await isFolder(path)) ? await inFolder(path, tell) : [await alone(path)]) {
      sayWhatIsLeftOut(file, found, tell);
      repeated.push(...found.repeated);
      policies.push(...found.policies);
    }
  }
  const once = lastOfEach(policies);
  repeated.push(...policies.filter((policy) => !once.includes(policy)).map(({ name }) => name));
  if (repeated.length > 0) tell(repeatedRemark(repeated));
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

async function inFolder(folder: string, tell: Tell): Promise<readonly Read[]> {
  const entries = await filesInFolder(folder);
  const read: Read[] = [];
  const skipped: string[] = [];
  for (const entry of entries) {
    const result = await readEntry(entry);
    if (typeof result === 'string') skipped.push(result);
    else read.push(result);
  }
  if (read.length === 0)
    throw new PolicyFileError(folder, `holds no policies (files found: ${inDigits(entries.length)})`);
  for (const remark of skipped.slice(0, MOST_REMARKS)) tell(remark);
  const left = skipped.length - MOST_REMARKS;
  if (left > 0) tell(`${counted(left, 'more file')} in ${folder} skipped`);
  return read;
}

/** A baseline lies among its documentation. */
const MOST_REMARKS = 10;

/** Its policies, or why it is skipped. */
async function readEntry(entry: Found): Promise<Read | string> {
  switch (entry.kind) {
    case 'skipped':
      return `${entry.path} ${entry.why}`;
    case 'failed':
      return entry.error.message;
    case 'file':
      try {
        return await alone(entry.path);
      } catch (error) {
        if (error instanceof PolicyFileError) return `${error.file} skipped: ${error.problem}`;
        if (error instanceof FileError) return error.message;
        throw error;
      }
  }
}

function sayWhatIsLeftOut(file: string, { hasMore, deleted }: PolicyFile, tell: Tell): void {
  if (hasMore) tell(`${file} is one page of several: give the others too`);
  if (deleted > 0)
    tell(`${file}: ${inDigits(deleted)} deleted left out, which enforce nothing until restored`);
}

function repeatedRemark(names: readonly string[]): string {
  const [first = ''] = names;
  const more = names.length > 1 ? `, and ${inDigits(names.length - 1)} more,` : '';
  return `“${first}”${more} ${names.length > 1 ? 'are' : 'is'} there more than once: the last counts`;
}
