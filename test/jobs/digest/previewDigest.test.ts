import { describe, expect, test } from '@jest/globals';
import { countEffects } from '../../../shared/domain/account/effectCounts';
import type { SendOutcome } from '../../../shared/domain/digest/mail';
import { isoTime } from '../../../shared/domain/time';
import { type PreviewDeps, previewDigest, sendTestMail } from '../../../shared/jobs/digest/previewDigest';
import type { AuditDeps, AuditLine } from '../../../shared/jobs/onDemand/audited';
import { NOW, someFacts } from '../../domain/builders';
import { mailerThat } from '../aMailer';
import { anAsking } from '../onDemand/anAsking';
import { storedTables } from '../storedTables';

type Deps = PreviewDeps & AuditDeps;

function aWorld(change: Partial<Deps> = {}) {
  const fake = storedTables();
  fake.accounts.set('u', someFacts({ userId: 'u' }));
  const sent: unknown[] = [];
  const deps: Deps = {
    ...fake,
    ...fake.auditDeps,
    timeZone: 'Pacific/Kiritimati',
    cloud: 'global',
    reportUrl: null,
    appNames: {},
    breakGlass: new Set(),
    toGlobalAdmins: true,
    configuredRecipients: ['soc@contoso.example'],
    latestRegistration: async () => null,
    readAdministrators: async () => ({ administrators: [], unread: [] }),
    readHealth: async () => ({ poll: { readUntil: null }, problems: [] }),
    latestCoverage: async () => null,
    readMicrosoft: async () => ({ enforcement: null, notices: null }),
    latestBreakGlass: async () => null,
    readTenantName: async () => 'Contoso',
    countsSince: async () => [],
    problemOf: () => null,
    renderDigest: ({ news, problems }) => ({
      subject: `${news.length} new`,
      text: problems.map(({ code }) => code).join(),
      html: '',
    }),
    mailer: mailerThat(async (mail, { operationId }) => {
      sent.push({ ...mail, operationId });
      return { kind: 'sent' };
    }),
    uuidOf: (text) => `uuid of ${text}`,
    ...change,
  };
  return { ...fake, sent, deps };
}

test('shows the digest as it would be sent now, and its recipients, in the local day', async () => {
  const { deps } = aWorld();
  expect(await previewDigest(deps, new Date(NOW))).toEqual({
    localDay: '2026-03-03',
    quiet: false,
    recipients: { addresses: ['soc@contoso.example'], unreached: [] },
    subject: '1 new',
    text: '',
    html: '',
  });
});

test('compares with the last digest, that of this day included', async () => {
  const world = aWorld();
  world.digests.set('2026-03-03', {
    status: 'sent',
    operationId: 'o',
    draftId: null,
    at: isoTime(NOW),
    tries: 1,
    reason: null,
    named: { u: 'new' },
    stopped: {},
    to: [],
    others: [],
    coverage: null,
    microsoft: {},
    localDay: '2026-03-03',
    series: 'digest',
    reported: null,
    etag: 'e',
  });
  expect(await previewDigest(world.deps, new Date(NOW))).toMatchObject({ quiet: true, subject: '0 new' });
});

test('has the name of the tenant, and goes out without it if Graph does not answer', async () => {
  const renderDigest: PreviewDeps['renderDigest'] = ({ tenantName }) => ({
    subject: `${tenantName}`,
    text: '',
    html: '',
  });
  const named = aWorld({ renderDigest });
  expect(await previewDigest(named.deps, new Date(NOW))).toMatchObject({ subject: 'Contoso' });
  const nameless = aWorld({ renderDigest, readTenantName: () => Promise.reject(new Error('late')) });
  expect(await previewDigest(nameless.deps, new Date(NOW))).toMatchObject({ subject: 'null' });
});

test('has the numbers of the day a week ago, and of no other day', async () => {
  const effects = countEffects([]);
  const counted = (day: string) => ({
    day,
    counts: {
      open: 0,
      byReadiness: {},
      byKind: {},
      findings: 0,
      findingsByDay: {},
      reportOnlyStops: null,
      coverage: {},
      effects,
    },
  });
  const weekAgo = async (...days: string[]) => {
    const { deps } = aWorld({
      countsSince: async (since) => days.filter((day) => day >= since).map(counted),
      renderDigest: (content) => ({ subject: content.weekAgo?.day ?? 'none', text: '', html: '' }),
    });
    return (await previewDigest(deps, new Date(NOW))).subject;
  };
  expect(await weekAgo('2026-02-22', '2026-02-23', '2026-02-24')).toBe('2026-02-23');
  expect(await weekAgo('2026-02-22', '2026-02-24')).toBe('none');
});

test('says at once that the administrators cannot be read', async () => {
  const { deps } = aWorld({ readAdministrators: () => Promise.reject(new Error('throttled')) });
  expect((await previewDigest(deps, new Date(NOW))).text).toBe('recipientsUnknown');
});

test('a test mail goes to the address asked for alone, and claims no day', async () => {
  const world = aWorld();
  expect(
    await sendTestMail(world.deps, { to: 'alex@fabrikam.example', askedBy: anAsking() }, new Date(NOW)),
  ).toEqual({ kind: 'sent' });
  expect(world.sent).toMatchObject([{ subject: 'Test: 1 new', to: ['alex@fabrikam.example'] }]);
  expect(world.digests.size).toBe(0);
});

const REASON = { kind: 'refused', status: 400, serviceCode: null } as const;

describe('a test mail leaves a row', () => {
  const send = (deps: Deps, lines: AuditLine[] = []) =>
    sendTestMail(deps, { to: 'alex@fabrikam.example', askedBy: anAsking(lines) }, new Date(NOW));

  test('with its recipient, and a line without', async () => {
    const world = aWorld();
    const lines: AuditLine[] = [];
    await send(world.deps, lines);
    expect(world.audit()).toEqual([
      {
        ...anAsking().author,
        id: expect.stringMatching(/^[\da-f-]{36}$/),
        at: isoTime(NOW),
        action: 'sendTestMail',
        outcome: 'done',
        userId: null,
        to: 'alex@fabrikam.example',
        before: null,
        after: null,
      },
    ]);
    expect(lines.map(({ outcome, count }) => [outcome, count])).toEqual([
      ['begun', 1],
      ['done', 1],
    ]);
    expect(JSON.stringify(lines)).not.toContain('@');
  });

  test.each<[SendOutcome, string]>([
    [{ kind: 'underWay' }, 'done'],
    [{ kind: 'refused', reason: REASON }, 'notDone'],
    [{ kind: 'unclear', reason: REASON }, 'notConfirmed'],
  ])('of the outcome of %j', async (answer, outcome) => {
    const world = aWorld({ mailer: mailerThat(async () => answer) });
    expect(await send(world.deps)).toEqual(answer);
    expect(world.audit()).toMatchObject([{ outcome }]);
  });

  test('also if the mail service breaks, and none goes out if the row cannot be stored', async () => {
    const broken = aWorld({ mailer: mailerThat(() => Promise.reject(new TypeError('a defect'))) });
    await expect(send(broken.deps)).rejects.toThrow('a defect');
    expect(broken.audit()).toMatchObject([{ outcome: 'notConfirmed' }]);
    const full = aWorld({ saveAudit: () => Promise.reject(new Error('no table')) });
    await expect(send(full.deps)).rejects.toThrow('no table');
    expect(full.sent).toEqual([]);
  });
});
