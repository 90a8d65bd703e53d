import { REPORT_LABEL } from '../words/digest';
import { ITS_SIGN_INS, WHAT_TO_DO } from '../words/urgent';
import { wrap } from '../wrap';
import type { UrgentOutline } from './outline';

/** The plain-text part: complete by itself, 72 columns. */
export function urgentText({
  tenant,
  headline,
  facts,
  steps,
  signInsUrl,
  reportUrl,
  notes,
}: UrgentOutline): string {
  const blocks = [
    ...(tenant === null ? [] : [wrap(tenant)]),
    wrap(headline),
    // Each on a line of its own, so that right-to-left letters in a name turn nothing else around.
    facts
      .map(({ label, lines }) => [`${label}:`, ...lines.map((line) => wrap(line, '  '))].join('\n'))
      .join('\n'),
    [`${WHAT_TO_DO}:`, ...steps.map((step, index) => wrap(`${index + 1}. ${step}`, '  '))].join('\n'),
    ...(signInsUrl === null ? [] : [`${ITS_SIGN_INS}:\n${signInsUrl}`]),
    ...(reportUrl === null ? [] : [`${REPORT_LABEL}:\n${reportUrl}`]),
    '-'.repeat(24),
    ...notes.map((note) => wrap(note)),
  ];
  return `${blocks.join('\n\n')}\n`;
}
