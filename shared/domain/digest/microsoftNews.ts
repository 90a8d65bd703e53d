import type { Enforcement, PhaseState } from '../enforcement/enforcement';
import type { Notice, Notices } from '../notices/notice';

/** What Microsoft does and says, as far as no digest has told it. */
export type MicrosoftNews = {
  /** The state of both phases, when that of either has changed; else `null`. */
  readonly enforcement: Enforcement | null;
  /** Posts that are new or have changed, newest change first. */
  readonly notices: readonly Notice[];
};

/** As last read; `null` where nothing ever was. */
export type MicrosoftKnown = { readonly enforcement: Enforcement | null; readonly notices: Notices | null };

/** What has been told, by phase and by id of a post: its state, and when it was changed. */
export type MicrosoftTold = Readonly<Record<string, string>>;

/** What is to be told of it now. */
export function microsoftNews({ enforcement, notices }: MicrosoftKnown, told: MicrosoftTold): MicrosoftNews {
  const hasChanged = Object.entries(phaseMarks(enforcement)).some(([phase, mark]) => told[phase] !== mark);
  return {
    enforcement: hasChanged ? enforcement : null,
    notices: notices?.notices.filter(({ id, modifiedAt }) => told[id] !== modifiedAt) ?? [],
  };
}

/** What will have been told once a digest with this news is out. */
export function microsoftTold(news: MicrosoftNews, told: MicrosoftTold): MicrosoftTold {
  const posts = news.notices.map(({ id, modifiedAt }) => [id, modifiedAt] as const);
  return { ...told, ...phaseMarks(news.enforcement), ...Object.fromEntries(posts) };
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
