import type { DigestContent } from '../../domain/digest/digest';
import {
  ADMINISTRATORS,
  administratorInWords,
  changesInWords,
  dayInWords,
  harmless,
  leftOutInWords,
  oldDataWarning,
} from '../words/digest';
import { digestHeadline } from '../words/digestHeadline';
import { oldDataInWords } from '../words/digestSubject';
import type { Dates } from './dates';
import { firstStepLines, type StepLine } from './steps';

/** The first screen of a phone, ready for text and for HTML. */
export type Opening = {
  readonly tenant: string | null;
  readonly day: string;
  /** If sign-ins are missing. */
  readonly warning: string | null;
  readonly headline: string;
  readonly beside: string | null;
  readonly changes: string | null;
  readonly steps: readonly StepLine[];
};

/** The title of the page, which has the day as well, keeps within 70 characters. */
const LONGEST_TENANT = 45;

export function openingOf(content: DigestContent, dates: Dates): Opening {
  const { tenantName, readUntil } = content;
  const { main, rest } = digestHeadline(content);
  const isOld = readUntil !== null && oldDataInWords(content, dates.day) !== null;
  return {
    tenant: tenantName === null ? null : harmless(tenantName, LONGEST_TENANT),
    day: dayInWords(dates.calendarDay(content.localDay)),
    warning: isOld ? oldDataWarning(readUntil, dates.time) : null,
    headline: sentence(main),
    beside: rest === null ? null : sentence(rest),
    changes: changesInWords(content),
    steps: firstStepLines(content),
  };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** A short list under a title. */
export type TitledLines = { readonly title: string; readonly lines: readonly string[] };

/** Most of them are the readers of this mail. */
const MOST_ADMINISTRATORS = 5;

/** The administrators on the list that no change names; `null` if there are none. */
export function administratorLines(content: DigestContent): TitledLines | null {
  const changed = new Set(
    [content.stopped, content.news, content.returned].flat().map(({ userId }) => userId),
  );
  const others = content.administrators.filter(({ userId }) => !changed.has(userId));
  if (others.length === 0) return null;
  const left = others.length - MOST_ADMINISTRATORS;
  return {
    title: ADMINISTRATORS,
    lines: [
      ...others.slice(0, MOST_ADMINISTRATORS).map((one) => `${administratorInWords(one)}.`),
      ...(left > 0 ? [leftOutInWords(left, content.reportUrl !== null)] : []),
    ],
  };
}
