import { VERDICT_KINDS } from '../../shared/domain/verdict/verdict';
import type { PollSummary } from '../../shared/jobs/poll/pollSignIns';
import { VERDICT_TONES } from '../../shared/render/tones';
import { inDigits } from '../../shared/render/words/counted';
import { ALL_SIGN_INS } from '../../shared/render/words/report';
import { VERDICT_WORDS } from '../../shared/render/words/verdict';
import { wrap } from '../../shared/render/wrap';
import { BESIDE_MAILS, FILE_LABELS, LOOK_FIRST, OPEN_THESE } from '../words/demo';
import { readInWords } from '../words/table';
import { accountsToLookAt, type DemoNumbers, difference } from './demoAccounts';
import type { DemoFile } from './demoFiles';
import type { Paint } from './paint';
import { numberTable } from './table';

type Found = {
  readonly poll: PollSummary;
  readonly digest: DemoNumbers;
  readonly report: DemoNumbers;
  readonly files: readonly DemoFile[];
};

/** What the demo says at its end. */
export function describe({ poll, digest, report, files }: Found, paint: Paint): string {
  const why = difference(digest, report);
  return [
    '',
    wrap(`${readInWords(poll)}.`, '', COLUMNS),
    signInTable(poll, paint),
    '',
    paint('title', LOOK_FIRST),
    ...accountsToLookAt(report),
    '',
    ...(why === null ? [] : [wrap(why, '', COLUMNS), '']),
    paint('title', OPEN_THESE),
    ...files.map(({ label, path }) => `  ${label.padEnd(LONGEST_LABEL)}  ${path}`),
    wrap(BESIDE_MAILS, '', COLUMNS),
  ].join('\n');
}

const LONGEST_LABEL = Math.max(...Object.values(FILE_LABELS).map(({ length }) => length));

function signInTable({ byVerdict }: PollSummary, paint: Paint): string {
  const rows = VERDICT_KINDS.map((kind) => [VERDICT_WORDS[kind].label, inDigits(byVerdict[kind])]);
  const all = inDigits(VERDICT_KINDS.reduce((sum, kind) => sum + byVerdict[kind], 0));
  const table = { head: ['Verdict', 'Sign-ins'], rows: [...rows, [ALL_SIGN_INS, all]] };
  return numberTable(table, NARROW, (text, { row }) => {
    const kind = VERDICT_KINDS[row - 1];
    return kind === undefined ? text : paint(VERDICT_TONES[kind], text);
  });
}

/** Of text. */
const COLUMNS = 80;
/** The table fits any terminal. */
const NARROW = 60;
