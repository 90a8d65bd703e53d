import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { connectArm } from '../shared/arm/connectArm';
import { compose, type Services } from '../shared/compose';
import { readConfig } from '../shared/config';
import type { CheckResult } from '../shared/domain/breakGlass/review';
import type { Mail } from '../shared/domain/digest/mail';
import type { Problem } from '../shared/domain/problem';
import type { ReportContent } from '../shared/domain/report';
import { DAY_MS } from '../shared/domain/time';
import { connectGraph } from '../shared/graph/connectGraph';
import { PERMISSION_NAMES, permissionFor, permissionsThatAre } from '../shared/graph/permissions';
import { sendDigest } from '../shared/jobs/digest/sendDigest';
import { buildReport } from '../shared/jobs/onDemand/buildReport';
import { checkUser } from '../shared/jobs/onDemand/checkUser';
import { pollSignIns } from '../shared/jobs/poll/pollSignIns';
import { refreshPosture } from '../shared/jobs/posture/refreshPosture';
import { renderReport } from '../shared/render/report/reportPage';
import { problemInWords } from '../shared/render/words/problems';
import { AZURE_SCOPES, type AzureScope } from '../tenant/arm/scopes';
import { GRANTED, type Tenant } from '../tenant/tenant';
import { mailerThat } from './jobs/aMailer';
import { emptyTables } from './tables/world';
import { aTenant, NOW_MS } from './tenant/aTenant';

const NOW = new Date(NOW_MS);
const tables = emptyTables();

type Row = { readonly name: string; readonly needed: string; readonly requests: readonly string[] };
let page = '';
let rows: readonly Row[] = [];

beforeAll(async () => {
  page = await readFile(join(__dirname, '..', 'docs', 'permissions.md'), 'utf8');
  rows = [...page.matchAll(/^\| `([\w.]+)` \| (\w+) \| .+? \| (`(?:GET|POST) .+?`) \|/gm)].map(
    ([, name = '', needed = '', requests = '']) => ({
      name,
      needed,
      requests: requestsIn(requests),
    }),
  );
});

/** The product over the simulated tenant, without some of its permissions. */
async function aProduct(
  missing: readonly string[],
  settings: Readonly<Record<string, string>> = {},
  azureScopes: readonly AzureScope[] = AZURE_SCOPES,
) {
  const tenant = await aTenant({
    days: 3,
    signInsPerDay: 5,
    otherSignInsPerDay: 1,
    azureScopes,
    permissions: GRANTED.filter((name) => !missing.includes(name)),
  });
  const mails: Mail[] = [];
  let now = NOW_MS;
  const clock = () => now;
  const wait = async (ms: number) => {
    now += ms;
  };
  const services = compose(
    readConfig({
      TABLES_ENDPOINT: 'http://127.0.0.1:1',
      MAIL_MODE: 'outbox',
      OUTBOX_DIR: '/nowhere',
      DIGEST_TIME: '00:00',
      DIGEST_RECIPIENTS: 'watch@contoso.example',
      BREAK_GLASS_ACCOUNTS: tenant.world.breakGlassUpns.join(','),
      ...settings,
    }),
    {
      graph: connectGraph({ endpoint: tenant.url, token: async () => 'local', now: clock, wait }),
      arm: connectArm({ endpoint: tenant.url, token: async () => 'local', now: clock, wait }),
      tables: tables(),
      mailer: mailerThat(async (mail) => {
        mails.push(mail);
        return { kind: 'sent' };
      }),
      clock,
    },
  );
  // The product has run for long, so nothing waits for a first poll.
  await services.digest.startedAt(NOW_MS - 30 * DAY_MS);
  return { tenant, services, mails };
}

/** One round of everything. Without its permission, the poll throws, as on a timer. */
async function round(services: Services) {
  const poll = await pollSignIns(services.poll, NOW).catch((error: Error) => error);
  const posture = await refreshPosture(services.posture, NOW);
  const digest = await sendDigest(services.digest, NOW).catch((error: Error) => error);
  const health = await services.checkTenant.readHealth(NOW);
  return { poll, posture, digest, health, report: await buildReport(services.report, NOW) };
}

