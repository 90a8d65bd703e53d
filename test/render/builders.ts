import type { AccountView } from '../../shared/domain/account/account';
import type { Effect } from '../../shared/domain/account/effect';
import type { EffectCounts } from '../../shared/domain/account/effectCounts';
import { ENFORCED_APPS } from '../../shared/domain/apps/enforcedApps';
import type { CoverageNews } from '../../shared/domain/coverage/coverageNews';
import type { Known } from '../../shared/domain/coverage/known';
import type { DigestContent } from '../../shared/domain/digest/digest';
import type { UnprovenWrites } from '../../shared/domain/enforcement/unprovenWrites';
import type { Finding } from '../../shared/domain/finding/finding';
import type { Problem } from '../../shared/domain/problem';
import type { ReportContent } from '../../shared/domain/report';
import type { UrgentContent } from '../../shared/domain/urgent/urgentContent';

export const APP_NAMES = Object.fromEntries(ENFORCED_APPS.map(({ key, name }) => [key, name]));

export function anEffect(over: Partial<Effect> = {}): Effect {
  return {
    kind: 'getsIn',
    since: '2026-11-02T08:14:05.000Z',
    last: '2026-11-20T17:41:30.000Z',
    times: 3,
    isAtLeast: false,
    apps: ['azureCli'],
    how: ['passwordAlone'],
    ...over,
  };
}

export const NO_COUNTS: EffectCounts = {
  stopped: 0,
  getsIn: 0,
  readsOnly: 0,
  privileged: { stopped: 0, getsIn: 0, readsOnly: 0 },
  excepted: 0,
};

export function anAccount(over: Partial<AccountView> = {}): AccountView {
  return {
    userId: '5a3c0c7e-0000-4000-8000-000000000001',
    userPrincipalName: 'anna.berg@contoso.example',
    userDisplayName: 'Anna Berg',
    kind: 'person',
    kindEvidence: [],
    apps: ['azureCli'],
    firstFinding: '2026-11-02T08:14:05.000Z',
    lastFinding: '2026-11-20T17:41:30.000Z',
    lastMfa: null,
    lastSignal: null,
    readiness: 'mustRegister',
    reasons: [{ code: 'noMethod' }],
    registeredMethods: [],
    deadline: null,
    lastUse: null,
    requiredBy: [],
    mandated: null,
    state: 'new',
    effect: anEffect(),
    mandate: 'enforced',
    roles: [],
    hasOpenFinding: true,
    changes: null,
    advice: ['registerMethod'],
    exception: null,
    grace: null,
    whatIf: null,
    ...over,
  };
}

/** Accounts apart by id and name. */
export function accounts(count: number, over: Partial<AccountView> = {}): AccountView[] {
  return Array.from({ length: count }, (_, index) =>
    anAccount({
      userId: `5a3c0c7e-0000-4000-8000-${String(index).padStart(12, '0')}`,
      userPrincipalName: `user${index}@contoso.example`,
      userDisplayName: `User ${index}`,
      ...over,
    }),
  );
}

export function aFinding(over: Partial<Finding> = {}): Finding {
  return {
    id: 'd1e2f3a4-0000-4000-8000-000000000001',
    createdDateTime: '2026-11-20T17:41:30.000Z',
    userId: '5a3c0c7e-0000-4000-8000-000000000001',
    userPrincipalName: 'anna.berg@contoso.example',
    userDisplayName: 'Anna Berg',
    app: 'azureCli',
    verdict: 'withoutMfa',
    cause: 'rememberedDevice',
    because: 'skipped',
    detail: 'rememberedDevice',
    evidence: 'status.additionalDetails: MFA requirement skipped due to remembered device',
    provisional: false,
    signal: null,
    interactive: true,
    ipAddress: '203.0.113.24',
    resourceId: '797f4846-ba00-4fd7-ba43-dac1f8f63013',
    resourceDisplayName: 'Windows Azure Service Management API',
    correlationId: 'c0000001-0000-4000-8000-000000000001',
    leansOn: null,
    reportOnlyStops: [],
    requirements: [],
    client: 'Edge 140.0.0, Windows 11',
    place: 'Exampletown, US',
    ...over,
  };
}

export function aProblem(over: Partial<Problem> = {}): Problem {
  return {
    code: 'pollLate',
    sentence: 'The sign-in log was last read 9 hours ago.',
    mend: 'Open the function app and see why pollSignIns fails.',
    ...over,
  };
}

