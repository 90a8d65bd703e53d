import { isObject } from '../../shared/decode/fields';
import { isStepRow } from '../../shared/decode/portalCsv';
import { unpackedBytes } from './bytes';
import { fileErrorOf } from './fileError';
import type { FileRecord } from './fileRecord';
import { DamagedGzipError } from './gunzip';
import { nextPageWatch } from './nextPage';
import { recordParser, type Want } from './recordParser';
import { isSignInLike } from './signInLike';
import { textOf } from './text';
import { fileTrial } from './trial';

export type ReadOptions = {
  /** What messages call the file; its path unless told. */
  readonly name?: string;
  /** Told after each piece how many bytes of the file (packed, if it is) have been read so far. */
  readonly onBytes?: (bytesRead: number) => void;
  /** Called at the end of a page of Graph that names a next one, which the file does not hold. */
  readonly onMorePages?: () => void;
  /** `portalSteps`: the rows of the portal's file of authentication details, instead of sign-ins. */
  readonly want?: 'signIns' | 'portalSteps';
};

/**
 * Reads the records of a file, whatever its form: JSON (objects, lists, pages, envelopes, tables, one per line) or
 * CSV; UTF-8 or UTF-16; plain or gzip. The form is told by the content. Memory stays flat, however large the file.
 * They come in batches, because an asynchronous step for each record costs more than reading it. A batch is to be gone
 * through before the next is asked for, and may be once only.
 *
 * A record that is broken, or cut off by the end of the file, comes as an error with its line; the rest goes on.
 *
 * @throws FileError when the file cannot be read, is empty or holds no records of the kind that is wanted
 */
export async function* readRecords(
  path: string,
  options: ReadOptions = {},
): AsyncGenerator<Iterable<FileRecord>> {
  const { name = path, onBytes = () => {}, onMorePages = () => {} } = options;
  const want = { file: name, accept: options.want === 'portalSteps' ? isPortalStep : isSignInLike };
  const trial = fileTrial(want);
  const pages = nextPageWatch();
  try {
    const texts = watched(textOf(unpackedBytes(path, onBytes)), pages.see);
    for await (const records of recordBatches(texts, want)) yield trial.take(records);
    trial.end();
  } catch (error) {
    throw fileErrorOf(error, name);
  }
  if (pages.hasMore()) onMorePages();
}

function isPortalStep(raw: unknown): boolean {
  return isObject(raw) && isStepRow(raw);
}

async function* watched(texts: AsyncIterable<string>, see: (text: string) => void): AsyncGenerator<string> {
  for await (const text of texts) {
    see(text);
    yield text;
  }
}

async function* recordBatches(
  texts: AsyncIterable<string>,
  want: Want,
): AsyncGenerator<Iterable<FileRecord>> {
  const parser = recordParser(want);
  let cut: string | null = null;
  try {
    for await (const text of texts) yield parser.push(text);
  } catch (error) {
    if (!(error instanceof DamagedGzipError)) throw error;
    cut = error.message;
  }
  yield parser.end(cut);
}
