import type { DigestContent } from '../../domain/digest/digest';
import {
  administratorInWords,
  administratorsTitle,
  DO_FIRST,
  firstStepInWords,
  moreAdministrators,
} from '../words/digest';

/** A short list in the first lines of the mail. */
export type TitledLines = { readonly title: string; readonly lines: readonly string[] };

/** Most of them are the readers of this mail. */
const MOST_ADMINISTRATORS = 5;

/** The administrators on the list, and what to do first. */
export function openingLists({ administrators, firstSteps }: DigestContent): readonly TitledLines[] {
  const left = administrators.length - MOST_ADMINISTRATORS;
  const lists: readonly TitledLines[] = [
    {
      title: administratorsTitle(administrators.length),
      lines: [
        ...administrators.slice(0, MOST_ADMINISTRATORS).map((one) => `${administratorInWords(one)}.`),
        ...(left > 0 ? [`${moreAdministrators(left)}.`] : []),
      ],
    },
    { title: DO_FIRST, lines: firstSteps.map(firstStepInWords) },
  ];
  return lists.filter(({ lines }) => lines.length > 0);
}
