import type { AccountView } from '../../shared/domain/account/account';
import type { Occurrence } from '../../shared/domain/account/occurrence';
import type { Summary } from '../../shared/domain/verdict/summary';
import { VERDICT_KINDS } from '../../shared/domain/verdict/verdict';
import { appName } from '../../shared/render/appList';
import { standingOf } from '../../shared/render/report/standing';
import { ADVICE_WORDS } from '../../shared/render/words/advice';
import { causeInWords, labelOf, occurrenceInWords } from '../../shared/render/words/cause';
import { assumption, cloudNote } from '../../shared/render/words/cloudNote';
import { counted, inDigits } from '../../shared/render/words/counted';
import { KIND_WORDS } from '../../shared/render/words/kind';
import { READINESS_WORDS } from '../../shared/render/words/readiness';
import { besideHeadline, headlineInWords } from '../../shared/render/words/reportHeadline';
import { VERDICT_WORDS } from '../../shared/render/words/verdict';
import { wrap } from '../../shared/render/wrap';
import { contentOf, type Whole, type Write } from './judgedOutput';
import { printable } from './printable';
import { hanging, numberTable } from './table';

type Names = Readonly<Record<string, string>>;

/** The whole for people: no frames and no colours, on a terminal and in a pipe alike. */
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
    `${counted(summary.read, 'record')} read, ${inDigits(summary.rejected)} could not be decoded`,
    ...(report.from === null || report.to === null
      ? []
      : [`Sign-ins from ${minuteOf(report.from)} to ${minuteOf(report.to)} UTC`]),
    `${headlineInWords(accountsNow.headline)}.`,
    ...besideHeadline(accountsNow),
    report.to === null ? '' : (assumption(content) ?? cloudNote(content) ?? ''),
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
  const all = ['All sign-ins', ...VERDICT_KINDS.map((kind) => inDigits(summary.byVerdict[kind]))];
  const head = ['Enforced app', ...VERDICT_KINDS.map((kind) => VERDICT_WORDS[kind].label)];
  return numberTable({ head, rows: [...rows, all] }, columns);
}

/** What still fits a few screens. */
const MOST_ACCOUNTS = 25;
const MOST_REASONS = 3;

function accountList(accounts: readonly AccountView[], appNames: Names, columns: number): string {
  const shown = accounts.slice(0, MOST_ACCOUNTS);
  const more = accounts.length - shown.length;
  return [
    wrap(`${counted(accounts.length, 'account')} listed, worst first; times in UTC`, '', columns),
    ...shown.map((account) => accountBlock(account, appNames, columns)),
    ...(more > 0 ? [`and ${inDigits(more)} more: see --format json, csv or html`] : []),
  ].join('\n\n');
}

function accountBlock(account: AccountView, appNames: Names, columns: number): string {
  const { userPrincipalName, userId, why = [] } = account;
  const [step] = account.advice;
  const [gravest] = why;
  const label = gravest ? labelOf(gravest) : '';
  const left = why.length - MOST_REASONS;
  return [
    // Names come from the log, where anybody can write.
    hanging(
      `${label.padEnd(LABEL)}${printable(userPrincipalName ?? userId)} (${standing(account)})`,
      '',
      columns,
    ),
    ...why.slice(0, MOST_REASONS).map((one) => hanging(reasonOf(one, { label, appNames }), '  ', columns)),
    ...(left > 0 ? [`  and ${counted(left, 'further reason')}`] : []),
    hanging(`Next: ${step ? ADVICE_WORDS[step].sentence : 'Nothing. MFA was done since.'}`, '  ', columns),
  ]
    .join('\n')
    .replaceAll(UNBROKEN, ' ');
}

/** A space at which no line is broken. */
const UNBROKEN = '\u{A0}';

/** As wide as the longest label and a gap. */
const LABEL = 13;

type Under = { readonly label: string; readonly appNames: Names };

/** What stands above it already is not said again. */
function reasonOf(occurrence: Occurrence, { label, appNames }: Under): string {
  return labelOf(occurrence) === label
    ? causeInWords(occurrence, appNames, minuteOf)
    : occurrenceInWords(occurrence, appNames, minuteOf);
}

function standing({ kind, readiness }: AccountView): string {
  const what = KIND_WORDS[kind];
  return readiness === 'unknown' ? what : `${what}; ${READINESS_WORDS[readiness]}`;
}

/** @param iso ISO 8601 UTC */
function minuteOf(iso: string): string {
  return iso.slice(0, 16).replace('T', UNBROKEN);
}