/** The results of all break-glass accounts, one line each. */
function checksOf({ breakGlass }: ReportContent, result: CheckResult): readonly string[] {
  return (breakGlass?.accounts ?? []).flatMap(({ userDisplayName, checks }) =>
    checks.filter((one) => one.result === result).map(({ check }) => `${userDisplayName} ${check}`),
  );
}

const naming = (permission: string) => expect.objectContaining({ permission });

function textOf(problems: readonly Problem[]): string {
  return problems
    .map(problemInWords)
    .map(({ code, sentence, mend }) => `${code}: ${sentence} ${mend}`)
    .join('\n');
}

describe('without a permission the rest goes on:', () => {
  test('with all of them, there is no problem', async () => {
    const { services, mails } = await aProduct([]);
    const { poll, digest, health, report } = await round(services);
    expect(poll).toMatchObject({ complete: true });
    expect(digest).toMatchObject({ outcome: 'sent' });
    expect(health).toMatchObject({ healthy: true, problems: [] });
    expect(report).toMatchObject({ subject: 'Contoso', problems: [], microsoft: { writes: { read: 1 } } });
    expect(mails[0]?.to.length).toBeGreaterThan(3);
  });

  test('AuditLog.Read.All', async () => {
    const { services, mails } = await aProduct(['AuditLog.Read.All']);
    const { poll, posture, digest, health, report } = await round(services);
    expect(poll).toMatchObject({ code: 'forbidden' });
    expect(posture.problems).toEqual(['missingPermission']);
    expect(digest).toMatchObject({ outcome: 'sent' });
    for (const problems of [health.problems, report.problems])
      expect(problems).toContainEqual(naming('AuditLog.Read.All'));
    expect(mails[0]?.text).toContain('AuditLog.Read.All');
    expect(health).toMatchObject({ healthy: false, poll: { onTime: false }, posture: { onTime: true } });
  });

  test.each(['RoleManagement.Read.Directory', 'User.Read.All'])('%s', async (permission) => {
    const { services, mails } = await aProduct([permission]);
    const { poll, digest, health } = await round(services);
    expect(poll).toMatchObject({ complete: true });
    expect(digest).toMatchObject({ outcome: 'sent', recipients: 1 });
    expect(mails.map(({ to }) => to)).toEqual([['watch@contoso.example']]);
    expect(mails[0]?.text).toContain(permission);
    expect(health.healthy).toBe(true);
  });

  test.each(['RoleManagement.Read.Directory', 'User.Read.All'])(
    '%s, and nobody else to write to: health and report name it',
    async (permission) => {
      const { services, mails } = await aProduct([permission], { DIGEST_RECIPIENTS: '' });
      const { poll, digest, health, report } = await round(services);
      expect(poll).toMatchObject({ complete: true });
      expect(digest).toMatchObject({ code: 'noRecipients' });
      expect(mails).toEqual([]);
      for (const problems of [health.problems, report.problems]) {
        expect(textOf(problems)).toContain('digestFailed');
        expect(textOf(problems)).toContain(permission);
      }
    },
  );

  test('GroupMember.Read.All', async () => {
    const { services, mails } = await aProduct(['GroupMember.Read.All']);
    const { poll, digest, health } = await round(services);
    expect(poll).toMatchObject({ complete: true });
    expect(digest).toMatchObject({ outcome: 'sent' });
    expect(mails[0]?.to).toContain('mara.lindqvist@contoso.example');
    expect(mails[0]?.to).not.toContain('priya.nambisan@contoso.example');
    expect(mails[0]?.text).toContain('GroupMember.Read.All');
    expect(health.healthy).toBe(true);
  });

  test('Organization.Read.All', async () => {
    const { services, mails } = await aProduct(['Organization.Read.All']);
    const { poll, digest, health, report } = await round(services);
    expect(poll).toMatchObject({ complete: true });
    expect(digest).toMatchObject({ outcome: 'sent' });
    expect(report.subject).toBe('this tenant');
    for (const problems of [health.problems, report.problems])
      expect(problems).toEqual([naming('Organization.Read.All')]);
    expect(mails[0]?.text).toContain('Organization.Read.All');
    expect(health.healthy).toBe(true);
  });

  test('ServiceMessage.Read.All, which is optional: nothing is reported as broken', async () => {
    const { services, mails } = await aProduct(['ServiceMessage.Read.All']);
    const { posture, digest, health, report } = await round(services);
    expect(posture).toMatchObject({ problems: [], notices: 'hidden' });
    expect(digest).toMatchObject({ outcome: 'sent' });
    expect(health).toMatchObject({ healthy: true, problems: [] });
    expect(report).toMatchObject({ problems: [], microsoft: { notices: null } });
    expect(mails[0]?.text).not.toContain('MC1187204');
  });

  test.each<[AzureScope, object]>([
    ['portalServices', { phase1: { state: 'notVisible' }, phase2: { state: 'enforced' } }],
    ['rootManagementGroup', { phase1: { state: 'enforced' }, phase2: { state: 'enforced' } }],
    ['subscriptions', { phase1: { state: 'enforced' }, phase2: { state: 'enforced' } }],
  ])(
    'Reader in Azure at %s, which is optional: nothing is reported as broken',
    async (scope, enforcement) => {
      const scopes = AZURE_SCOPES.filter((other) => other !== scope);
      const { services } = await aProduct([], {}, scopes);
      const { posture, digest, health, report } = await round(services);
      expect(posture.problems).toEqual([]);
      expect(digest).toMatchObject({ outcome: 'sent' });
      expect(health).toMatchObject({ healthy: true, problems: [] });
      expect(report).toMatchObject({ problems: [], microsoft: { enforcement } });
      expect(report.microsoft?.writes === null).toBe(scope === 'subscriptions');
    },
  );

  test('Reader anywhere in Azure: the report says which role would show it', async () => {
    const { services, mails } = await aProduct([], {}, []);
    const { health, report } = await round(services);
    expect(health).toMatchObject({ healthy: true, problems: [] });
    const page = renderReport(report);
    expect(page).toContain('Not visible');
    expect(page).toContain('Reader at /providers/Microsoft.PortalServices');
    expect(page).toContain('Reader on any one subscription');
    expect(mails[0]?.text).not.toContain('Phase 1');
  });

  test('with all of them, every fact about the break-glass accounts is known', async () => {
    const { services } = await aProduct([]);
    const { report } = await round(services);
    expect(checksOf(report, 'notKnown')).toEqual([]);
    expect(checksOf(report, 'notMet')).toEqual([
      'Emergency access 1 cloudOnly',
      'Emergency access 2 strongMethod',
      'Emergency access 2 cloudOnly',
      'Emergency access 2 validated',
      'Emergency access 3 validated',
    ]);
  });

  test.each([
    ['AuditLog.Read.All', ['strongMethod']],
    ['RoleManagement.Read.Directory', ['globalAdministrator']],
    ['GroupMember.Read.All', []],
    ['Policy.Read.All', ['excluded']],
  ])('%s: these facts about break-glass accounts are not known: %j', async (permission, lost) => {
    const { services } = await aProduct([permission]);
    const { health, report } = await round(services);
    const names = (report.breakGlass?.accounts ?? []).map(({ userDisplayName }) => userDisplayName);
    expect(names).toHaveLength(3);
    expect(checksOf(report, 'notKnown').filter((check) => !check.endsWith('validated'))).toEqual(
      names.flatMap((name) => lost.map((check) => `${name} ${check}`)),
    );
    expect(health.problems).toContainEqual(naming(permission));
  });

  test('User.Read.All: the break-glass accounts are not shown, and health names the permission', async () => {
    const { services } = await aProduct(['User.Read.All']);
    const { health, report } = await round(services);
    expect(report.breakGlass).toBeNull();
    expect(health.problems).toContainEqual(naming('User.Read.All'));
  });

  test.each(['RoleManagement.Read.Directory', 'GroupMember.Read.All', 'User.Read.All'])(
    'the digest names %s once',
    async (permission) => {
      const { services, mails } = await aProduct([permission]);
      await round(services);
      expect(mails[0]?.text.split(permission)).toHaveLength(2);
    },
  );

  test('a check of one user names the missing permission', async () => {
    const { services } = await aProduct(['User.Read.All']);
    const check = checkUser(services.checkUser, { user: 'mara.lindqvist@contoso.example', days: 1 }, NOW);
    await expect(check).rejects.toThrow('User.Read.All');
  });
});