export function aReport(over: Partial<ReportContent> = {}): ReportContent {
  return {
    generatedAt: '2026-11-21T06:12:00.000Z',
    subject: 'Contoso (contoso.example)',
    cloud: 'global',
    from: '2026-08-23T00:00:00.000Z',
    to: '2026-11-21T06:00:00.000Z',
    summary: null,
    accounts: [anAccount()],
    findings: [aFinding()],
    findingsCut: false,
    counted: null,
    tenant: null,
    mandate: null,
    microsoft: null,
    breakGlass: null,
    problems: [],
    appNames: APP_NAMES,
    ...over,
  };
}

/** One new account, nothing else. */
export function aDigest(over: Partial<DigestContent> = {}): DigestContent {
  return {
    localDay: '2026-11-21',
    tenantName: 'Contoso',
    weekAgo: null,
    timeZone: 'Europe/Berlin',
    cloud: 'global',
    readUntil: '2026-11-21T05:45:00.000Z',
    quiet: false,
    first: false,
    effects: { ...NO_COUNTS, getsIn: 1 },
    parts: { lockedOut: NO_COUNTS, scripts: NO_COUNTS, byPassword: NO_COUNTS },
    administrators: [],
    firstSteps: [],
    phoneOnly: null,
    assumedPhases: [],
    news: [anAccount()],
    returned: [],
    resolved: [],
    ongoing: 0,
    stopped: [],
    excepted: [],
    newlyExcepted: 0,
    coverage: null,
    microsoft: { enforcement: null, firstRead: null, notices: [] },
    breakGlass: null,
    problems: [],
    unreached: [],
    reportUrl: 'https://mfa-watch.contoso.example/api/report',
    appNames: APP_NAMES,
    ...over,
  };
}

export const KNOWN: Known = {
  people: {
    u1: { userPrincipalName: 'anna@contoso.example', userDisplayName: 'Anna Berg', kind: 'person' },
    u2: { userPrincipalName: null, userDisplayName: null, kind: 'breakGlass' },
  },
  names: {
    u9: { name: 'new.hire@contoso.example', people: null },
    g1: { name: 'Scripts', people: { count: 7, isMore: false, some: ['a@x', 'b@x', 'c@x', 'd@x', 'e@x'] } },
    g2: { name: 'Leavers', people: { count: 0, isMore: false, some: [] } },
    g3: { name: 'Everybody', people: { count: 500, isMore: true, some: ['a@x'] } },
    g4: { name: 'Secret', people: null },
    g5: { name: 'Devices', people: { count: 0, isMore: true, some: [] } },
    r1: { name: 'User Administrator', people: { count: 1, isMore: false, some: ['a@x'] } },
    r2: { name: 'Reader', people: { count: 0, isMore: false, some: [] } },
  },
  policies: { p1: 'Require MFA for Azure' },
};

export function aCoverageNews(over: Partial<CoverageNews> = {}): CoverageNews {
  return {
    trend: 'worse',
    covered: 2,
    apps: 6,
    securityDefaults: null,
    policies: [],
    levels: [],
    opened: [],
    closed: [],
    known: KNOWN,
    ...over,
  };
}

export function someWrites(over: Partial<UnprovenWrites> = {}): UnprovenWrites {
  const at = '2026-11-21T03:20:00.000Z';
  return {
    at,
    from: '2026-11-14T03:20:00.000Z',
    subscriptions: 2,
    noted: 1,
    read: 1,
    isCut: false,
    writers: [
      { userId: 'u', userPrincipalName: 'svc@contoso.example', wentThrough: 12, stopped: 3, last: at },
    ],
    ...over,
  };
}

/** A use of a break-glass account with MFA. */
export function anUrgentMail(over: Partial<UrgentContent> = {}): UrgentContent {
  return {
    kind: 'breakGlassUsed',
    userId: '5a3c0c7e-0000-4000-8000-000000000001',
    userPrincipalName: 'emergency1@contoso.example',
    userDisplayName: 'Emergency 1',
    at: '2026-11-21T06:12:00.000Z',
    app: 'azureCli',
    outcome: 'mfa',
    ipAddress: '203.0.113.24',
    times: 1,
    localDay: '2026-11-21',
    tenantName: 'Contoso',
    timeZone: 'Europe/Berlin',
    cloud: 'global',
    reportUrl: null,
    appNames: APP_NAMES,
    ...over,
  };
}
