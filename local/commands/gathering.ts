import { accountBook } from '../../shared/domain/account/accountBook';
import type { AccountFacts } from '../../shared/domain/account/accountFacts';
import type { Occurrence } from '../../shared/domain/account/occurrence';
import { occurrenceBook } from '../../shared/domain/account/occurrences';
import { attemptRecord } from '../../shared/domain/verdict/attempts';
import type { Judged } from '../../shared/domain/verdict/judged';
import { type Summary, tally } from '../../shared/domain/verdict/summary';
import { copySignIn } from '../scan/copySignIn';

/** The results of all judged sign-ins. Those to apps that are not enforced may come in any order, and between the others. */
export type Gathering = {
  readonly add: (judged: Judged) => void;
  readonly reject: () => void;
  readonly result: () => Gathered;
};

export type Gathered = {
  readonly summary: Summary;
  readonly facts: ReadonlyMap<string, AccountFacts>;
  readonly occurrencesOf: (userId: string) => readonly Occurrence[];
  /** Times of the earliest and the latest, ISO 8601 UTC. */
  readonly from: string | null;
  readonly to: string | null;
  readonly counted: { readonly findings: number; readonly nameless: number };
};

export function gathering(): Gathering {
  const counts = tally();
  const book = accountBook();
  const occurrences = occurrenceBook();
  const counted = { findings: 0, nameless: 0 };
  let from: string | null = null;
  let to: string | null = null;
  return {
    add: (judged) => {
      const at = judged.signIn.createdDateTime;
      if (from === null || at < from) from = at;
      if (to === null || at > to) to = at;
      const record = attemptRecord(judged);
      occurrences.add(record, counts.add(record));
      if (isFinding(judged)) {
        counted.findings++;
        if (judged.signIn.userId === null) counted.nameless++;
      }
      book.add(judged.app === null ? judged : withoutSession(judged));
    },
    reject: counts.reject,
    result: () => ({
      summary: counts.summary(),
      facts: book.facts(),
      occurrencesOf: occurrences.of,
      from,
      to,
      counted,
    }),
  };
}

function isFinding({ app, verdict }: Judged): boolean {
  return app !== null && (verdict.kind === 'withoutMfa' || verdict.kind === 'cannotTell');
}

/** The context holds the sessions of all; an account that held its own too would grow with the log. */
function withoutSession(judged: Judged): Judged {
  const { app, verdict, signal, provisional } = judged;
  const signIn = copySignIn(judged.signIn);
  signIn.sessionId = null;
  return { signIn, app, verdict, signal, provisional };
}
