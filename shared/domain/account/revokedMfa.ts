import type { Finding } from '../finding/finding';
import type { AccountFacts, AppUse } from './accountFacts';
import { firstMfaOf } from './appUse';

/**
 * The account without the MFA of these sign-ins: an earlier reading took them for MFA, and settled they are findings. Any
 * MFA before them at the app is no longer known.
 */
export function withRevokedMfa(facts: AccountFacts, findings: readonly Finding[]): AccountFacts {
  const settled = findings.filter(({ provisional }) => !provisional);
  if (settled.length === 0) return facts;
  const ids = new Set(settled.map(({ id }) => id));
  const apps: Record<string, AppUse> = { ...facts.apps };
  let { lastUse } = facts;
  for (const { id, app, createdDateTime: at, leansOn, verdict } of settled) {
    const use = apps[app];
    // What leans on another sign-in of its session was MFA by that one, and another run may know it still to be.
    const isOwn = leansOn === null || facts.sessions[leansOn]?.signInId === id;
    if (!isOwn) continue;
    if (use) apps[app] = withoutMfaAt(use, at);
    if (lastUse?.outcome === 'mfa' && lastUse.app === app && lastUse.at === at)
      lastUse = { ...lastUse, outcome: verdict };
  }
  const sessions = Object.entries(facts.sessions).filter(([, { signInId }]) => !ids.has(signInId));
  return { ...facts, apps, lastUse, sessions: Object.fromEntries(sessions) };
}

function withoutMfaAt(use: AppUse, at: string): AppUse {
  const firstMfa = firstMfaOf(use);
  if (use.lastMfa !== at && firstMfa !== at) return use;
  const lastMfa = use.lastMfa === at ? null : use.lastMfa;
  return { ...use, lastMfa, firstMfa: lastMfa === null || firstMfa === at ? lastMfa : firstMfa };
}
