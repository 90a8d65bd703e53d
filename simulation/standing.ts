import type { Judged } from '../shared/domain/verdict/judged';
import type { Signal } from '../shared/domain/verdict/verdict';

/** `either`: the facts kept of an account do not decide it, or it is stopped, and then it is never reported as over. */
export type Standing = 'open' | 'over' | 'either';

/** Whether the account of a user is open at a time, milliseconds since 1970-01-01 UTC. */
export type StandingAt = (userId: string, at: number) => Standing;

const DAY_MS = 24 * 60 * 60 * 1_000;

type Visit = { readonly at: number; readonly kind: 'mfa' | 'withoutMfa' | 'cannotTell' | 'stopped' };

/**
 * Goes by every sign-in, one by one: an account is open by a finding of the last 14 days, and no longer once MFA was done
 * at that app since and 3 days have passed. A sign-in of which the log does not tell is none where MFA at that app came first;
 * no log here is as old as a session may be.
 */
export function standings(judged: readonly Judged[]): StandingAt {
  const visits = visitsByUser(judged);
  return (userId, at) => {
    const each = [...(visits.get(userId)?.values() ?? [])].map((own) => standingAtApp(own, at));
    if (each.includes('open')) return 'open';
    return each.includes('either') ? 'either' : 'over';
  };
}

const LACK_OF_MFA: readonly (Signal | null)[] = ['mustRegister', 'mfaFailed'];

function visitsByUser(judged: readonly Judged[]): Map<string, Map<string, Visit[]>> {
  const users = new Map<string, Map<string, Visit[]>>();
  for (const { signIn, app, verdict, signal } of judged) {
    const kind = verdict.kind === 'outOfScope' ? LACK_OF_MFA.includes(signal) && 'stopped' : verdict.kind;
    if (signIn.userId === null || app === null || !kind) continue;
    const apps = users.get(signIn.userId) ?? new Map<string, Visit[]>();
    users.set(signIn.userId, apps);
    const visit: Visit = { at: Date.parse(signIn.createdDateTime), kind };
    apps.set(app, [...(apps.get(app) ?? []), visit]);
  }
  return users;
}

function standingAtApp(all: readonly Visit[], at: number): Standing {
  const met = all.filter((visit) => visit.at <= at);
  const visits = met.filter(({ kind }) => kind !== 'stopped');
  const proofs = visits.filter(({ kind }) => kind === 'mfa').map((visit) => visit.at);
  const firstProof = Math.min(...proofs);
  const counting = visits.filter(
    (visit) => visit.kind === 'withoutMfa' || (visit.kind === 'cannotTell' && visit.at < firstProof),
  );
  const last = Math.max(...counting.map((visit) => visit.at));
  const over = isStopped(met, at) ? 'either' : 'over';
  if (at - last >= 14 * DAY_MS || last === Number.NEGATIVE_INFINITY) return over;
  const isProvedSince = proofs.some((proof) => proof >= last);
  if (isProvedSince && at - last >= 3 * DAY_MS) return isBlurred(visits, firstProof, at) ? 'either' : over;
  return isProvedSince && isBlurred(visits, firstProof, at) ? 'either' : 'open';
}

/** Whether the last that came of that app within 14 days was a stop. */
function isStopped(met: readonly Visit[], at: number): boolean {
  const lastOf = (isSuch: (visit: Visit) => boolean) =>
    Math.max(...met.filter(isSuch).map((visit) => visit.at));
  const stop = lastOf(({ kind }) => kind === 'stopped');
  return at - stop < 14 * DAY_MS && stop > lastOf(({ kind }) => kind !== 'stopped');
}

/**
 * Of findings that came before the first MFA, only the first and the last of all are kept: with a sign-in after it that the
 * log does not tell of, nobody knows when the last of them was, and 3 days are counted from the MFA.
 */
function isBlurred(visits: readonly Visit[], firstProof: number, at: number): boolean {
  const later = visits.some(({ kind, at: when }) => kind === 'cannotTell' && when >= firstProof);
  const before = visits.some(({ kind, at: when }) => kind !== 'mfa' && when < firstProof);
  return later && before && at - firstProof < 3 * DAY_MS;
}
