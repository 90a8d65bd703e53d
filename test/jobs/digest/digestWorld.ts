import type { Administrators } from '../../../shared/domain/digest/administrator';
import type { SendOutcome } from '../../../shared/domain/digest/mail';
import { DAY_MS } from '../../../shared/domain/time';
import type { DigestDeps } from '../../../shared/jobs/digest/sendDigest';
import { sendDigest } from '../../../shared/jobs/digest/sendDigest';
import { aFinding, NOW, someFacts } from '../../domain/builders';
import { aMailer } from '../aMailer';
import { storedTables } from '../storedTables';

export const ADMINS: Administrators = {
  administrators: [
    {
      userId: 'r',
      displayName: 'Robin Root',
      userPrincipalName: null,
      enabled: true,
      address: 'robin@contoso.example',
      held: 'active',
    },
  ],
  unread: [],
};

export const refused = (serviceCode: string): SendOutcome => ({
  kind: 'refused',
  reason: { kind: 'refused', status: 400, serviceCode },
});
export const unclear = (serviceCode: string): SendOutcome => ({
  kind: 'unclear',
  reason: { kind: 'unclear', status: 503, serviceCode },
});

/** One open account and one administrator, at noon UTC. */
export function aWorld(change: Partial<DigestDeps> = {}) {
  const fake = storedTables();
  fake.accounts.set('u', someFacts({ userId: 'u' }));
  fake.findings.set('a1', aFinding());
  const { mailer, ...service } = aMailer();
  const deps: DigestDeps = {
    ...fake,
    time: '07:00',
    timeZone: 'UTC',
    whenQuiet: 'weekly',
    cloud: 'global',
    reportUrl: null,
    appNames: {},
    breakGlass: new Set(),
    toGlobalAdmins: true,
    configuredRecipients: [],
    latestRegistration: async () => null,
    readAdministrators: async () => ADMINS,
    readHealth: async () => ({ poll: { readUntil: null }, problems: [] }),
    latestCoverage: async () => null,
    readMicrosoft: async () => ({ enforcement: null, notices: null }),
    latestBreakGlass: async () => null,
    readTenantName: async () => 'Contoso',
    countsSince: async () => [],
    problemOf: () => null,
    freshenPosture: async () => {},
    startedAt: async () => NOW - 30 * DAY_MS,
    wait: async () => {},
    renderDigest: ({ news, resolved }) => ({
      subject: `${news.length} new, ${resolved.length} resolved`,
      text: '',
      html: '',
    }),
    mailer,
    uuidOf: (text) => `uuid of ${text}`,
    ...change,
  };
  return {
    ...fake,
    ...service,
    tick: (now = NOW) => sendDigest(deps, new Date(now)),
  };
}
