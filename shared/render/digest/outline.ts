import type { AccountView } from '../../domain/account/account';
import type { DigestContent } from '../../domain/digest/digest';
import { isNote } from '../../domain/problem';
import { plainText, unlinked } from '../plainText';
import { longDay, timeWriter } from '../time';
import type { Tone } from '../tones';
import { cloudNote } from '../words/cloudNote';
import { counted } from '../words/counted';
import { coverageInBrief, coverageLines } from '../words/coverageNews';
import {
  type Entry,
  type EntryContext,
  exceptedEntry,
  openEntry,
  resolvedEntry,
  stoppedEntry,
} from './entry';
import { digestHeadline, hasChanges } from './headline';
import { type MicrosoftSection, microsoftSection } from './microsoft';

/** What the digest says, in its order; the text and the HTML part both write this down. */
export type Outline = {
  readonly day: string;
  readonly headline: string;
  readonly readUntil: string;
  readonly problems: ProblemsSection | null;
  readonly coverage: CoverageSection | null;
  readonly microsoft: MicrosoftSection | null;
  readonly sections: readonly Section[];
  readonly ongoing: string | null;
  readonly reportUrl: string | null;
  readonly notes: readonly string[];
};

/** What is new about the coverage by the tenant's own policies. */
type CoverageSection = { readonly title: string; readonly lines: readonly string[]; readonly tone: Tone };

type ProblemsSection = {
  readonly title: string;
  readonly items: readonly { readonly sentence: string; readonly mend: string }[];
};

export type Section = {
  readonly title: string;
  readonly entries: readonly Entry[];
  /** How many accounts are left out. */
  readonly more: number;
};

/** More would hide what matters, and Gmail cuts a mail at about 100 KB. */
const MOST_NAMED = 25;

export function digestOutline(content: DigestContent): Outline {
  const showTime = timeWriter(content.timeZone);
  const headline = digestHeadline(content);
  return {
    day: longDay(content.localDay),
    headline: `${capitalized(headline)}.`,
    readUntil: readUntilInWords(content, showTime),
    problems: problemsSection(content),
    coverage: coverageSection(content),
    microsoft: microsoftSection(content, showTime),
    sections: sectionsOf(content, showTime),
    ongoing: ongoingInWords(content),
    reportUrl: content.reportUrl,
    notes: notesOf(content),
  };
}

function readUntilInWords({ readUntil }: DigestContent, showTime: (iso: string) => string): string {
  if (readUntil === null) return 'The first read brings the findings; the next digest tells of them.';
  return `The sign-in log was read until ${showTime(readUntil)}.`;
}

function problemsSection({ problems }: DigestContent): ProblemsSection | null {
  if (problems.length === 0) return null;
  const notes = problems.filter(isNote);
  const toMend = problems.filter((problem) => !isNote(problem));
  return {
    title: toMend.length === 0 ? 'To know' : `To mend first: ${counted(toMend.length, 'problem')}`,
    items: [...toMend, ...notes].map(({ sentence, mend }) => ({
      sentence: plainText(sentence, 400),
      mend: plainText(mend, 400),
    })),
  };
}

function coverageSection({ coverage, appNames }: DigestContent): CoverageSection | null {
  if (coverage === null) return null;
  const brief = coverageInBrief(coverage) ?? 'what your policies cover';
  return {
    title: capitalized(brief),
    lines: coverageLines(coverage, appNames),
    tone: TREND_TONES[coverage.trend],
  };
}

const TREND_TONES = { first: 'quiet', worse: 'bad', better: 'good', mixed: 'info' } as const;

function capitalized(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function sectionsOf(content: DigestContent, showTime: (iso: string) => string): Section[] {
  const context = { appNames: content.appNames, showTime };
  const section = sectionMaker(context);
  return [
    section(content.news, { name: content.first ? 'Found so far' : 'New', write: openEntry }),
    section(content.returned, { name: 'Returned', write: openEntry }),
    section(content.stopped, { name: 'Being stopped now', write: stoppedEntry }),
    section(content.resolved, { name: 'Resolved', write: resolvedEntry }),
    section(content.excepted, { name: 'Excepted, not counted as open', write: exceptedEntry }),
  ].filter(({ entries }) => entries.length > 0);
}

type SectionKind = {
  readonly name: string;
  readonly write: (account: AccountView, context: EntryContext) => Entry;
};

function sectionMaker(
  context: EntryContext,
): (accounts: readonly AccountView[], kind: SectionKind) => Section {
  return (accounts, { name, write }) => ({
    title: `${name}: ${counted(accounts.length, 'account')}`,
    entries: accounts.slice(0, MOST_NAMED).map((account) => write(account, context)),
    more: Math.max(0, accounts.length - MOST_NAMED),
  });
}

/** Where nothing changed, the headline has said it. */
function ongoingInWords(content: DigestContent): string | null {
  const { ongoing } = content;
  if (ongoing === 0 || !hasChanges(content)) return null;
  return `${counted(ongoing, 'account')} told of before ${ongoing === 1 ? 'is' : 'are'} still open.`;
}

function notesOf(content: DigestContent): string[] {
  const cloud = cloudNote(content);
  return [
    ...(cloud === null ? [] : [cloud]),
    ...unreachedInWords(content),
    'A digest tells only what changed since the last one. A sign-in that Microsoft may still complete is told of later.',
    'You get this mail as a Global Administrator of the tenant, or because DIGEST_RECIPIENTS names your address.',
    'To change who gets it, or when, set DIGEST_TO_GLOBAL_ADMINS, DIGEST_RECIPIENTS, DIGEST_TIME, DIGEST_TIME_ZONE or DIGEST_WHEN_QUIET on the function app.',
  ];
}

function unreachedInWords({ unreached }: DigestContent): string[] {
  if (unreached.length === 0) return [];
  const names = unreached.map(({ name, why }) => `${unlinked(plainText(name, 80))} (${WHY[why]})`);
  const mend = 'Give them an address (mail or otherMails), or name one in DIGEST_RECIPIENTS.';
  return [`This mail does not reach these Global Administrators: ${names.join(', ')}. ${mend}`];
}

const WHY = { disabled: 'disabled', noAddress: 'no mail address' } as const;
