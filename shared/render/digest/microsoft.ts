import type { DigestContent } from '../../domain/digest/digest';
import type { Enforcement, PhaseState } from '../../domain/enforcement/enforcement';
import { adminCenterState } from '../../domain/enforcement/standings';
import { noticeUrl } from '../../domain/notices/notice';
import { plainText, unlinked } from '../../domain/plainText';
import type { Tone } from '../tones';
import { moreNoticesInWords } from '../words/digest';
import {
  ENFORCEMENT_CHANGED,
  ENFORCEMENT_TITLE,
  noticeInBrief,
  noticesTitle,
  PHASE_TONES,
  PHASE_WORDS,
  type PhaseName,
  phaseInWords,
  STATE_LABELS,
} from '../words/enforcement';
import type { Dates } from './dates';

/** Microsoft's enforcement and its posts, ready for text and for HTML. */
export type MicrosoftSection = {
  readonly title: string;
  readonly items: readonly MicrosoftItem[];
  /** About the posts that are left out; `null` if there are none. */
  readonly more: string | null;
};

/** `sentence` may be empty. */
type MicrosoftItem = {
  readonly heading: string;
  readonly sentence: string;
  readonly url: string | null;
  readonly tone: Tone;
};

const MOST_NOTICES = 5;
const LONGEST_TITLE = 120;

/** `null` if there is nothing new. */
export function microsoftSection(content: DigestContent, dates: Dates): MicrosoftSection | null {
  const posts = content.microsoft.notices.slice(0, MOST_NOTICES).map((notice) => ({
    heading: unlinked(plainText(notice.title, LONGEST_TITLE)),
    sentence: noticeInBrief(notice, dates.day),
    url: noticeUrl(notice.id, content.cloud),
    tone: notice.actBy === null ? ('quiet' as const) : ('warn' as const),
  }));
  const items = [...phaseItems(content, dates), ...posts];
  const left = content.microsoft.notices.length - posts.length;
  const more = left > 0 ? moreNoticesInWords(left) : null;
  return items.length === 0 ? null : { title: titleOf(content), items, more };
}

function titleOf({ microsoft: { enforcement, firstRead, notices } }: DigestContent): string {
  if (enforcement !== null) return ENFORCEMENT_CHANGED;
  return firstRead === null ? noticesTitle(notices.length) : ENFORCEMENT_TITLE;
}

/** A change has a sentence for each phase; a first reading only says what is in force. */
function phaseItems({ microsoft: { enforcement, firstRead }, cloud }: DigestContent, dates: Dates) {
  if (enforcement !== null) {
    return phasesOf(enforcement, cloud).map(([name, state]) => ({
      ...phaseItem(name, state),
      sentence: `${capitalized(PHASE_WORDS[name].about)}. ${phaseInWords(name, state, dates.time)}`,
    }));
  }
  if (firstRead === null) return [];
  return phasesOf(firstRead, cloud).map(([name, state]) => phaseItem(name, state));
}

function phasesOf(
  { phase1, phase2 }: Enforcement,
  cloud: DigestContent['cloud'],
): readonly (readonly [PhaseName, PhaseState])[] {
  return [
    ['phase1', phase1],
    ['adminCenter', adminCenterState(cloud)],
    ['phase2', phase2],
  ];
}

function phaseItem(name: PhaseName, state: PhaseState): MicrosoftItem {
  return {
    heading: `${PHASE_WORDS[name].label}: ${STATE_LABELS[state.state].toLowerCase()}`,
    sentence: state.state === 'enforced' ? '' : `${capitalized(PHASE_WORDS[name].about)}.`,
    url: null,
    tone: PHASE_TONES[state.state],
  };
}

function capitalized(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
