import type { AccountView } from '../../domain/account/account';
import type { DigestContent } from '../../domain/digest/digest';
import { isNote } from '../../domain/problem';
import { plainText } from '../plainText';
import { longDay, timeWriter } from '../time';
import type { Tone } from '../tones';
import { cloudNote } from '../words/cloudNote';
import { COVERAGE_TITLE } from '../words/coverage';
import { coverageInBrief, coverageLines } from '../words/coverageNews';
import { phoneOnlyInWords } from '../words/deadline';
import {
  ABOUT_DIGEST,
  assumptionInWords,
  changesInWords,
  digestHeadline,
  ongoingInWords,
  problemsTitle,
  readUntilInWords,
  type SectionName,
  sectionTitle,
  unreachedInWords,
} from '../words/digest';
import { problemInWords } from '../words/problems';
import { type BreakGlassSection, breakGlassSection } from './breakGlass';
import {
  type Entry,
  type EntryContext,
  exceptedEntry,
  openEntry,
  resolvedEntry,
  stoppedEntry,
} from './entry';
import { type MicrosoftSection, microsoftSection } from './microsoft';
import { openingLists, type TitledLines } from './opening';

/** The content of the digest, in its order; the text and the HTML part both write it. */
export type Outline = {
  readonly day: string;
  readonly headline: string;
  /** Who of the readers is concerned, and what to do first. */
  readonly lists: readonly TitledLines[];
  readonly changes: string | null;
  readonly readUntil: string;
  readonly problems: ProblemsSection | null;
  readonly coverage: CoverageSection | null;
  readonly microsoft: MicrosoftSection | null;
  readonly sections: readonly Section[];
  readonly breakGlass: BreakGlassSection | null;
  readonly ongoing: string | null;
  readonly deadlines: string | null;
  readonly reportUrl: string | null;
  readonly notes: readonly string[];
};

/** The news about the coverage by the tenant's own policies. */
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

/** More would hide the accounts that matter, and Gmail cuts a mail at about 100 KB. */
const MOST_NAMED = 20;

export function digestOutline(content: DigestContent): Outline {
  const showTime = timeWriter(content.timeZone);
  const headline = digestHeadline(content);
  return {
    day: longDay(content.localDay),
    headline: `${capitalized(headline)}.`,
    lists: openingLists(content),
    changes: changesInWords(content),
    readUntil: readUntilInWords(content, showTime),
    problems: problemsSection(content),
    coverage: coverageSection(content),
    microsoft: microsoftSection(content, showTime),
    sections: sectionsOf(content, showTime),
    breakGlass: breakGlassSection(content, showTime),
    ongoing: ongoingInWords(content),
    deadlines: content.phoneOnly && phoneOnlyInWords(content.phoneOnly, Date.parse(content.localDay)),
    reportUrl: content.reportUrl,
    notes: notesOf(content),
  };
}

function problemsSection({ problems }: DigestContent): ProblemsSection | null {
  if (problems.length === 0) return null;
  const notes = problems.filter(isNote);
  const toFix = problems.filter((problem) => !isNote(problem));
  return {
    title: problemsTitle(toFix.length),
    items: [...toFix, ...notes].map(problemInWords).map(({ sentence, mend }) => ({
      sentence: plainText(sentence, 400),
      mend: plainText(mend, 400),
    })),
  };
}

function coverageSection({ coverage, appNames }: DigestContent): CoverageSection | null {
  if (coverage === null) return null;
  return {
    title: capitalized(coverageInBrief(coverage) ?? COVERAGE_TITLE),
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
  // An account that gets in and is stopped elsewhere is listed once.
  const stopped = new Set(content.stopped.map(({ userId }) => userId));
  const others = (accounts: readonly AccountView[]) => accounts.filter(({ userId }) => !stopped.has(userId));
  return [
    section(content.stopped, { name: 'stopped', write: stoppedEntry }),
    section(others(content.news), { name: content.first ? 'soFar' : 'news', write: openEntry }),
    section(others(content.returned), { name: 'returned', write: openEntry }),
    section(content.resolved, { name: 'resolved', write: resolvedEntry }),
    section(content.excepted, { name: 'excepted', write: exceptedEntry }),
  ].filter(({ entries }) => entries.length > 0);
}

type SectionKind = {
  readonly name: SectionName;
  readonly write: (account: AccountView, context: EntryContext) => Entry;
};

function sectionMaker(
  context: EntryContext,
): (accounts: readonly AccountView[], kind: SectionKind) => Section {
  return (accounts, { name, write }) => ({
    title: sectionTitle(name, accounts.length),
    entries: accounts.slice(0, MOST_NAMED).map((account) => write(account, context)),
    more: Math.max(0, accounts.length - MOST_NAMED),
  });
}

function notesOf(content: DigestContent): string[] {
  return [cloudNote(content), assumptionInWords(content), unreachedInWords(content), ...ABOUT_DIGEST].filter(
    (note) => note !== null,
  );
}
