import { WatchError } from '../../shared/domain/watchError';
import { codeIn } from '../../shared/domain/word';
import { fileProblemInWords } from '../words/files';
import type { FileProblem } from './fileProblem';

/** A file that gives no sign-in records at all. The message names the file and says what to do. */
export class FileError extends WatchError {
  readonly code: FileProblem['code'];
  /** As the caller named it. */
  readonly file: string;
  readonly problem: FileProblem;

  constructor(file: string, problem: FileProblem, options?: ErrorOptions) {
    super(`${file}: ${fileProblemInWords(file, problem)}`, options);
    this.name = 'FileError';
    this.code = problem.code;
    this.file = file;
    this.problem = problem;
  }
}

/** Any error of the file system as ours; other errors stay what they are. */
export function fileErrorOf(error: unknown, file: string): unknown {
  if (typeof error !== 'object' || error === null || !('syscall' in error)) return error;
  return new FileError(file, problemOf(codeIn(error) ?? 'unknown'), { cause: error });
}

function problemOf(systemCode: string): FileProblem {
  if (systemCode === 'ENOENT') return { code: 'notFound' };
  if (systemCode === 'EISDIR') return { code: 'isFolder' };
  const isForbidden = systemCode === 'EACCES' || systemCode === 'EPERM';
  return { code: 'notReadable', because: { code: isForbidden ? 'forbidden' : 'failed', systemCode } };
}
