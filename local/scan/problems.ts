import { EXIT_BAD_RECORDS, EXIT_USAGE } from '../commands/failure';
import type { BadRecord } from '../commands/judgedOutput';
import { printable } from '../commands/printable';
import type { Terminal } from '../commands/terminal';
import type { FileError } from '../files/fileError';
import type { Skip } from '../files/fileProblem';
import { skipInWords } from '../words/files';
import { cutInWords, remarkInWords } from '../words/scan';
import type { Remark } from './remark';

/** Writes the problems of the input, and remarks about it, to standard error; sets the exit code. */
export type Problems = {
  /** With a file or folder that the user named. */
  readonly file: (error: FileError) => void;
  /** With a file that was found in a folder: nobody said that it holds sign-ins. */
  readonly fileInFolder: (error: FileError) => void;
  readonly skipped: (path: string, skip: Skip) => void;
  readonly record: (file: string, record: BadRecord) => void;
  readonly remark: (remark: Remark) => void;
  readonly end: () => void;
};

const MOST_SHOWN = 20;
/** The call was wrong. With the other codes the call was right, but the content is not. */
const WRONG_CALL: ReadonlySet<FileError['code']> = new Set([
  'notFound',
  'isFolder',
  'notReadable',
  'noneInFolder',
]);
/** Nobody said that a file in a folder holds sign-ins. */
const NO_SIGN_INS: ReadonlySet<FileError['code']> = new Set([
  'empty',
  'notRecords',
  'unjudgeable',
  'portalSteps',
]);

export function problemsOf(terminal: Terminal): Problems {
  let exitCode = 0;
  let records = 0;
  let skipped = 0;
  let remarks = 0;
  // File names come from whoever packed the folder.
  const write = (text: string) => terminal.stderr.write(`${printable(text)}\n`);
  const fail = (code: number) => {
    // The lower code is the graver one.
    exitCode = exitCode === 0 ? code : Math.min(exitCode, code);
  };
  const skip = (path: string, why: Skip) => {
    if (++skipped <= MOST_SHOWN) write(`mfa-watch: ${path} skipped: ${skipInWords(path, why)}`);
  };
  return {
    file: (error) => {
      write(`mfa-watch: ${error.message}`);
      fail(WRONG_CALL.has(error.code) ? EXIT_USAGE : EXIT_BAD_RECORDS);
    },
    fileInFolder: (error) => {
      if (NO_SIGN_INS.has(error.code)) {
        skip(error.file, { code: 'noSignIns', problem: error.problem });
        return;
      }
      write(`mfa-watch: ${error.message}`);
      fail(EXIT_BAD_RECORDS);
    },
    skipped: skip,
    remark: (remark) => {
      if (++remarks <= MOST_SHOWN) write(`mfa-watch: ${remarkInWords(remark)}`);
    },
    record: (file, { line, error }) => {
      if (++records <= MOST_SHOWN) write(`${file}:${line}: ${error}`);
    },
    end: () => {
      if (skipped > MOST_SHOWN) write(`mfa-watch: ${cutInWords(skipped - MOST_SHOWN, 'skipped')}`);
      if (remarks > MOST_SHOWN) write(`mfa-watch: ${cutInWords(remarks - MOST_SHOWN, 'remarks')}`);
      if (records > MOST_SHOWN) write(`mfa-watch: ${cutInWords(records - MOST_SHOWN, 'records')}`);
      if (records > 0) fail(EXIT_BAD_RECORDS);
      if (exitCode !== 0) terminal.setExitCode(exitCode);
    },
  };
}
