import type { DigestContent } from '../../domain/digest/digest';
import type { PhaseState } from '../../domain/enforcement/enforcement';
import { adminCenterState } from '../../domain/enforcement/standings';
import { noticeUrl } from '../../domain/notices/notice';
import { plainText, unlinked } from '../plainText';
import type { Tone } from '../tones';
import {
  ENFORCEMENT_CHANGED,
  ENFORCEMENT_TITLE,
  noticeInWords,
  noticesTitle,
  PHASE_TONES,
  PHASE_WORDS,
  type PhaseName,
  phaseInWords,
  STATE_LABELS,
} from '../words/enforcement';

/** Microsoft's enforcement and its posts, ready for text and for HTML. */
export type MicrosoftSection = {
  readonly title: string;
  readonly items: readonly MicrosoftItem[];
};

type MicrosoftItem = {
  readonly heading: string;
  readonly sentence: string;
  readonly url: string | null;
  readonly tone: Tone;
};

const MOST_NOTICES = 5;

/** `null` if there is nothing new. */
export function microsoftSection(
  content: DigestContent,
  showTime: (iso: string) => string,
): MicrosoftSection | null {
  const { notices } = content.microsoft;
  const enforcement = content.microsoft.enforcement ?? content.microsoft.firstRead;
  const phases =
    enforcement === null
      ? []
      : [
          phaseItem('phase1', enforcement.phase1, showTime),
          phaseItem('adminCenter', adminCenterState(content.cloud), showTime),
          phaseItem('phase2', enforcement.phase2, showTime),
        ];
  const posts = notices.slice(0, MOST_NOTICES).map((notice) => ({
    heading: unlinked(plainText(notice.title, 200)),
    sentence: noticeInWords(notice, showTime),
    url: noticeUrl(notice.id, content.cloud),
    tone: notice.actBy === null ? ('quiet' as const) : ('warn' as const),
  }));
  const items = [...phases, ...posts];
  if (items.length === 0) return null;
  return { title: titleOf(content), items };
}

function titleOf({ microsoft: { enforcement, firstRead, notices } }: DigestContent): string {
  if (enforcement !== null) return ENFORCEMENT_CHANGED;
  return firstRead === null ? noticesTitle(notices.length) : ENFORCEMENT_TITLE;
}

function phaseItem(name: PhaseName, state: PhaseState, showTime: (iso: string) => string): MicrosoftItem {
  const { label, about } = PHASE_WORDS[name];
  return {
    heading: `${label}: ${STATE_LABELS[state.state].toLowerCase()}`,
    sentence: `${about.charAt(0).toUpperCase()}${about.slice(1)}. ${phaseInWords(name, state, showTime)}`,
    url: null,
    tone: PHASE_TONES[state.state],
  };
}
