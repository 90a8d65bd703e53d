/**
 * One record of a file, or why it could not be had.
 *
 * `line` is where the record begins, counted from 1, in the file after unpacking.
 */
export type FileRecord =
  | { readonly line: number; readonly raw: unknown }
  | { readonly line: number; readonly error: string };

/** Takes text in pieces of any size and gives out the records that are complete. */
export type RecordParser = {
  readonly push: (text: string) => readonly FileRecord[];
  /** @param cut why the text ends before the file does; `null` when it does not */
  readonly end: (cut: string | null) => readonly FileRecord[];
};

/** Characters in one record; what is larger is no sign-in. */
export const MAX_RECORD_CHARS = 16 * 1024 * 1024;

export const RECORD_ERRORS = {
  notJson: 'not JSON',
  notRecord: 'not a record',
  cutInRecord: 'the file ends inside a record',
  cutInList: 'the file ends inside a list of records',
  tooLarge: 'larger than 16 MiB',
} as const;
