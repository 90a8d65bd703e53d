import { ACTIONS } from '../../../shared/domain/account/advice';
import { EFFECT_WAYS } from '../../../shared/domain/account/effect';
import { countEffects } from '../../../shared/domain/account/effectCounts';
import { ENFORCED_APPS } from '../../../shared/domain/apps/enforcedApps';
import { breakGlassReview } from '../../../shared/domain/breakGlass/review';
import type { DigestContent } from '../../../shared/domain/digest/digest';
import { effectParts } from '../../../shared/domain/digest/effectParts';
import { firstSteps } from '../../../shared/domain/digest/firstSteps';
import { PROBLEM_CODES } from '../../../shared/domain/problem';
import { aBreakGlassAccount } from '../../domain/breakGlass/facts';
import { PROBLEMS } from '../../problems';
import { aCoverageNews, aDigest, anAccount, anEffect } from '../builders';

const AT = '2026-11-20T17:41:30.000Z';
const ROLES = [{ roleId: '62e90394-69f5-4237-9190-012177145e10', held: 'eligible' as const }];
const APPS = ENFORCED_APPS.map(({ key }) => key);

/** A digest of which all lists are full; each text of the tenant is `text`. */
export function fullDigest(size: number, text: string): DigestContent {
  const group = (name: string) =>
    Array.from({ length: size }, (_, n) => {
      const action = ACTIONS[n % ACTIONS.length];
      return anAccount({
        userId: `${name} ${n}`,
        userDisplayName: text,
        userPrincipalName: `${n}${text}`,
        kind: n % 2 === 0 ? 'automation' : 'guest',
        roles: ROLES,
        apps: APPS,
        effect: anEffect({ kind: n % 3 === 0 ? 'stopped' : 'getsIn', apps: APPS, how: EFFECT_WAYS }),
        advice: action === undefined ? [] : [action],
        exception: { reason: text, until: AT, by: text, setAt: AT },
      });
    });
  const [stopped, news, returned] = [group('stopped'), group('new'), group('returned')];
  const views = [...stopped, ...news, ...returned];
  const breakGlass = Array.from({ length: size }, (_, n) =>
    aBreakGlassAccount({
      asked: text,
      userId: `b${n}`,
      userDisplayName: text,
      enabled: false,
      methods: [],
      lockedOutBy: [text],
    }),
  );
  return aDigest({
    tenantName: text,
    effects: countEffects(views),
    parts: effectParts(views),
    firstSteps: firstSteps(views),
    administrators: group('administrator'),
    ...{ stopped, news, returned },
    resolved: group('resolved'),
    excepted: group('excepted'),
    weekAgo: { day: '2026-11-14', effects: countEffects([]) },
    phoneOnly: { phoneOnly: size, phoneOnlyAdmins: size },
    coverage: aCoverageNews({ policies: [{ name: text, from: 'enabled', to: 'disabled' }] }),
    breakGlass: breakGlassReview({ at: AT, accounts: breakGlass }, {}, Date.parse(AT)),
    microsoft: {
      enforcement: {
        at: AT,
        phase1: { state: 'notVisible', because: 'forbidden' },
        phase2: { state: 'notEnforced', because: 'notThere' },
      },
      firstRead: null,
      notices: Array.from({ length: size }, (_, n) => ({
        id: `MC${n}`,
        title: text,
        startsAt: AT,
        modifiedAt: AT,
        actBy: AT,
      })),
    },
    problems: PROBLEM_CODES.map((code) => PROBLEMS[code]),
    unreached: Array.from({ length: size }, () => ({ name: text, why: 'noAddress' as const })),
    assumedPhases: [1, 2],
    reportUrl: `https://mfa-watch.contoso.example/${'x'.repeat(200)}`,
  });
}
