import type { DigestContent } from '../../domain/digest/digest';
import type { MailContent } from '../../domain/digest/mail';
import { digestSubject } from '../words/digest';
import { digestHtml } from './html';
import { digestOutline } from './outline';
import { digestText } from './text';

/** The digest as a mail. Its subject holds no personal data; its text part says all that the HTML part says. */
export function renderDigest(content: DigestContent): MailContent {
  const outline = digestOutline(content);
  return { subject: digestSubject(content), text: digestText(outline), html: digestHtml(outline) };
}
