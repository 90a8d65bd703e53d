export type FileErrorCode = 'notFound' | 'isFolder' | 'notReadable' | 'empty' | 'notRecords' | 'noneInFolder';

/** A file that cannot be read as sign-in records at all. The message names the file and says what to do. */
export class FileError extends Error {
  readonly code: FileErrorCode;
  /** As the caller named it. */
  readonly file: string;
  /** What the file is instead of sign-ins, where that is known. */
  readonly hint: string | null;

  constructor(code: FileErrorCode, file: string, problem: string, why: Why = {}) {
    super(`${file}: ${problem}`, { cause: why.cause });
    this.name = 'FileError';
    this.code = code;
    this.file = file;
    this.hint = why.hint ?? null;
  }
}

type Why = { readonly hint?: string | null; readonly cause?: unknown };

export function isFolder(file: string): FileError {
  return new FileError('isFolder', file, `is a folder; name the files in it, for example ${file}/*.json`);
}

export function isEmpty(file: string): FileError {
  return new FileError('empty', file, 'is empty; export the sign-in log again', { hint: 'it is empty' });
}

const WHAT_IS_READ =
  'the sign-in log as JSON or CSV, from Graph, the Entra admin center in English, Log Analytics or an event hub';

/** @param beginning the first characters, which tell what the file is instead */
export function holdsNoSignIns(file: string, beginning: string): FileError {
  const hint = hintOf(beginning.trimStart());
  const advice = hint ?? `give ${WHAT_IS_READ}`;
  return new FileError('notRecords', file, `holds no sign-in records; ${advice}`, { hint });
}

/** @param files how many were found in it */
export function noneInFolder(folder: string, files: number): FileError {
  const problem = `holds no sign-ins (files found: ${files}); looked for ${WHAT_IS_READ}, in files not hidden`;
  return new FileError('noneInFolder', folder, problem);
}

function hintOf(beginning: string): string | null {
  if (beginning.startsWith('<')) return 'it is a web page: sign in and export the sign-in log again';
  if (beginning.startsWith('PK')) return 'it is a zip archive or a workbook: unpack it, or save it as CSV';
  return null;
}

/** Any error of the file system as ours; other errors stay what they are. */
export function fileErrorOf(error: unknown, file: string): unknown {
  if (!isSystemError(error)) return error;
  if (error.code === 'ENOENT')
    return new FileError('notFound', file, 'no such file; check the path', { cause: error });
  if (error.code === 'EISDIR') return isFolder(file);
  const isForbidden = error.code === 'EACCES' || error.code === 'EPERM';
  const advice = isForbidden ? 'check who may read it' : 'copy it to a local disk with room to spare';
  return new FileError('notReadable', file, `cannot be read (${error.code}); ${advice}`, { cause: error });
}

function isSystemError(error: unknown): error is { readonly code: unknown } {
  return typeof error === 'object' && error !== null && 'syscall' in error && 'code' in error;
}
