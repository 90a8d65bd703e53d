import type { AccountView } from '../domain/account/account';
import { type Advice, adviceInWords } from './words/advice';
import { evidenceInWords } from './words/kind';
import { reasonsInWords } from './words/readiness';

/** An account as the API and `--format json` give it: text in place of codes. */
export type AccountJson = Omit<AccountView, 'kindEvidence' | 'reasons' | 'advice'> & {
  readonly kindEvidence: readonly string[];
  readonly reason: string;
  readonly advice: readonly Advice[];
};

export function accountJson({ kindEvidence, reasons, advice, ...account }: AccountView): AccountJson {
  return {
    ...account,
    kindEvidence: kindEvidence.map(evidenceInWords),
    reason: reasonsInWords(reasons),
    advice: advice.map(adviceInWords),
  };
}
