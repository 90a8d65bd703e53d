import { WatchError } from '../../shared/domain/watchError';
import { codeIn } from '../../shared/domain/word';
import type { OtherFile } from './otherFiles';

export type FileErrorCode =
  | 'notFound'
  | 'isFolder'
  | 'notReadable'
  | 'empty'
  | 'notRecords'
  | 'portalSteps'
  | 'dateOrder'
  | 'noneInFolder';

/** A file that cannot be read as sign-in records at all. The message names the file and says what to do. */
export class FileError extends WatchError {
  readonly code: FileErrorCode;
  /** As the caller named it. */
  readonly file: string;
  /** What is wrong with a file that was found in a folder, where nobody said that it holds sign-ins. */
  readonly inFolder: string;

  constructor(code: FileErrorCode, file: string, problem: string, why: Why = {}) {
    super(`${file}: ${problem}`, { cause: why.cause });
    this.name = 'FileError';
    this.code = code;
    this.file = file;
    this.inFolder = why.inFolder ?? problem;
  }
}

type Why = { readonly inFolder?: string; readonly cause?: unknown };

export function isFolder(file: string): FileError {
  return new FileError('isFolder', file, `is a folder; name the files in it, for example ${file}/*.json`);
}

export function isEmpty(file: string): FileError {
  return new FileError('empty', file, 'is empty; export the sign-in log again', {
    inFolder: 'holds no sign-ins; it is empty',
  });
}

const WHAT_IS_READ =
  'the sign-in log as JSON or CSV, from Graph, the Entra admin center in English, Log Analytics or an event hub';

/** @param other what the file is instead, if that is known */
export function holdsNoSignIns(file: string, other: OtherFile | null): FileError {
  if (other?.kind === 'unjudgeable') {
    const problem = `holds sign-ins that cannot be judged; ${other.hint}`;
    return new FileError('notRecords', file, problem);
  }
  const code = other?.kind === 'portalSteps' ? 'portalSteps' : 'notRecords';
  return new FileError(code, file, `holds no sign-in records; ${other?.hint ?? `give ${WHAT_IS_READ}`}`, {
    inFolder: other ? `holds no sign-ins; ${other.hint}` : 'holds no sign-ins',
  });
}

/** @param isMixed whether some dates say one order and some the other, or nothing says any */
export function hasNoDateOrder(file: string, example: string, isMixed: boolean): FileError {
  const why = isMixed ? 'some of its dates are day first and some month first' : 'nothing in it decides';
  const problem = `dates such as ${example} can be day first or month first, and ${why}`;
  const fix = 'export it again as JSON, or with the region set to English (United States)';
  return new FileError('dateOrder', file, `${problem}; ${fix}`);
}

/** @param files how many were found in it */
export function noneInFolder(folder: string, files: number): FileError {
  const problem = `holds no sign-ins (files found: ${files}); looked for ${WHAT_IS_READ}, in files not hidden`;
  return new FileError('noneInFolder', folder, problem);
}

/** @param beginning the first characters of a file that is neither JSON nor CSV with columns of sign-ins */
export function fileBeginningWith(beginning: string): OtherFile | null {
  if (beginning.startsWith('<')) return other('it is a web page: sign in and export the sign-in log again');
  if (beginning.startsWith('PK'))
    return other('it is a zip archive or a workbook: unpack it, or save it as CSV');
  return null;
}

function other(hint: string): OtherFile {
  return { kind: 'noSignIns', hint };
}

/** Any error of the file system as ours; other errors stay what they are. */
export function fileErrorOf(error: unknown, file: string): unknown {
  if (typeof error !== 'object' || error === null || !('syscall' in error)) return error;
  const code = codeIn(error);
  if (code === 'ENOENT')
    return new FileError('notFound', file, 'no such file; check the path', { cause: error });
  if (code === 'EISDIR') return isFolder(file);
  const isForbidden = code === 'EACCES' || code === 'EPERM';
  const advice = isForbidden ? 'check who may read it' : 'copy it to a local disk with room to spare';
  return new FileError('notReadable', file, `cannot be read (${code}); ${advice}`, { cause: error });
}
