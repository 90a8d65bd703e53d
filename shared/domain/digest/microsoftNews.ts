import type { Enforcement, PhaseState } from '../enforcement/enforcement';
import type { Notice, Notices } from '../notices/notice';

/** What Microsoft does and says, as far as no digest has told it. */
export type MicrosoftNews = {
  /** The state of both phases, when that of either has changed since it was told; else `null`. */
  readonly enforcement: Enforcement | null;
  /** The same, when the state of either is told for the first time and neither has changed: how things stand, and no news. */
  readonly firstRead: Enforcement | null;
  /** Posts that are new or have changed, newest change first. */
  readonly notices: readonly Notice[];
};

/** As last read; `null` where nothing ever was. */
export type MicrosoftKnown = { readonly enforcement: Enforcement | null; readonly notices: Notices | null };

/**
 * What has been told, by phase and by id of a post: its state, and when it was changed. `notices` is there once posts have been
 * read, even if none was about MFA.
 */
export type MicrosoftTold = Readonly<Record<string, string>>;

/**
 * What is to be told of it now. What is read for the first time has not changed: posts from before the last digest are then left out.
 *
 * @param lastSentAt when the last digest went out, ISO 8601 UTC; `null` before the first
 */
export function microsoftNews(
  { enforcement, notices }: MicrosoftKnown,
  told: MicrosoftTold,
  lastSentAt: string | null,
): MicrosoftNews {
  const untold = Object.entries(phaseMarks(enforcement)).filter(([phase, mark]) => told[phase] !== mark);
  const hasChanged = untold.some(([phase]) => told[phase] !== undefined);
  const isNew = ({ id, modifiedAt }: Notice) =>
    told[id] === undefined && !hasReadPosts(told) ? modifiedAt > (lastSentAt ?? '') : told[id] !== modifiedAt;
  return {
    enforcement: hasChanged ? enforcement : null,
    firstRead: untold.length > 0 && !hasChanged ? enforcement : null,
    notices: notices?.notices.filter(isNew) ?? [],
  };
}

const PHASES: readonly string[] = ['phase1', 'phase2'];

function hasReadPosts(told: MicrosoftTold): boolean {
  return Object.keys(told).some((key) => !PHASES.includes(key));
}

/** What will have been told once a digest is out, by what is known then. */
export function microsoftTold({ enforcement, notices }: MicrosoftKnown, told: MicrosoftTold): MicrosoftTold {
  const posts = notices?.notices.map(({ id, modifiedAt }) => [id, modifiedAt] as const) ?? [];
  const read = notices === null ? {} : { notices: notices.at };
  return { ...told, ...phaseMarks(enforcement), ...read, ...Object.fromEntries(posts) };
}

/** Of the phases that are seen: that a role was given or taken is no news of Microsoft's. */
function phaseMarks(enforcement: Enforcement | null): Record<string, string> {
  if (enforcement === null) return {};
  const { phase1, phase2 } = enforcement;
  return { ...markOf('phase1', phase1), ...markOf('phase2', phase2) };
}

function markOf(phase: 'phase1' | 'phase2', state: PhaseState): Record<string, string> {
  if (state.state === 'notVisible') return {};
  // That an absence becomes late is no change.
  if (state.state === 'notEnforced' && state.because === 'notThere')
    return { [phase]: 'notEnforced notThereYet' };
  return { [phase]: `${state.state} ${state.state === 'postponed' ? state.until : state.because}` };
}
