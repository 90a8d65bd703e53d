import { decodePolicyExport } from '../../shared/decode/policyExport';
import type { Policy } from '../../shared/domain/coverage/policy';
import { printable } from '../commands/printable';
import { unpackedBytes } from '../files/bytes';
import { FileError, fileErrorOf } from '../files/fileError';
import { DamagedGzipError } from '../files/gunzip';
import { textOf } from '../files/text';

/** A file that is no export of Conditional Access policies. The message names it and what is wrong, in one line. */
class PolicyFileError extends Error {
  readonly code = 'badFile';
  readonly file: string;

  constructor(file: string, problem: string, cause?: unknown) {
    super(printable(`${file}: ${problem}; ${ADVICE}`), { cause });
    this.name = 'PolicyFileError';
    this.file = file;
  }
}

const ADVICE = 'export the answer of GET /v1.0/identity/conditionalAccess/policies, as JSON';

/**
 * The policies in all files; where one is in several, the last file counts.
 *
 * @param paths of files; `-` for standard input
 * @param tell told what the files lack
 * @throws PolicyFileError, or FileError when a file cannot be read
 */
export async function readPolicyFiles(
  paths: readonly string[],
  tell: (sentence: string) => void,
): Promise<readonly Policy[]> {
  let policies: readonly Policy[] = [];
  for (const path of paths) {
    const found = decodePolicyExport(parsed(await readText(path), path));
    if (found.kind === 'bad') throw new PolicyFileError(path, found.problem);
    if (found.hasMore) tell(`${path} is one page of several: give the others too`);
    const ids = new Set(found.policies.map(({ id }) => id));
    policies = [...policies.filter(({ id }) => !ids.has(id)), ...found.policies];
  }
  return policies;
}

async function readText(path: string): Promise<string> {
  let text = '';
  try {
    const bytes = path === '-' ? process.stdin : unpackedBytes(path, () => {});
    for await (const part of textOf(bytes)) text += part;
    return text;
  } catch (error) {
    if (error instanceof DamagedGzipError) throw new PolicyFileError(path, error.message, error);
    const known = fileErrorOf(error, path);
    throw known instanceof FileError && known.code === 'isFolder'
      ? new PolicyFileError(path, 'is a folder', known)
      : known;
  }
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PolicyFileError(path, text.trim() === '' ? 'is empty' : 'is not JSON', error);
  }
}
