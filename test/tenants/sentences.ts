import { accountJson } from '../../shared/render/accountJson';
import { renderReport } from '../../shared/render/report/reportPage';
import { visibleText } from '../render/markup';
import type { Watched } from './watched';

/** Every sentence about a tenant that a reader sees: in the report, the mail and the API. */
export function sentencesIn({ report, mail, views }: Watched): readonly string[] {
  const blocks = [
    ...visibleText(renderReport(report)).split('\n'),
    ...visibleText(mail.html).split('\n'),
    mail.subject,
    // The text part breaks a sentence at the end of a line, and a block at an empty one.
    ...mail.text.split(/\n{2,}/),
    ...views.map(accountJson).flatMap(textsIn),
  ];
  return blocks
    .map((block) => block.replace(/\s+/g, ' ').trim())
    .flatMap((block) => block.split(/(?<=[.?!:]) /))
    .filter((sentence) => sentence !== '');
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

export function isOfTheFuture(sentence: string): boolean {
  return /\b(will|shall|going to|won['’]t)\b|['’]ll\b/i.test(sentence);
}
