import { decodeSignIn } from '../shared/decode/signIn';
import { accountBook } from '../shared/domain/account/accountBook';
import type { AccountFacts } from '../shared/domain/account/accountFacts';
import { type AppIndex, ENFORCED_APPS, indexApps } from '../shared/domain/apps/enforcedApps';
import { type Finding, findingOf } from '../shared/domain/finding/finding';
import type { SignIn } from '../shared/domain/signIn/signIn';
import { isSettled, judgeSignIn } from '../shared/domain/verdict/judge';
import { sessionProofs } from '../shared/domain/verdict/sessions';
import { TENANTS } from '../tenant/world/places';
import type { SignInRecord } from '../tenant/world/record';
import { type StandingAt, standings } from './standing';

export const APPS = indexApps(ENFORCED_APPS);

/** The contents that the tables must have in the end. */
export type Truth = {
  readonly findings: readonly Finding[];
  readonly accounts: ReadonlyMap<string, AccountFacts>;
  readonly standingAt: StandingAt;
};

/**
 * A log of Contoso's, judged once, as a whole.
 *
 * @param now as of when; a record that may still change then is among the findings, and not yet in the accounts
 */
export function truthOf(log: readonly SignInRecord[], apps: AppIndex, now: number): Truth {
  const signIns = distinct(log.filter((record) => isAskedFor(record, apps)));
  const sessions = sessionProofs();
  for (const signIn of signIns) sessions.addSignIn(signIn);
  const context = { apps, tenantId: TENANTS.contoso.id, sessions, now };
  const judged = signIns.map((signIn) => judgeSignIn(signIn, context));
  const book = accountBook();
  for (const one of judged) if (isSettled(one.signIn, now)) book.add(one);
  return {
    findings: judged.flatMap((one) => findingOf(one) ?? []),
    accounts: book.facts(),
    standingAt: standings(judged.filter(({ signIn }) => isSettled(signIn, now))),
  };
}

function distinct(log: readonly SignInRecord[]): SignIn[] {
  const byId = new Map<string, SignIn>();
  for (const record of log) {
    const decoded = decodeSignIn(record);
    if (decoded.kind !== 'signIn') throw new Error(`No sign-in: ${JSON.stringify(decoded)}`);
    byId.set(decoded.signIn.id, decoded.signIn);
  }
  return [...byId.values()];
}

/** Other records are never asked for, so nothing can be known of them. */
export function isAskedFor({ signInEventTypes, appId, resourceId }: SignInRecord, apps: AppIndex): boolean {
  const isWatched = apps.byClient.has(appId) || apps.byResource.has(resourceId);
  return isWatched && signInEventTypes.some((type) => /user$/i.test(type));
}
