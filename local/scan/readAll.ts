import type { SignIn } from '../../shared/domain/signIn/signIn';
import type { BadRecord } from '../commands/judgedOutput';
import { FileError } from '../files/fileError';
import { type Progress, showProgress } from '../progress';
import type { DecodedSource } from './readOnce';
import type { Source } from './source';
import type { Place } from './versions';

export type Reading = {
  /** Its name on a progress bar. */
  readonly label: string;
  /** For the bar; `null` for none. */
  readonly stream: NodeJS.WriteStream | null;
  readonly signIn: (signIn: SignIn, place: Place) => unknown;
  readonly bad?: (record: BadRecord, source: Source) => unknown;
  /** A whole record of another log, by the name of that log. */
  readonly otherLog?: (log: string, source: Source) => unknown;
  /** A source could not be read, or not to its end. */
  readonly failed: (error: FileError, source: Source) => void;
};

/** Reads the entries of all sources, one after another; waits if a receiver returns a promise. */
export async function readAll(sources: readonly DecodedSource[], reading: Reading): Promise<void> {
  const progress = progressOver(sources, reading);
  for (const source of sources) {
    let record = 0;
    try {
      for await (const entries of source.entries(progress.within(source))) {
        for (const entry of entries) {
          const taken =
            'error' in entry
              ? reading.bad?.(entry, source)
              : 'log' in entry
                ? reading.otherLog?.(entry.log, source)
                : reading.signIn(entry, { input: source.index, record: ++record });
          // Awaiting nothing costs more than reading a record.
          if (taken instanceof Promise) await taken;
        }
      }
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      reading.failed(error, source);
    }
  }
  progress.stop();
}

/** One bar over all sources, by bytes. */
function progressOver(sources: readonly Source[], { label, stream }: Reading) {
  const total = sources.reduce((sum, { bytes }) => sum + bytes, 0);
  const bar: Progress = stream ? showProgress(label, total, stream) : { update: () => {}, stop: () => {} };
  let before = 0;
  return {
    within: (source: Source) => {
      const start = before;
      before += source.bytes;
      return (bytesRead: number) => bar.update(start + bytesRead);
    },
    stop: bar.stop,
  };
}
