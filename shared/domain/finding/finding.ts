import type { Requirement } from '../requirement/requirement';
import { requirementsOf } from '../requirement/requirementsOf';
import { type FindingCause, findingCause } from '../verdict/cause';
import { leansOnSession } from '../verdict/classify';
import { type Judged, type JudgedLine, judgedLine } from '../verdict/judged';
import { clientOf, placeOf } from './clientAndPlace';

/** A sign-in to an enforced app with the verdict `withoutMfa` or `cannotTell`. Findings are stored, listed and sent. */
export type Finding = JudgedLine & {
  readonly app: string;
  readonly verdict: 'withoutMfa' | 'cannotTell';
  /** The most exact name of the reason. */
  readonly cause: FindingCause;
  readonly userDisplayName: string | null;
  readonly interactive: boolean | null;
  readonly ipAddress: string | null;
  readonly resourceId: string | null;
  readonly resourceDisplayName: string | null;
  /** Common to the records of one attempt to sign in. */
  readonly correlationId: string | null;
  /** MFA in this Entra session would prove the sign-in; `null` if no session would. */
  readonly leansOn: string | null;
  /** Ids of the report-only policies that would have stopped it, sorted. */
  readonly reportOnlyStops: readonly string[];
  /** Who required MFA, according to the record; none if it names nobody, or if an earlier version stored it. */
  readonly requirements: readonly Requirement[];
  /** What signed in, in the words of the log: `Edge 140.0.0, Windows 11`; `null` if the record does not say, or if an earlier version stored it. */
  readonly client: string | null;
  /** Where, as Microsoft places the IP address: `Oslo, NO`; `null` likewise. */
  readonly place: string | null;
};

/** The fields of a finding that decide whether and how its account lists it, and what the account keeps if MFA proves it. */
export type FindingTime = Pick<
  Finding,
  'id' | 'userId' | 'app' | 'createdDateTime' | 'verdict' | 'cause' | 'provisional' | 'leansOn' | 'ipAddress'
>;

/** The finding in a judged sign-in; `null` if there is none. */
export function findingOf(judged: Judged): Finding | null {
  const { app, verdict: judgement } = judged;
  if (app === null || (judgement.kind !== 'withoutMfa' && judgement.kind !== 'cannotTell')) return null;
  const { userDisplayName, interactive, ipAddress, correlationId, reportOnlyStops } = judged.signIn;
  const { resourceId, resourceDisplayName } = judged.signIn;
  const leansOn = leansOnSession(judged.signIn) ? judged.signIn.sessionId : null;
  const line = judgedLine(judged);
  // Field by field: a spread takes several times the memory, for each finding of a poll.
  return {
    id: line.id,
    createdDateTime: line.createdDateTime,
    userId: line.userId,
    userPrincipalName: line.userPrincipalName,
    app,
    verdict: judgement.kind,
    because: line.because,
    detail: line.detail,
    evidence: line.evidence,
    provisional: line.provisional,
    signal: line.signal,
    cause: findingCause(judgement),
    userDisplayName,
    interactive,
    ipAddress,
    resourceId,
    resourceDisplayName,
    correlationId,
    leansOn,
    reportOnlyStops,
    requirements: requirementsOf(judged.signIn, true),
    client: clientOf(judged.signIn, app),
    place: placeOf(judged.signIn),
  };
}

/** The UTC day of a sign-in, `YYYY-MM-DD`: the partition of its finding. */
export function dayOf(createdDateTime: string): string {
  return createdDateTime.slice(0, 10);
}
