import type { SignIn } from '../../shared/domain/signIn/signIn';
import { utcText } from '../../shared/domain/time';
import { counted } from '../../shared/render/words/counted';
import type { Cut } from '../commands/liveSignIns';

export function readingDays(days: number): string {
  return `Reading ${counted(days, 'day')} of sign-ins, 1,000 a page ...`;
}

/**
 * Not all of the log was read.
 *
 * @param signIns those that were read
 * @param minutes that a person waits for the log at most
 */
export function cutInWords(cut: Cut, signIns: readonly SignIn[], minutes: number): string {
  const times = signIns.map(({ createdDateTime }) => createdDateTime).sort();
  const [from = null, to = from] = [times.at(0), times.at(-1)];
  const read = from === null || to === null ? 'no sign-in was read' : readInWords(times.length, from, to);
  return `This is not the whole span: ${read}, and ${reasonInWords(cut, minutes)}. Ask for fewer days (--days) or for one user (--user), or download the log and run mfa-watch scan. If there cannot be so many, check GRAPH_ENDPOINT, and that no proxy answers instead.`;
}

function readInWords(count: number, from: string, to: string): string {
  return `${counted(count, 'sign-in')} from ${utcText(from)} to ${utcText(to)} ${count === 1 ? 'was' : 'were'} read`;
}

function reasonInWords(cut: Cut, minutes: number): string {
  switch (cut) {
    case 'tooMuch':
      return 'check reads no more at once';
    case 'tooLong':
      return `check reads for ${counted(minutes, 'minute')} at most`;
    case 'tooLarge':
      return 'the next page is larger than any of Graph';
    case 'endlessPaging':
      return 'the pages of Graph do not end';
  }
}

export function noSuchUser(user: string): string {
  return `The tenant has no user ${user}. Give a user id, a user principal name or a mail address. For a user who is in no directory, such as a partner's technician, give the user id that the sign-in log shows.`;
}

/** @param refusal a sentence that says why, and what to do */
export function readinessUnknown(refusal: string): string {
  return `Readiness is not known, because Graph does not return the registered methods. ${refusal}`;
}
