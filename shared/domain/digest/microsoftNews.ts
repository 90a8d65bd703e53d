import type { Enforcement, PhaseState } from '../enforcement/enforcement';
import type { Notice, Notices } from '../notices/notice';

/** Microsoft's enforcement and posts, as far as no digest has sent them. */
export type MicrosoftNews = {
  /** The state of both phases, if that of either has changed since it was sent; else `null`. */
  readonly enforcement: Enforcement | null;
  /** The same, if the state of either is sent for the first time and neither has changed: a reading, and no news. */
  readonly firstRead: Enforcement | null;
  /** Posts that are new or have changed, newest change first. */
  readonly notices: readonly Notice[];
};

/** As last read; `null` if never read. */
export type MicrosoftKnown = { readonly enforcement: Enforcement | null; readonly notices: Notices | null };

/**
 * What has been sent: by phase its state, by id of a post the time of its change. `notices` is there once posts have
 * been read, even if none was about MFA.
 */
export type MicrosoftSent = Readonly<Record<string, string>>;

/**
 * The news to send now. A first reading is no change: posts from before the last digest are then left out.
 *
 * @param lastSentAt when the last digest went out, ISO 8601 UTC; `null` before the first
 */
export function microsoftNews(
  { enforcement, notices }: MicrosoftKnown,
  sent: MicrosoftSent,
  lastSentAt: string | null,
): MicrosoftNews {
  const unsent = Object.entries(phaseMarks(enforcement)).filter(([phase, mark]) => sent[phase] !== mark);
  const hasChanged = unsent.some(([phase]) => sent[phase] !== undefined);
  const isNew = ({ id, modifiedAt }: Notice) =>
    sent[id] === undefined && !hasReadPosts(sent) ? modifiedAt > (lastSentAt ?? '') : sent[id] !== modifiedAt;
  return {
    enforcement: hasChanged ? enforcement : null,
    firstRead: unsent.length > 0 && !hasChanged ? enforcement : null,
    notices: notices?.notices.filter(isNew) ?? [],
  };
}

const PHASES: readonly string[] = ['phase1', 'phase2'];

function hasReadPosts(sent: MicrosoftSent): boolean {
  return Object.keys(sent).some((key) => !PHASES.includes(key));
}

/** What has been sent once a digest is out, by the readings of now. */
export function microsoftSent({ enforcement, notices }: MicrosoftKnown, sent: MicrosoftSent): MicrosoftSent {
  const posts = notices?.notices.map(({ id, modifiedAt }) => [id, modifiedAt] as const) ?? [];
  const read = notices === null ? {} : { notices: notices.at };
  return { ...sent, ...phaseMarks(enforcement), ...read, ...Object.fromEntries(posts) };
}

/** Of the phases that are visible: a role that was granted or removed is no news of Microsoft's. */
function phaseMarks(enforcement: Enforcement | null): Record<string, string> {
  if (enforcement === null) return {};
  const { phase1, phase2 } = enforcement;
  return { ...markOf('phase1', phase1), ...markOf('phase2', phase2) };
}

function markOf(phase: 'phase1' | 'phase2', state: PhaseState): Record<string, string> {
  if (state.state === 'notVisible') return {};
  // An absence that becomes late is no change.
  if (state.state === 'notEnforced' && state.because === 'notThere')
    return { [phase]: 'notEnforced notThereYet' };
  return { [phase]: `${state.state} ${state.state === 'postponed' ? state.until : state.because}` };
}