describe('docs/permissions.md', () => {
  test('names each permission that infra/graph.bicep grants, and no other', async () => {
    const template = await readFile(join(__dirname, '..', 'infra', 'graph.bicep'), 'utf8');
    const granted = [...template.matchAll(/^ {2}'([\w.]+)': '[0-9a-f-]{36}'$/gm)].map(([, name]) => name);
    expect(rows.map(({ name }) => name)).toEqual(granted);
  });

  test.each([
    ['the paragraph in README.md', 'README.md', /`([A-Z]\w+\.Read[\w.]*)`/g],
    ['the table in SECURITY.md', 'SECURITY.md', /^\| `([A-Z]\w+\.Read[\w.]*)`(?: \(optional\))? \|/gm],
  ])('names the same ones as %s', async (_what, name, permission) => {
    const text = await readFile(join(__dirname, '..', name), 'utf8');
    const named = [...text.matchAll(permission)].map(([, one]) => one);
    expect(named).toEqual(rows.map(({ name }) => name));
  });

  test('names each permission that the code names', () => {
    expect(PERMISSION_NAMES.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  test('gives each request to the permission that the code gives it to', () => {
    expect(rows.length).toBeGreaterThan(4);
    const given = rows.flatMap(({ name, requests }) => requests.map((path) => [path, name]));
    expect(given).toEqual(given.map(([path = '']) => [path, permissionFor(path)]));
  });

  test('lists the requests that the product makes, and no other', async () => {
    const { tenant, services } = await aProduct([]);
    await round(services);
    await checkUser(services.checkUser, { user: 'mara.lindqvist@contoso.example', days: 1 }, NOW);
    const made = [...new Set(tenant.requests.map(pathOf))].sort();
    const azure = [...page.matchAll(/^\| (?:the small role|Reader).*?\|.*$/gm)].flatMap(([row]) =>
      requestsIn(row),
    );
    const listed = [...rows.flatMap(({ requests }) => requests), ...azure];
    // Requested only if the list does not show it: test/arm/reading.test.ts.
    expect([...made, BY_NAME].sort()).toEqual([...new Set(listed)].sort());
  });

  test.each(['required', 'optional'] as const)('calls the same ones %s as the code does', (needed) => {
    const named = rows.filter((row) => row.needed === needed).map(({ name }) => name);
    expect(named.sort()).toEqual([...permissionsThatAre(needed)].sort());
    expect(rows.filter((row) => row.needed !== 'required' && row.needed !== 'optional')).toEqual([]);
  });

  test('names each Azure role that the template assigns', async () => {
    const modules = ['roles', 'workspaceReader', 'eventHubReader'].map((name) =>
      readFile(join(__dirname, '..', 'infra', 'modules', `${name}.bicep`), 'utf8'),
    );
    const templates = (await Promise.all(modules)).join('\n');
    const assigned = [...templates.matchAll(/^ {2}(\w+): '[0-9a-f-]{36}'$/gm)].map(([, name = '']) => name);
    const named = [...page.matchAll(/^\| ([A-Z][A-Za-z ]+) \| required \|/gm)].map(([, name = '']) => name);
    const key = (name: string) => name.replaceAll(' ', '').toLowerCase();
    expect(named.map(key).sort()).toEqual(assigned.map(key).sort());
  });
});

const BY_NAME =
  '/providers/Microsoft.Management/managementGroups/{id}/providers/Microsoft.Authorization/policyAssignments/{name}';

function requestsIn(text: string): string[] {
  return [...text.matchAll(/`(?:GET|POST) ([^`]+)`/g)].map(([, path = '']) => path);
}

function pathOf({ path }: Tenant['requests'][number]): string {
  const { pathname } = new URL(path, 'http://127.0.0.1');
  return pathname.replace(
    /(\/(?:users|groups|userRegistrationDetails|roleDefinitions|subscriptions|managementGroups)\/)[^/]+/,
    '$1{id}',
  );
}
