/**
 * One record of a file, or why it could not be had.
 *
 * `line` is where the record begins, counted from 1, in the file after unpacking.
 */
export type FileRecord =
  | { readonly line: number; readonly raw: unknown }
  | { readonly line: number; readonly error: string };

/**
 * Takes text in pieces of any size and gives out the records that are complete. They may come one by one as they are
 * asked for, and are to be taken before the next piece is pushed: a record that is let go of at once costs no memory.
 */
export type RecordParser = {
  readonly push: (text: string) => Iterable<FileRecord>;
  /** @param cut why the text ends before the file does; `null` when it does not */
  readonly end: (cut: string | null) => Iterable<FileRecord>;
};

/** Characters in one record; what is larger is no sign-in. */
export const MAX_RECORD_CHARS = 16 * 1024 * 1024;

export const RECORD_ERRORS = {
  notJson: 'not JSON',
  notRecord: 'not a record',
  cutInRecord: 'the file ends inside a record',
  cutInList: 'the file ends inside a list of records',
  tooLarge: 'larger than 16 MiB',
  tooDeep: 'nested in more than 64 levels',
} as const;
