import { unpackedBytes } from './bytes';
import { fileErrorOf, holdsNoSignIns } from './fileError';
import { type FileRecord, RECORD_ERRORS } from './fileRecord';
import { DamagedGzipError } from './gunzip';
import { recordParser } from './recordParser';
import { isSignInLike } from './signInLike';
import { textOf } from './text';

export type ReadOptions = {
  /** What messages call the file; its path unless told. */
  readonly name?: string;
  /** Told after each piece how many bytes of the file (packed, if it is) have been read so far. */
  readonly onBytes?: (bytesRead: number) => void;
};

/** How many records that are no sign-ins a file may begin with before it is turned down as a whole. */
const RECORDS_TO_JUDGE = 100;

/**
 * Reads the records of a file, whatever its form: JSON (objects, lists, pages, envelopes, tables, one per line) or
 * CSV; UTF-8 or UTF-16; plain or gzip. The form is told by the content. Memory stays flat, however large the file.
 *
 * A record that is broken, or cut off by the end of the file, comes as an error with its line; the rest goes on.
 *
 * @throws FileError when the file cannot be read, is empty or holds no sign-in records
 */
export async function* readRecords(path: string, options: ReadOptions = {}): AsyncGenerator<FileRecord> {
  const { name = path, onBytes = () => {} } = options;
  const held: FileRecord[] = [];
  let isTrusted = false;
  try {
    for await (const records of recordBatches(textOf(unpackedBytes(path, onBytes)), name)) {
      if (isTrusted) {
        yield* records;
        continue;
      }
      held.push(...records);
      isTrusted = held.slice(0, RECORDS_TO_JUDGE).some(mayBeSignIn);
      if (isTrusted) yield* held.splice(0);
      else if (held.length >= RECORDS_TO_JUDGE) break;
    }
  } catch (error) {
    throw fileErrorOf(error, name);
  }
  if (held.length > 0) throw holdsNoSignIns(name, '');
}

/**
 * A broken record may have been one; what does not even begin like a record, or is larger than any, speaks for a file
 * of another kind.
 */
function mayBeSignIn(record: FileRecord): boolean {
  return 'raw' in record ? isSignInLike(record.raw) : !OF_OTHER_KIND.has(record.error);
}

const OF_OTHER_KIND: ReadonlySet<string> = new Set([RECORD_ERRORS.notRecord, RECORD_ERRORS.tooLarge]);

/** In batches, because an asynchronous step for each record costs more than reading it. */
async function* recordBatches(
  texts: AsyncIterable<string>,
  file: string,
): AsyncGenerator<readonly FileRecord[]> {
  const parser = recordParser(file);
  let cut: string | null = null;
  try {
    for await (const text of texts) yield parser.push(text);
  } catch (error) {
    if (!(error instanceof DamagedGzipError)) throw error;
    cut = error.message;
  }
  yield parser.end(cut);
}
