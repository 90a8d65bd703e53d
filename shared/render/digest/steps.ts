import type { Action } from '../../domain/account/advice';
import type { DigestContent } from '../../domain/digest/digest';
import { asksFirst } from '../../domain/digest/firstSteps';
import { ADVICE_WORDS, ASK_FIRST } from '../words/advice';
import { countOf, NO_STEP, namesInWords } from '../words/digest';
import { STEP_WORDS } from '../words/step';

/** A next step without a full stop, with a page of Microsoft's; `url` is `null` if there is no step. */
export type Step = { readonly title: string; readonly url: string | null };

/** `count`: how many accounts need it; `null` if each of them has a line of its own. */
export type CountedStep = Step & { readonly count: string | null };

/** The accounts that need the step: their number, and a few of them by name. */
export type StepLine = CountedStep & { readonly names: string };

export function stepOf(action: Action | null): Step {
  return action === null
    ? { title: NO_STEP, url: null }
    : { title: STEP_WORDS[action], url: ADVICE_WORDS[action].url };
}

export function firstStepLines({ firstSteps, reportUrl }: DigestContent): readonly StepLine[] {
  return firstSteps.map(({ action, accounts }) => ({
    ...stepOf(action),
    count: countOf(accounts.length),
    names: accounts.some(asksFirst)
      ? `${namesInWords(accounts, reportUrl !== null)}. ${ASK_FIRST}`
      : namesInWords(accounts, reportUrl !== null),
  }));
}
