import { unpackedBytes } from './bytes';
import { fileErrorOf } from './fileError';
import type { FileRecord } from './fileRecord';
import { DamagedGzipError } from './gunzip';
import { nextPageWatch } from './nextPage';
import { isPortalStep } from './otherFiles';
import { recordParser, type Want } from './recordParser';
import { isSignInLike } from './signInLike';
import { textOf } from './text';
import { fileTrial } from './trial';

export type ReadOptions = {
  /** The name of the file in messages; by default its path. */
  readonly name?: string;
  /** Called after each piece with the number of bytes of the file, as it lies on the disk, that have been read so far. */
  readonly onBytes?: (bytesRead: number) => void;
  /** Called at the end of a page of Graph that names a next one, if the file does not hold it. */
  readonly onMorePages?: () => void;
  /** `portalSteps`: the rows of the portal's file of authentication details, instead of sign-ins. */
  readonly want?: 'signIns' | 'portalSteps';
};

/**
 * Reads the records of a file, whatever its form: JSON (objects, lists, pages, envelopes, tables, one per line) or
 * CSV; UTF-8 or UTF-16; plain or gzip. The content shows the form. Memory stays flat, however large the file.
 * They come in batches, because an asynchronous step for each record costs more than reading it. Read a batch to its end,
 * once, before asking for the next.
 *
 * A record that is broken, or cut off by the end of the file, comes as an error with its line; the rest goes on.
 *
 * @throws FileError if the file cannot be read, is empty or holds no records of the wanted kind
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
