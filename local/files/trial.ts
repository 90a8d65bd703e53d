import { isObject } from '../../shared/decode/fields';
import { otherLog } from '../../shared/decode/otherLog';
import { FileError } from './fileError';
import { type FileRecord, RECORD_ERRORS } from './fileRecord';
import { noSignInsIn, unjudgeable } from './otherFiles';
import type { Want } from './recordParser';

/** How many records of no known log a file may begin with before it is refused as a whole. */
const STRANGERS = 100;
const MOST_HELD = 1_000;

export type Trial = {
  /** @returns the records to hand on, which may be some of earlier batches */
  readonly take: (records: Iterable<FileRecord>) => Iterable<FileRecord>;
  readonly end: () => void;
};

/**
 * Holds the records of a file back until one of them shows that the file is of the wanted kind. Whole records of other logs
 * prove nothing either way: a stream of all categories may carry thousands before the first sign-in.
 *
 * @throws FileError from `take` and `end`, when the file is of another kind, or cannot be judged
 */
export function fileTrial({ file, accept }: Want): Trial {
  let isTrusted = false;
  let held: FileRecord[] = [];
  let strangers = 0;
  let first: unknown;
  const refusal = () => new FileError(file, noSignInsIn(first));
  const meet = (record: FileRecord) => {
    if ('error' in record) {
      if (OF_OTHER_KIND.has(record.error)) strangers++;
      else isTrusted = true;
      return;
    }
    const because = unjudgeable(record.raw);
    if (because !== null) throw new FileError(file, { code: 'unjudgeable', because });
    if (accept(record.raw)) isTrusted = true;
    else {
      first ??= record.raw;
      if (otherLog(record.raw) === null) strangers++;
    }
  };
  const release = () => {
    const released = held;
    held = [];
    return released;
  };
  return {
    take: (records) => {
      if (isTrusted) return withoutFrames(records);
      const batch = [...records];
      first ??= batch.find(isForeignTable)?.raw;
      for (const record of withoutFrames(batch)) {
        held.push(record);
        meet(record);
        if (!isTrusted && strangers >= STRANGERS) throw refusal();
      }
      return isTrusted || strangers === 0 || held.length > MOST_HELD ? release() : [];
    },
    end: () => {
      if (!isTrusted && (held.length > 0 || first !== undefined)) throw refusal();
    },
  };
}

/** Text that does not even begin like a record, or is larger than any, shows a file of another kind. */
const OF_OTHER_KIND: ReadonlySet<string> = new Set([RECORD_ERRORS.notRecord, RECORD_ERRORS.tooLarge]);

/** Data Explorer frames its answer with tables about the query. */
function* withoutFrames(records: Iterable<FileRecord>): Generator<FileRecord> {
  for (const record of records) if (!isFrame(record)) yield record;
}

function isFrame(record: FileRecord): boolean {
  if (!('raw' in record) || !isObject(record.raw)) return false;
  return record.raw.FrameType !== undefined || Array.isArray(record.raw.Rows);
}

/** The table that the query asked for, if it does not hold sign-ins. */
function isForeignTable(record: FileRecord): record is FileRecord & { readonly raw: unknown } {
  if (!('raw' in record) || !isObject(record.raw)) return false;
  return Array.isArray(record.raw.Rows) && (record.raw.TableKind ?? 'PrimaryResult') === 'PrimaryResult';
}
