import type { DigestContent } from '../../domain/digest/digest';
import { plainText } from '../../domain/plainText';
import { isNote } from '../../domain/problem';
import { leftOutInWords, problemsTitle } from '../words/digest';
import { plainProblem } from '../words/watchProblems';
import type { Dates } from './dates';

/** What keeps the watch from reporting everything, ready for text and for HTML. */
export type ProblemsSection = {
  readonly title: string;
  readonly items: readonly { readonly sentence: string; readonly step: string }[];
  readonly more: string | null;
};

const MOST_PROBLEMS = 6;
const LONGEST_TEXT = 300;

/** Problems before notes; `null` if there is neither. */
export function problemsSection(
  { problems, reportUrl }: DigestContent,
  dates: Dates,
): ProblemsSection | null {
  if (problems.length === 0) return null;
  const notes = problems.filter(isNote);
  const toFix = problems.filter((problem) => !isNote(problem));
  const items = [...toFix, ...notes].map((problem) => plainProblem(problem, dates));
  const left = items.length - MOST_PROBLEMS;
  return {
    title: problemsTitle(toFix.length),
    items: items.slice(0, MOST_PROBLEMS).map(({ sentence, step }) => ({
      sentence: plainText(sentence, LONGEST_TEXT),
      step: plainText(step, LONGEST_TEXT),
    })),
    more: left > 0 ? leftOutInWords(left, reportUrl !== null) : null,
  };
}
