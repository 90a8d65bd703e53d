import type { AccountView } from '../domain/account/account';
import { lastStopOf } from '../domain/account/accountView';
import type { Effect } from '../domain/account/effect';
import { type Advice, adviceInWords } from './words/advice';
import { evidenceInWords } from './words/kind';
import { reasonsInWords } from './words/readiness';
import { requirersInWords } from './words/requirement';
import { roleInWords } from './words/roles';

/** An account as the API and `--format json` give it: text in place of codes. */
export type AccountJson = Omit<
  AccountView,
  | 'kindEvidence'
  | 'reasons'
  | 'advice'
  | 'roles'
  | 'effect'
  | 'mandate'
  | 'requiredBy'
  | 'mandated'
  | 'lastUse'
> & {
  readonly kindEvidence: readonly string[];
  readonly roles: readonly string[];
  readonly requiredBy: readonly string[];
  readonly effect: Pick<Effect, 'kind' | 'since' | 'times' | 'apps' | 'how'>;
  readonly reason: string;
  /** When sign-in, or a policy for a change to an Azure resource, last stopped it: ISO 8601 UTC. */
  readonly lastStop: string | null;
  readonly advice: readonly Advice[];
};

/** An account for a reader; what only decides is left out, whether it is there or not. */
export type ShownView = Omit<AccountView, 'mandated' | 'lastUse'> &
  Partial<Pick<AccountView, 'mandated' | 'lastUse'>>;

export function accountJson(view: ShownView): AccountJson {
  const {
    kindEvidence,
    reasons,
    advice,
    roles,
    effect,
    requiredBy,
    mandate: _,
    mandated: __,
    lastUse: ___,
    ...account
  } = view;
  const { kind, since, times, apps, how } = effect;
  return {
    ...account,
    kindEvidence: kindEvidence.map(evidenceInWords),
    roles: roles.map(roleInWords),
    effect: { kind, since, times, apps, how },
    requiredBy: requirersInWords(requiredBy),
    reason: reasonsInWords(reasons),
    lastStop: lastStopOf(view),
    advice: advice.map(adviceInWords),
  };
}
