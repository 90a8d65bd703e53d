import type { DigestContent } from '../../domain/digest/digest';
import type { MailContent } from '../../domain/digest/mail';
import { digestSubject, preheaderInWords } from '../words/digestSubject';
import type { Room } from './changes';
import { datesIn } from './dates';
import { digestHtml } from './html';
import { digestOutline } from './outline';
import { digestText } from './text';

/** Gmail cuts a mail at 102 KB; a mail service may add to ours. */
const MOST_BYTES = 80_000;

/** More accounts would hide those that matter. */
const USUAL: Room = { named: 6, steps: 6, closed: 4 };

/** For names full of characters that HTML writes with six. */
const LITTLE: Room = { named: 1, steps: 2, closed: 1 };

/** The digest as a mail. Its subject holds no personal data; its text part says all that the HTML part says. */
export function renderDigest(content: DigestContent): MailContent {
  const usual = write(content, USUAL);
  return Buffer.byteLength(usual.html) <= MOST_BYTES ? usual : write(content, LITTLE);
}

function write(content: DigestContent, room: Room): MailContent {
  const outline = digestOutline(content, room);
  return {
    subject: digestSubject(content, datesIn(content.timeZone).day),
    text: digestText(outline),
    html: digestHtml(outline, preheaderInWords(content, outline.opening.tenant)),
  };
}
