/**
 * One record of a file, or the reason why it could not be read.
 *
 * `line` is the first line of the record in the unpacked file, counted from 1.
 */
export type FileRecord =
  | { readonly line: number; readonly raw: unknown }
  | { readonly line: number; readonly error: string };

/**
 * Takes text in pieces of any size and returns the records that are complete. They may come one by one as they are asked
 * for. Take them before you push the next piece: a record that nobody keeps costs no memory.
 */
export type RecordParser = {
  readonly push: (text: string) => Iterable<FileRecord>;
  /** @param cut why the text ends before the file does; `null` if it does not */
  readonly end: (cut: string | null) => Iterable<FileRecord>;
};

/** Characters in one record; a sign-in is never larger. */
export const MAX_RECORD_CHARS = 16 * 1024 * 1024;

export const RECORD_ERRORS = {
  notJson: 'not JSON',
  notRecord: 'not a record',
  cutInRecord: 'the file ends inside a record',
  cutInList: 'the file ends inside a list of records',
  tooLarge: 'larger than 16 MiB',
  tooDeep: 'nested in more than 64 levels',
} as const;
