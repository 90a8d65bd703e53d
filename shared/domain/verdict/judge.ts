import { type AppIndex, enforcedAppOf } from '../apps/enforcedApps';
import { outOfScope } from '../signIn/scope';
import type { SignIn } from '../signIn/signIn';
import { HOUR_MS } from '../time';
import { judgeMfa } from './classify';
import { signalOf } from './errorCodes';
import type { Judged } from './judged';
import type { SessionProofs } from './sessions';

export type JudgeContext = {
  readonly apps: AppIndex;
  /** Our tenant; `null` if it is not known: then no resource counts as another tenant's. */
  readonly tenantId: string | null;
  readonly sessions: SessionProofs;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number;
};

/**
 * How long Microsoft may take to complete a record.
 * https://learn.microsoft.com/entra/identity/monitoring-health/reports-faq (read 2026-11-21): "up to two hours"
 */
export const SETTLING_MS = 2 * HOUR_MS;

/** The app, verdict and signal of one sign-in, and whether the record may still change. */
export function judgeSignIn(signIn: SignIn, context: JudgeContext): Judged {
  const app = enforcedAppOf(context.apps, signIn);
  const verdict =
    outOfScope(signIn, context.apps, context.tenantId) ?? judgeMfa(signIn, context.sessions.proofFor(signIn));
  const stopped = verdict.kind === 'outOfScope' && verdict.because === 'notCompleted';
  const isFinding = verdict.kind === 'withoutMfa' || verdict.kind === 'cannotTell';
  return {
    signIn,
    app: app?.key ?? null,
    verdict,
    signal: stopped ? signalOf(signIn.errorCode) : null,
    provisional: isFinding && !isSettled(signIn, context.now),
  };
}

/** Whether a record is too old to change any more. */
export function isSettled(signIn: SignIn, now: number): boolean {
  return now - Date.parse(signIn.createdDateTime) >= SETTLING_MS;
}
