import type { AccountState, AccountView } from '../../../shared/domain/account/account';
import type { Action } from '../../../shared/domain/account/advice';
import { NO_EFFECT } from '../../../shared/domain/account/effect';
import { countEffects } from '../../../shared/domain/account/effectCounts';
import { breakGlassReview } from '../../../shared/domain/breakGlass/review';
import { composeDigest, type DigestFacts } from '../../../shared/domain/digest/composeDigest';
import type { DigestContent } from '../../../shared/domain/digest/digest';
import { aBreakGlassAccount } from '../../domain/breakGlass/facts';
import { aCoverageNews, aDigest, anAccount, anEffect } from '../builders';

/** Digests of one tenant on different days, composed as the app composes them. */
export const DAYS = ['first', 'bad', 'ordinary', 'quiet', 'old', 'clear'] as const;
export type Day = (typeof DAYS)[number];

const GIVEN = ['Anna', 'Ben', 'Chloé', 'Dmitri', 'Ewa', 'Farid', 'Grace', 'Hiroshi', 'Inés', 'Jürgen'];
const FAMILY = [
  'Berg',
  'Carr',
  'Okonkwo',
  'van der Meer',
  'Szymańska',
  'Haddad',
  'Nakamura',
  'Wolfeschlegelstein',
];

const GLOBAL = [{ roleId: '62e90394-69f5-4237-9190-012177145e10', held: 'active' as const }];
const USERS = [{ roleId: 'fe930be7-5e62-47db-91af-98c3a49a38b1', held: 'eligible' as const }];

const YESTERDAY = '2026-11-20T17:41:30.000Z';

type Role = { readonly advice: Action; readonly change: Partial<AccountView> };

const PASSWORD = anEffect({ kind: 'getsIn', apps: ['azureCli'], how: ['passwordAlone'] });
const DEVICE = anEffect({
  kind: 'getsIn',
  apps: ['adminPortals', 'azureCli'],
  how: ['rememberedDevice'],
  times: 12,
});
const STOPPED = anEffect({ kind: 'stopped', apps: ['adminPortals'], how: ['mustRegister'], times: 1 });
const SIGNAL = { lastSignal: { signal: 'mustRegister', at: YESTERDAY } } as const;

/** What the accounts of a tenant are, over and over. */
const CAST: readonly Role[] = [
  { advice: 'registerMethod', change: { effect: STOPPED, hasOpenFinding: false, ...SIGNAL } },
  { advice: 'coverByPolicy', change: { effect: PASSWORD, roles: GLOBAL } },
  {
    advice: 'moveToWorkloadIdentity',
    change: {
      effect: { ...STOPPED, how: ['changes'], times: 9 },
      kind: 'automation',
      hasOpenFinding: false,
      ...SIGNAL,
    },
  },
  { advice: 'endRememberedDevices', change: { effect: DEVICE } },
  { advice: 'trustHomeTenant', change: { effect: { ...DEVICE, how: ['guestHomeTenant'] }, kind: 'guest' } },
  { advice: 'upgradeClient', change: { effect: { ...PASSWORD, kind: 'readsOnly' } } },
  {
    advice: 'finishMfa',
    change: {
      effect: { ...STOPPED, how: ['mfaFailed'], times: 4 },
      roles: USERS,
      hasOpenFinding: false,
      ...SIGNAL,
    },
  },
  { advice: 'checkDetails', change: { effect: { ...DEVICE, how: ['noDetails'], times: 2 } } },
];

function cast(size: number): AccountView[] {
  return Array.from({ length: size }, (_, n) => {
    const { advice, change } = CAST[n % CAST.length] ?? { advice: 'registerMethod', change: {} };
    const [given, family] = [GIVEN[n % GIVEN.length], FAMILY[Math.floor(n / 3) % FAMILY.length]];
    return anAccount({
      userId: `5a3c0c7e-0000-4000-8000-${String(n).padStart(12, '0')}`,
      userDisplayName: `${given} ${family}`,
      userPrincipalName: `user${n}@contoso.example`,
      advice: [advice],
      ...change,
    });
  });
}

const BREAK_GLASS = anAccount({
  userId: 'b1e55ed0-0000-4000-8000-000000000001',
  userDisplayName: 'Emergency 1',
  userPrincipalName: 'emergency1@contoso.onmicrosoft.example',
  kind: 'breakGlass',
  roles: GLOBAL,
  advice: ['enablePasskey'],
});

const REVIEW = breakGlassReview(
  {
    at: YESTERDAY,
    accounts: [aBreakGlassAccount({ asked: 'emergency1@contoso.onmicrosoft.example', methods: [] })],
  },
  {},
  Date.parse('2026-11-21T06:00:00.000Z'),
);

function composed(views: readonly AccountView[], change: Partial<DigestFacts>): DigestContent {
  const { localDay, tenantName, timeZone, cloud, assumedPhases, readUntil, microsoft, reportUrl, appNames } =
    aDigest();
  return composeDigest({
    ...{ localDay, tenantName, timeZone, cloud, assumedPhases, readUntil, microsoft, reportUrl, appNames },
    views,
    sent: Object.fromEntries(views.map(({ userId }): [string, AccountState] => [userId, 'ongoing'])),
    stoppedSince: '2026-11-20T06:00:00.000Z',
    sentStops: Object.fromEntries(views.map(({ userId }) => [userId, YESTERDAY])),
    weekAgo: { day: '2026-11-14', effects: countEffects(views.slice(2)) },
    phoneOnly: { phoneOnly: Math.ceil(views.length / 4), phoneOnlyAdmins: 1 },
    coverage: null,
    breakGlass: REVIEW,
    problems: [],
    unreached: [],
    ...change,
  });
}

const inState = (state: AccountState) => (account: AccountView) => ({ ...account, state });

/** The digest of a tenant with so many accounts on the list. */
export function digestOn(day: Day, size = 27): DigestContent {
  const views = cast(size).map(inState('ongoing'));
  switch (day) {
    case 'first':
      return composed(cast(size), {
        sent: null,
        sentStops: {},
        weekAgo: null,
        coverage: aCoverageNews({ trend: 'first' }),
      });
    case 'bad': {
      const old = Math.floor(size / 2);
      const fresh = views.slice(old).map(inState('new'));
      return composed([...views.slice(0, old), ...fresh, { ...BREAK_GLASS, state: 'new' }], {
        sent: Object.fromEntries(
          views.slice(0, old).map(({ userId }): [string, AccountState] => [userId, 'ongoing']),
        ),
        sentStops: {},
        coverage: aCoverageNews({
          policies: [{ name: 'Require MFA for admins', from: 'enabled', to: 'disabled' }],
        }),
        problems: [{ code: 'missingPermission', permission: 'Policy.Read.All', lost: null }],
      });
    }
    case 'ordinary': {
      const [first, second, ...others] = views;
      const changed = [
        { ...first, state: 'resolved', effect: NO_EFFECT, lastSignal: null, lastMfa: YESTERDAY },
        { ...second, state: 'new' },
      ] as AccountView[];
      return composed([...changed, ...others], {});
    }
    case 'quiet':
      return composed(views, {});
    case 'old': {
      const readUntil = '2026-11-17T13:00:00.000Z';
      return composed(views, { readUntil, problems: [{ code: 'pollLate', readUntil }] });
    }
    case 'clear':
      return composed([], { phoneOnly: null, breakGlass: null });
  }
}
