import type { DigestContent } from '../../domain/digest/digest';
import { cut } from '../isolated';
import type { Tone } from '../tones';
import { cloudNote } from '../words/cloudNote';
import { COVERAGE_TITLE } from '../words/coverage';
import { coverageInBrief, coverageLines } from '../words/coverageNews';
import { phoneOnlyInBrief } from '../words/deadline';
import {
  ABOUT_DIGEST,
  assumptionInWords,
  DEADLINES,
  digestTitle,
  ongoingInWords,
  readUntilInWords,
  unreachedInWords,
} from '../words/digest';
import { isOfOldData } from '../words/digestSubject';
import { NUMBERS_TITLE, type NumberTable, numbersInWords, oldNumbersTitle } from '../words/standingNumbers';
import { type BreakGlassSection, breakGlassSection } from './breakGlass';
import { type Changes, changesSections, type Room } from './changes';
import { type Dates, datesIn } from './dates';
import { type MicrosoftSection, microsoftSection } from './microsoft';
import { administratorLines, type Opening, openingOf, type TitledLines } from './opening';
import { type ProblemsSection, problemsSection } from './problems';

/** The content of the digest, in its order; the text and the HTML part both write it. */
export type Outline = {
  readonly title: string;
  readonly opening: Opening;
  readonly reportUrl: string | null;
  readonly changes: Changes;
  readonly coverage: CoverageSection | null;
  readonly microsoft: MicrosoftSection | null;
  readonly administrators: TitledLines | null;
  /** `null` before the log was read: zeros would say that all is well. */
  readonly numbers: NumbersSection | null;
  readonly deadlines: TitledLines | null;
  readonly breakGlass: BreakGlassSection | null;
  readonly problems: ProblemsSection | null;
  readonly readUntil: string;
  readonly notes: readonly string[];
};

export type NumbersSection = NumberTable & { readonly title: string; readonly ongoing: string | null };

/** The news about the coverage by the tenant's own policies. */
type CoverageSection = TitledLines & { readonly tone: Tone };

export function digestOutline(content: DigestContent, room: Room): Outline {
  const dates = datesIn(content.timeZone);
  const opening = openingOf(content, dates);
  return {
    title: digestTitle(opening.day, opening.tenant),
    opening,
    reportUrl: content.reportUrl,
    changes: changesSections(content, dates.time, room),
    coverage: coverageSection(content),
    microsoft: microsoftSection(content, dates),
    administrators: administratorLines(content),
    numbers: numbersOf(content, dates),
    deadlines: deadlinesOf(content, dates),
    breakGlass: breakGlassSection(content),
    problems: problemsSection(content, dates),
    readUntil: readUntilInWords(content, dates.time),
    notes: notesOf(content, dates),
  };
}

function numbersOf(content: DigestContent, { day }: Dates): Outline['numbers'] {
  const { readUntil } = content;
  if (readUntil === null) return null;
  return {
    title: isOfOldData(content) ? oldNumbersTitle(day(readUntil)) : NUMBERS_TITLE,
    ...numbersInWords(content.effects, content.weekAgo),
    ongoing: ongoingInWords(content),
  };
}

function deadlinesOf({ phoneOnly, localDay }: DigestContent, { calendarDay }: Dates): TitledLines | null {
  const line = phoneOnly && phoneOnlyInBrief(phoneOnly, Date.parse(localDay), calendarDay);
  return line === null ? null : { title: DEADLINES, lines: [line] };
}

const LONGEST_LINE = 300;

function coverageSection({ coverage, appNames }: DigestContent): CoverageSection | null {
  if (coverage === null) return null;
  const title = coverageInBrief(coverage) ?? COVERAGE_TITLE;
  return {
    title: `${title.charAt(0).toUpperCase()}${title.slice(1)}`,
    lines: coverageLines(coverage, appNames).map((line) => cut(line, LONGEST_LINE)),
    tone: TREND_TONES[coverage.trend],
  };
}

const TREND_TONES = { first: 'quiet', worse: 'bad', better: 'good', mixed: 'info' } as const;

function notesOf(content: DigestContent, { calendarDay }: Dates): string[] {
  return [
    cloudNote(content),
    assumptionInWords(content, calendarDay),
    unreachedInWords(content),
    ...ABOUT_DIGEST,
  ].filter((note) => note !== null);
}
