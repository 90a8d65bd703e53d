import { ENFORCED_APPS, indexApps } from '../../shared/domain/apps/enforcedApps';
import type { SignInQuery } from '../../shared/domain/signIn/signInQuery';
import { signInQuery } from '../../shared/logAnalytics/signInQuery';

export const APPS = indexApps(ENFORCED_APPS);
export const NOW = Date.parse('2026-03-02T12:00:00Z');

/** A question for all enforced apps. */
export function aQuestion(change: Partial<SignInQuery> = {}): SignInQuery {
  return {
    span: { from: NOW - 3_600_000, to: NOW },
    appIds: [...APPS.byClient.keys()],
    resourceIds: [...APPS.byResource.keys()],
    includeNonInteractive: true,
    userId: null,
    ...change,
  };
}

/** Its text. */
export function textOf(question: SignInQuery, most = 10_000): string {
  return signInQuery(question, most)?.kql ?? '';
}
