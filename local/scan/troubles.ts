import { EXIT_BAD_RECORDS, EXIT_USAGE } from '../commands/failure';
import type { BadRecord } from '../commands/judgedOutput';
import { printable } from '../commands/printable';
import type { Terminal } from '../commands/terminal';
import type { FileError } from '../files/fileError';

/** What could not be read: told on standard error, and by the exit code. */
export type Troubles = {
  /** Of a file or folder that the user named. */
  readonly file: (error: FileError) => void;
  /** Of a file that was found in a folder: nobody said that it holds sign-ins. */
  readonly fileInFolder: (error: FileError) => void;
  readonly skipped: (path: string, why: string) => void;
  readonly record: (file: string, record: BadRecord) => void;
  /** What is worth knowing about a file, and no error. */
  readonly remark: (text: string) => void;
  /** Records beyond the one that counts, of sign-ins that have several. */
  readonly repeats: (records: number) => void;
  readonly end: () => void;
};

const MOST_TOLD = 20;
/** The call was wrong; with the other codes the call was right and the content is not. */
const WRONG_CALL: ReadonlySet<FileError['code']> = new Set([
  'notFound',
  'isFolder',
  'notReadable',
  'noneInFolder',
]);
/** Nobody said that a file in a folder holds sign-ins. */
const NO_SIGN_INS: ReadonlySet<FileError['code']> = new Set(['empty', 'notRecords', 'portalSteps']);

export function troublesOf(terminal: Terminal): Troubles {
  let exitCode = 0;
  let records = 0;
  let skipped = 0;
  let remarks = 0;
  // File names come from whoever packed the folder.
  const tell = (text: string) => terminal.stderr.write(`${printable(text)}\n`);
  const fail = (code: number) => {
    // The lower code is the graver one.
    exitCode = exitCode === 0 ? code : Math.min(exitCode, code);
  };
  const skip = (path: string, why: string) => {
    if (++skipped <= MOST_TOLD) tell(`mfa-watch: ${path} skipped: ${why}`);
  };
  return {
    file: (error) => {
      tell(`mfa-watch: ${error.message}`);
      fail(WRONG_CALL.has(error.code) ? EXIT_USAGE : EXIT_BAD_RECORDS);
    },
    fileInFolder: (error) => {
      if (NO_SIGN_INS.has(error.code)) {
        skip(error.file, error.inFolder);
        return;
      }
      tell(`mfa-watch: ${error.message}`);
      fail(EXIT_BAD_RECORDS);
    },
    skipped: skip,
    remark: (text) => {
      if (++remarks <= MOST_TOLD) tell(`mfa-watch: ${text}`);
    },
    record: (file, { line, error }) => {
      if (++records <= MOST_TOLD) tell(`${file}:${line}: ${error}`);
    },
    repeats: (repeats) => {
      if (repeats === 0) return;
      const what = repeats === 1 ? 'one record repeats a sign-in' : `${repeats} records repeat sign-ins`;
      tell(`mfa-watch: ${what} given in another; each sign-in counts once, by the record that says most`);
    },
    end: () => {
      if (skipped > MOST_TOLD) tell(`mfa-watch: and ${skipped - MOST_TOLD} more files skipped`);
      if (remarks > MOST_TOLD) tell(`mfa-watch: and ${remarks - MOST_TOLD} more remarks`);
      if (records > MOST_TOLD) tell(`and ${records - MOST_TOLD} more: see --format ndjson`);
      if (records > 0) fail(EXIT_BAD_RECORDS);
      if (exitCode !== 0) terminal.setExitCode(exitCode);
    },
  };
}
