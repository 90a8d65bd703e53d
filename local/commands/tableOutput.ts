import type { AccountView } from '../../shared/domain/account/account';
import type { Occurrence } from '../../shared/domain/account/occurrence';
import type { Summary } from '../../shared/domain/verdict/summary';
import { VERDICT_KINDS } from '../../shared/domain/verdict/verdict';
import { appName } from '../../shared/render/appList';
import { standingOf } from '../../shared/render/report/standing';
import { ADVICE_WORDS } from '../../shared/render/words/advice';
import { causeInWords, labelOf, occurrenceInWords } from '../../shared/render/words/cause';
import { assumption, cloudNote } from '../../shared/render/words/cloudNote';
import { inDigits } from '../../shared/render/words/counted';
import { EFFECT_WORDS } from '../../shared/render/words/effect';
import { KIND_WORDS } from '../../shared/render/words/kind';
import { readinessInWords } from '../../shared/render/words/readiness';
import { besideHeadline, headlineInWords } from '../../shared/render/words/reportHeadline';
import { mandateInWords } from '../../shared/render/words/requirement';
import { VERDICT_WORDS } from '../../shared/render/words/verdict';
import { wrap } from '../../shared/render/wrap';
import {
  ALL_SIGN_INS,
  APP_COLUMN,
  accountsTitle,
  moreAccountsInWords,
  moreReasonsInWords,
  nextInWords,
  readInWords,
  spanInWords,
} from '../words/table';
import { contentOf, type Whole, type Write } from './judgedOutput';
import { printable } from './printable';
import { hanging, numberTable } from './table';

type Names = Readonly<Record<string, string>>;

/** The whole for people, without frames and colours, the same on a terminal and in a pipe. */
export async function writeTable(whole: Whole, write: Write, columns: number): Promise<void> {
  const { summary, accounts, report } = whole;
  await write(`${opening(whole, columns)}\n`);
  if (report.to === null) return;
  await write(`\n${verdictTable(summary, report.appNames, columns)}\n`);
  if (accounts.length === 0) return;
  await write(`\n${accountList(accounts, report.appNames, columns)}\n`);
}

function opening(whole: Whole, columns: number): string {
  const { summary, report } = whole;
  const content = contentOf(whole, { findings: [], findingsCut: true });
  const accountsNow = standingOf(content);
  const sentences = [
    readInWords(summary.read, summary.rejected),
    ...(report.from === null || report.to === null
      ? []
      : [spanInWords(minuteOf(report.from), minuteOf(report.to))]),
    `${headlineInWords(accountsNow.headline)}.`,
    ...besideHeadline(accountsNow),
    report.to === null ? '' : (assumption(content) ?? cloudNote(content) ?? ''),
    report.mandate === null ? '' : mandateInWords(report.mandate),
  ];
  return sentences
    .filter((sentence) => sentence !== '')
    .map((sentence) => wrap(sentence, '', columns))
    .join('\n')
    .replaceAll(UNBROKEN, ' ');
}

function verdictTable(summary: Summary, appNames: Names, columns: number): string {
  const rows = Object.entries(summary.byApp).map(([app, counts]) => [
    appName(app, appNames),
    ...VERDICT_KINDS.map((kind) => inDigits(counts[kind])),
  ]);
  const all = [ALL_SIGN_INS, ...VERDICT_KINDS.map((kind) => inDigits(summary.byVerdict[kind]))];
  const head = [APP_COLUMN, ...VERDICT_KINDS.map((kind) => VERDICT_WORDS[kind].label)];
  return numberTable({ head, rows: [...rows, all] }, columns);
}

/** More would not fit a few screens. */
const MOST_ACCOUNTS = 25;
const MOST_REASONS = 3;

function accountList(accounts: readonly AccountView[], appNames: Names, columns: number): string {
  const shown = accounts.slice(0, MOST_ACCOUNTS);
  const more = accounts.length - shown.length;
  return [
    wrap(accountsTitle(accounts.length), '', columns),
    ...shown.map((account) => accountBlock(account, appNames, columns)),
    ...(more > 0 ? [moreAccountsInWords(more)] : []),
  ].join('\n\n');
}

function accountBlock(account: AccountView, appNames: Names, columns: number): string {
  const { userPrincipalName, userId, why = [] } = account;
  const [step] = account.advice;
  const [gravest] = why;
  const label = gravest ? labelOf(gravest) : '';
  const left = why.length - MOST_REASONS;
  return [
    // Names come from the log, in which anyone can write.
    hanging(
      `${label.padEnd(LABEL)}${printable(userPrincipalName ?? userId)} (${standing(account)})`,
      '',
      columns,
    ),
    ...why.slice(0, MOST_REASONS).map((one) => hanging(reasonOf(one, { label, appNames }), '  ', columns)),
    ...(left > 0 ? [`  ${moreReasonsInWords(left)}`] : []),
    hanging(nextInWords(step ? ADVICE_WORDS[step].sentence : null), '  ', columns),
  ]
    .join('\n')
    .replaceAll(UNBROKEN, ' ');
}

/** A space that never breaks a line. */
const UNBROKEN = '\u{A0}';

/** As wide as the longest label and a gap. */
const LABEL = 13;

type Under = { readonly label: string; readonly appNames: Names };

/** The label above it is not repeated. */
function reasonOf(occurrence: Occurrence, { label, appNames }: Under): string {
  return labelOf(occurrence) === label
    ? causeInWords(occurrence, appNames, minuteOf)
    : occurrenceInWords(occurrence, appNames, minuteOf);
}

function standing({ kind, effect, readiness, mandate }: AccountView): string {
  return [
    KIND_WORDS[kind],
    ...(effect.kind === 'none'
      ? []
      : [EFFECT_WORDS[effect.kind].replace(/^./, (first) => first.toLowerCase())]),
    ...(readiness === 'unknown' ? [] : [readinessInWords(readiness, mandate)]),
  ].join('; ');
}

/** @param iso ISO 8601 UTC */
function minuteOf(iso: string): string {
  return iso.slice(0, 16).replace('T', UNBROKEN);
}
