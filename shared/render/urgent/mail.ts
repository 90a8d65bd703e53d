import type { MailContent } from '../../domain/digest/mail';
import type { UrgentContent } from '../../domain/urgent/urgentContent';
import { urgentSubject } from '../words/urgent';
import { urgentHtml } from './html';
import { urgentOutline } from './outline';
import { urgentText } from './text';

/** An urgent mail. Its subject holds no personal data; its text part says all that the HTML part says. */
export function renderUrgent(content: UrgentContent): MailContent {
  const outline = urgentOutline(content);
  return { subject: urgentSubject(content), text: urgentText(outline), html: urgentHtml(outline) };
}
