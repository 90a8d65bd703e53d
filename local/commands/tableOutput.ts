import type { AccountView } from '../../shared/domain/account/account';
import type { Occurrence } from '../../shared/domain/account/occurrence';
import type { Summary } from '../../shared/domain/verdict/summary';
import { VERDICT_KINDS } from '../../shared/domain/verdict/verdict';
import { appName } from '../../shared/render/appList';
import { standingOf } from '../../shared/render/report/standing';
import { EFFECT_TONES, READINESS_TONES, VERDICT_TONES } from '../../shared/render/tones';
import { ADVICE_WORDS } from '../../shared/render/words/advice';
import { causeInWords, labelOf, occurrenceInWords } from '../../shared/render/words/cause';
import { assumption, cloudNote } from '../../shared/render/words/cloudNote';
import { inDigits } from '../../shared/render/words/counted';
import { EFFECT_WORDS } from '../../shared/render/words/effect';
import { KIND_WORDS } from '../../shared/render/words/kind';
import { readinessInWords } from '../../shared/render/words/readiness';
import { ALL_SIGN_INS, APP_COLUMN } from '../../shared/render/words/report';
import { besideHeadline, headlineInWords } from '../../shared/render/words/reportHeadline';
import { mandateInWords } from '../../shared/render/words/requirement';
import { VERDICT_WORDS } from '../../shared/render/words/verdict';
import { wrap } from '../../shared/render/wrap';
import {
  accountsTitle,
  moreAccountsInWords,
  moreReasonsInWords,
  nextInWords,
  readInWords,
  spanInWords,
} from '../words/table';
import { contentOf, type Whole } from './judgedOutput';
import type { Out } from './outFile';
import { paintedParts } from './paint';
import { printable } from './printable';
import { hanging, numberTable } from './table';

type Names = Readonly<Record<string, string>>;

/** The layout of the lines. */
type Place = Pick<Out, 'columns' | 'paint'>;

/** The whole for people, without frames. Colours only repeat words. */
export async function writeTable(
  whole: Whole,
  { write, ...place }: Place & Pick<Out, 'write'>,
): Promise<void> {
  const { summary, accounts, report } = whole;
  await write(`${opening(whole, place)}\n`);
  if (report.to === null) return;
  await write(`\n${verdictTable(summary, report.appNames, place)}\n`);
  if (accounts.length === 0) return;
  await write(`\n${accountList(accounts, report.appNames, place)}\n`);
}

function opening(whole: Whole, { columns, paint }: Place): string {
  const { summary, report } = whole;
  const content = contentOf(whole, { findings: [], findingsCut: true });
  const accountsNow = standingOf(content);
  const headline = `${headlineInWords(accountsNow.headline)}.`;
  const sentences = [
    readInWords(summary),
    ...(report.from === null || report.to === null
      ? []
      : [spanInWords(minuteOf(report.from), minuteOf(report.to))]),
    headline,
    ...besideHeadline(accountsNow),
    report.to === null ? '' : (assumption(content) ?? cloudNote(content) ?? ''),
    report.mandate === null ? '' : mandateInWords(report.mandate),
  ];
  const text = sentences
    .filter((sentence) => sentence !== '')
    .map((sentence) => wrap(sentence, '', columns))
    .join('\n')
    .replaceAll(UNBROKEN, ' ');
  return paintedParts(text, [{ words: headline, tone: 'title' }], paint);
}

function verdictTable(summary: Summary, appNames: Names, { columns, paint }: Place): string {
  const rows = Object.entries(summary.byApp).map(([app, counts]) => [
    appName(app, appNames),
    ...VERDICT_KINDS.map((kind) => inDigits(counts[kind])),
  ]);
  const all = [ALL_SIGN_INS, ...VERDICT_KINDS.map((kind) => inDigits(summary.byVerdict[kind]))];
  const head = [APP_COLUMN, ...VERDICT_KINDS.map((kind) => VERDICT_WORDS[kind].label)];
  return numberTable({ head, rows: [...rows, all] }, columns, (text, { column }) => {
    const kind = VERDICT_KINDS[column - 1];
    return kind === undefined ? text : paint(text === '0' ? 'quiet' : VERDICT_TONES[kind], text);
  });
}

/** More would not fit a few screens. */
const MOST_ACCOUNTS = 25;
const MOST_REASONS = 3;

function accountList(accounts: readonly AccountView[], appNames: Names, place: Place): string {
  const shown = accounts.slice(0, MOST_ACCOUNTS);
  const more = accounts.length - shown.length;
  return [
    place.paint('title', wrap(accountsTitle(accounts.length), '', place.columns)),
    ...shown.map((account) => accountBlock(account, appNames, place)),
    ...(more > 0 ? [moreAccountsInWords(more)] : []),
  ].join('\n\n');
}

function accountBlock(account: AccountView, appNames: Names, place: Place): string {
  const { columns } = place;
  const { why = [] } = account;
  const [step] = account.advice;
  const [gravest] = why;
  const label = gravest ? labelOf(gravest) : '';
  const left = why.length - MOST_REASONS;
  return [
    titleOf(account, label, place),
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

/** In UTF-16 units; a UPN has at most 113. */
const LONGEST_NAME = 200;

/** The label, the name and what the account is. */
function titleOf(account: AccountView, label: string, { columns, paint }: Place): string {
  const { userPrincipalName, userId, why: [gravest] = [], kind } = account;
  // Names come from the log, in which anyone can write.
  const name = printable((userPrincipalName ?? userId).slice(0, LONGEST_NAME));
  const parts = standing(account);
  const words = [KIND_WORDS[kind], ...parts.map((part) => part.words)].join('; ');
  const lines = hanging(`${label.padEnd(LABEL)}${name} (${words})`, '', columns);
  const tone = gravest ? VERDICT_TONES[gravest.verdict] : 'quiet';
  return paintedParts(lines, [{ words: label, tone }, { words: name, tone: 'title' }, ...parts], paint);
}

type Under = { readonly label: string; readonly appNames: Names };

/** The label above it is not repeated. */
function reasonOf(occurrence: Occurrence, { label, appNames }: Under): string {
  return labelOf(occurrence) === label
    ? causeInWords(occurrence, appNames, minuteOf)
    : occurrenceInWords(occurrence, appNames, minuteOf);
}

function standing({ effect, readiness, mandate }: AccountView) {
  return [
    ...(effect.kind === 'none'
      ? []
      : [
          {
            words: EFFECT_WORDS[effect.kind].replace(/^./, (first) => first.toLowerCase()),
            tone: EFFECT_TONES[effect.kind],
          },
        ]),
    ...(readiness === 'unknown'
      ? []
      : [{ words: readinessInWords(readiness, mandate), tone: READINESS_TONES[readiness] }]),
  ];
}

/** @param iso ISO 8601 UTC */
function minuteOf(iso: string): string {
  return iso.slice(0, 16).replace('T', UNBROKEN);
}
