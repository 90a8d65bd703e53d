import type { SignIn } from '../signIn/signIn';
import { describeEvidence, detailOf, reasonOf, type Signal, type Skip, type Verdict } from './verdict';

/** A sign-in with its verdict. */
export type Judged = {
  readonly signIn: SignIn;
  /** Key of the enforced app, whatever the verdict; `null` if it reached none. */
  readonly app: string | null;
  readonly verdict: Verdict;
  readonly signal: Signal | null;
  /** True while Microsoft may still change the record; no mail is sent for it. */
  readonly provisional: boolean;
};

/** One line of `scan --format ndjson`; the same fields open a finding everywhere else. */
export type JudgedLine = {
  readonly id: string;
  readonly createdDateTime: string;
  readonly userId: string | null;
  readonly userPrincipalName: string | null;
  readonly app: string | null;
  readonly verdict: Verdict['kind'];
  readonly because: ReturnType<typeof reasonOf>;
  readonly detail: Skip | null;
  readonly evidence: string;
  readonly provisional: boolean;
  readonly signal: Signal | null;
};

/** The fields of a line, in their documented order. */
export const JUDGED_COLUMNS = [
  'id',
  'createdDateTime',
  'userId',
  'userPrincipalName',
  'app',
  'verdict',
  'because',
  'detail',
  'evidence',
  'provisional',
  'signal',
] as const satisfies (keyof JudgedLine)[];

export function judgedLine(judged: Judged): JudgedLine {
  const { signIn, verdict } = judged;
  return {
    id: signIn.id,
    createdDateTime: signIn.createdDateTime,
    userId: signIn.userId,
    userPrincipalName: signIn.userPrincipalName,
    app: judged.app,
    verdict: verdict.kind,
    because: reasonOf(verdict),
    detail: detailOf(verdict),
    evidence: describeEvidence(verdict.evidence),
    provisional: judged.provisional,
    signal: judged.signal,
  };
}
