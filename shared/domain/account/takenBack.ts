import type { Finding } from '../finding/finding';
import type { AccountFacts, AppUse } from './accountFacts';

/**
 * The account without the MFA that these sign-ins of it seemed to be when they were read before: settled, they turn out
 * to be findings. What MFA came before them at the app is not known any more.
 */
export function withoutMfaOf(facts: AccountFacts, findings: readonly Finding[]): AccountFacts {
  const settled = findings.filter(({ provisional }) => !provisional);
  if (settled.length === 0) return facts;
  const ids = new Set(settled.map(({ id }) => id));
  const apps: Record<string, AppUse> = { ...facts.apps };
  for (const { app, createdDateTime } of settled) {
    const use = apps[app];
    if (use?.lastMfa === createdDateTime) apps[app] = { ...use, lastMfa: null };
  }
  const sessions = Object.entries(facts.sessions).filter(([, { signInId }]) => !ids.has(signInId));
  return { ...facts, apps, sessions: Object.fromEntries(sessions) };
}
