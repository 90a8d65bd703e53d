import { describe, expect, test } from '@jest/globals';
import { commandsFor } from '../../local/doctor/commands';
import type { HealthAnswer } from '../../local/doctor/health';
import { judgeEnd } from '../../local/doctor/mail/closing';
import { deployedMode, intendedMode } from '../../local/doctor/mail/mode';
import { judgeMailPermission } from '../../local/doctor/mail/permission';
import type { TenantOptions } from '../../tenant/tenant';
import {
  DEPLOYED,
  IDENTITY,
  MAIL_SENDER,
  wholeDeployment,
  wholeDeploymentWithAcs,
} from '../../tenant/world/deployment';
import { but, butWithAcs, doctor, forbidding, setting, settingWithAcs } from './runDoctor';

const commands = commandsFor({ group: 'g', subscription: null, cloud: 'global', shell: 'posix' });
type Faults = NonNullable<TenantOptions['faults']>;
const EXCHANGE = "pwsh -Command 'Connect-ExchangeOnline;";

/** Graph, answering so of the user that MAIL_SENDER names, and of the users that have its address. */
function mailbox(user: object | number, sameAddress: readonly object[] = []): Faults {
  return ({ path, target }) => {
    const isList = path === '/v1.0/users' && decodeURIComponent(target).includes("mail eq '");
    if (isList) return { kind: 'status', status: 200, body: JSON.stringify({ value: sameAddress }) };
    if (!path.startsWith('/v1.0/users/')) return null;
    if (typeof user === 'object') return { kind: 'status', status: 200, body: JSON.stringify(user) };
    const code = user === 404 ? 'Request_ResourceNotFound' : 'Authorization_RequestDenied';
    return { kind: 'status', status: user, body: JSON.stringify({ error: { code } }) };
  };
}
const A_USER = { userPrincipalName: 'alerts@contoso.example', mail: 'alerts@contoso.example' };

describe('the mailbox of a deployed app', () => {
  const found = async (faults: Faults, sender = 'alerts@contoso.example') => {
    const tenant = { ...setting({ MAIL_SENDER: sender }), faults };
    const { named, code } = await doctor({ tenant });
    expect(named('mailbox')).toHaveLength(1);
    return { ...named('mailbox')[0], code };
  };

  test.each([
    ['of a user', { ...A_USER, userType: 'Member' }],
    ['of a user whose type Graph leaves out', A_USER],
    ['of a cloud user', { ...A_USER, onPremisesSyncEnabled: false }],
    // Graph calls a shared mailbox a user whose account is disabled.
    ['that is shared', { ...A_USER, accountEnabled: false, onPremisesSyncEnabled: null }],
  ])('%s is there', async (_whose, user) => {
    expect(await found(mailbox(user))).toMatchObject({
      state: 'ok',
      code: 0,
      sentence: 'alerts@contoso.example has the address alerts@contoso.example.',
    });
  });

  test('is missing if there is no such user, with the line that creates it', async () => {
    expect(await found(mailbox(404))).toMatchObject({
      state: 'missing',
      code: 1,
      sentence: expect.stringContaining('no such user'),
      mend: `${EXCHANGE} New-Mailbox -Shared -Name mfa-watch -PrimarySmtpAddress alerts@contoso.example'`,
    });
  });

  test('that is named by an unknown id leaves the address to the admin', async () => {
    expect(await found(mailbox(404), 'f4000001-0000-4000-8000-000000000001')).toMatchObject({
      state: 'missing',
      mend: `${EXCHANGE} New-Mailbox -Shared -Name mfa-watch -PrimarySmtpAddress <value>'`,
    });
  });

  test('that is named by its address only is named by its user name instead', async () => {
    const other = { ...A_USER, userPrincipalName: 'alerts@contoso.onmicrosoft.example' };
    expect(await found(mailbox(404, [other]))).toMatchObject({
      state: 'missing',
      sentence: expect.stringContaining('the address of alerts@contoso.onmicrosoft.example'),
      mend: `az functionapp config appsettings set -g rg-mfa-watch -n ${DEPLOYED.app} --settings MAIL_SENDER=alerts@contoso.onmicrosoft.example`,
    });
  });

  test.each([
    ['a guest', { ...A_USER, userType: 'Guest' }, /a guest/],
    ['a user without an address', { ...A_USER, mail: null }, /without a mail address/],
    ['a user whose address Graph leaves out', { userPrincipalName: 'x' }, /without a mail address/],
  ])('is missing if it is that of %s', async (_whose, user, sentence) => {
    expect(await found(mailbox(user))).toMatchObject({
      state: 'missing',
      sentence: expect.stringMatching(sentence),
      mend: expect.stringContaining('New-Mailbox -Shared'),
    });
  });

  test('of a synchronized user may be on premises', async () => {
    expect(await found(mailbox({ ...A_USER, onPremisesSyncEnabled: true }))).toMatchObject({
      state: 'unknown',
      code: 0,
      mend: `${EXCHANGE} Get-EXOMailbox -Identity alerts@contoso.example'`,
    });
  });

  test.each([403, 503])('is unknown if Graph answers %i', async (status) => {
    expect(await found(mailbox(status))).toMatchObject({ state: 'unknown', code: 0 });
  });

  test('is unknown if a 404 does not come from the directory', async () => {
    const faults: Faults = ({ path }) =>
      path.startsWith('/v1.0/users/') ? { kind: 'status', status: 404, body: 'no such page' } : null;
    expect(await found(faults)).toMatchObject({ state: 'unknown', code: 0 });
  });

  test('is not looked for if the app sends otherwise', async () => {
    const { named } = await doctor({ tenant: butWithAcs({}) });
    expect([named('mailbox'), named('permission for the mailbox')]).toEqual([[], []]);
  });
});

describe('the permission for the mailbox', () => {
  const sending = { sender: MAIL_SENDER, ...IDENTITY };
  const health = (digest: unknown): HealthAnswer =>
    ({
      kind: 'health',
      health: { healthy: true, posture: { refreshedAt: null }, problems: [], digest },
    }) as HealthAnswer;

  test('is there if a digest went out', () => {
    const sent = health({ localDay: '2026-11-28', status: 'sent' });
    expect(judgeMailPermission(sent, sending, commands)).toMatchObject({ state: 'ok', day: '2026-11-28' });
  });

  test.each([
    ['the app was not asked', null],
    ['the app is of an earlier version', health(undefined)],
    ['no digest was due', health({ localDay: null, status: null })],
    ['the digest is being sent', health({ localDay: '2026-11-28', status: 'sending' })],
    ['there was nothing to send', health({ localDay: '2026-11-28', status: 'quiet' })],
    ['the digest failed', health({ localDay: '2026-11-28', status: 'failed' })],
  ])('is unknown if %s', (_why, answer) => {
    expect(judgeMailPermission(answer, sending, commands)).toMatchObject({ state: 'unknown' });
  });

  test('comes with the line that tests it and the line that grants it', async () => {
    const { named } = await doctor();
    expect(named('permission for the mailbox')).toEqual([
      expect.objectContaining({
        mend: `${EXCHANGE} Test-ServicePrincipalAuthorization -Identity ${IDENTITY.principalId} -Resource ${MAIL_SENDER}'`,
        sentence: expect.stringContaining(
          ` pwsh infra/grant-mailbox.ps1 -Mailbox ${MAIL_SENDER} -ClientId ${IDENTITY.clientId} -ObjectId ${IDENTITY.principalId}`,
        ),
      }),
    ]);
  });

  test('is left out if the identity is not visible: its ids are not known', async () => {
    const { named, found } = await doctor({ tenant: forbidding(/userAssignedIdentities/) });
    expect(named('permission for the mailbox')).toEqual([]);
    expect(found.summary.missing).toBe(0);
  });
});

describe('the mail mode', () => {
  test.each([
    [{}, 'graph', 'graph'],
    [{ EMAIL_ENDPOINT: 'https://x' }, 'acs', 'graph'],
    [{ EMAIL_ENDPOINT: ' ' }, 'graph', 'graph'],
    [{ MAIL_MODE: 'graph', EMAIL_ENDPOINT: 'https://x' }, 'graph', 'graph'],
    [{ MAIL_MODE: 'acs' }, 'acs', 'acs'],
    [{ MAIL_MODE: 'outbox' }, 'outbox', 'outbox'],
    [{ MAIL_MODE: 'pigeon' }, 'graph', 'graph'],
  ])('of %j is %s in an app, and %s in the next deployment', (env, deployed, intended) => {
    expect([deployedMode(env), intendedMode(env)]).toEqual([deployed, intended]);
  });

  test('decides which resources and roles are needed', async () => {
    const moved = setting({ EMAIL_ENDPOINT: undefined });
    const { missing } = await doctor({ tenant: moved });
    expect(missing).toEqual([]);
    const back = { ...wholeDeployment(), settings: wholeDeploymentWithAcs().settings };
    const { missing: lacking } = await doctor({ tenant: { deployment: back } });
    expect(lacking).toEqual([
      expect.objectContaining({
        name: 'resources',
        sentence: expect.stringContaining(DEPLOYED.communication),
      }),
    ]);
  });

  test('of an app that was moved to a mailbox asks nothing of the resources left behind', async () => {
    const moved = {
      ...wholeDeploymentWithAcs(),
      settings: wholeDeployment().settings,
      linked: [],
      roles: [],
    };
    const deployment = { ...moved, roles: wholeDeployment().roles };
    const { missing, named } = await doctor({ tenant: { deployment } });
    expect([missing, named('mail domain'), named('mail service')]).toEqual([[], [], []]);
  });

  test.each([
    ['a role of the tenant itself on the resource that sends', DEPLOYED.communication, []],
    ['one on another resource', DEPLOYED.tables, ['roles of the app: Communication and Email Service Owner']],
  ])('acs takes %s', async (_what, on, lacking) => {
    const own = { id: '22222222-2222-4222-8222-222222222222', on };
    const { missing } = await doctor({ tenant: butWithAcs({ roles: [...wholeDeployment().roles, own] }) });
    expect(missing.map(({ name }) => name)).toEqual(lacking);
  });

  test('is not guessed if the settings are not visible', async () => {
    const hidden = {
      ...butWithAcs({ linked: [], roles: wholeDeployment().roles }),
      ...forbidding(/appsettings/),
    };
    const { code, missing, named } = await doctor({ tenant: hidden });
    expect([code, missing, named('mail domain'), named('mailbox')]).toEqual([0, [], [], []]);
  });

  test.each([
    [{}, / -p mailMode=acs$/],
    [{ MAIL_MODE: 'graph' }, /main\.bicepparam$/],
  ])('of an app is kept by the next deployment, unless another is exported: %j', async (env, mend) => {
    const { missing } = await doctor({ tenant: butWithAcs({ linked: [] }), env });
    expect(missing.map((one) => one.mend)).toEqual([expect.stringMatching(mend)]);
  });

  test('outbox needs neither', async () => {
    const { named, missing } = await doctor({
      tenant: settingWithAcs({ MAIL_MODE: 'outbox', OUTBOX_DIR: '/tmp/mails' }),
    });
    expect([missing, named('mailbox'), named('mail domain')]).toEqual([[], [], []]);
  });
});

describe('before a deployment', () => {
  const before = { deployment: null };

  test('the mailbox that is exported is looked for', async () => {
    const { named } = await doctor({ tenant: before, env: { MAIL_SENDER } });
    expect(named('mailbox')).toEqual([expect.objectContaining({ state: 'ok' })]);
    const { missing } = await doctor({
      tenant: { ...before, faults: mailbox(404, [A_USER]) },
      env: { MAIL_SENDER: 'a@contoso.example' },
    });
    expect(missing).toEqual([
      expect.objectContaining({ name: 'mailbox', mend: 'export MAIL_SENDER=alerts@contoso.example' }),
    ]);
  });

  test('a mailbox must be exported, if nothing is deployed', async () => {
    const { code, missing } = await doctor({ tenant: before });
    expect([code, missing]).toEqual([
      1,
      [
        expect.objectContaining({
          name: 'settings to deploy',
          mend: 'export MAIL_SENDER=<value>',
        }),
      ],
    ]);
  });

  test.each([
    ['the resources', forbidding(/\/resources$/)],
    ['the subscription', { azureScopes: [] }],
  ])('a mailbox may have to be exported, if nobody shows %s', async (_what, tenant) => {
    const { code, named } = await doctor({ tenant });
    expect(named('settings to deploy')).toEqual([expect.objectContaining({ state: 'unknown' })]);
    expect(code).toBe(0);
  });

  test('no mailbox need be exported once the app is deployed', async () => {
    const { named } = await doctor({ tenant: but({}) });
    expect(named('settings to deploy')).toEqual([expect.objectContaining({ state: 'ok' })]);
  });

  test.each([
    ['outbox', 'export MAIL_MODE=graph'],
    ['pigeon', 'export MAIL_MODE=<value>'],
  ])('the mode %s cannot be deployed', async (MAIL_MODE, mend) => {
    const { missing } = await doctor({ tenant: before, env: { MAIL_MODE, MAIL_SENDER } });
    expect(missing).toEqual([expect.objectContaining({ name: 'settings to deploy: MAIL_MODE', mend })]);
  });

  test('the provider of Communication Services is needed with them only', async () => {
    const { named } = await doctor({ tenant: before, env: { MAIL_SENDER } });
    expect(named('resource providers')[0]?.sentence).not.toContain('Communication');
    const { named: withAcs } = await doctor({ tenant: before, env: { MAIL_MODE: 'acs' } });
    expect(withAcs('resource providers')[0]?.sentence).toContain('Microsoft.Communication');
  });

  test.each([
    ['graph', 'permission for the mailbox'],
    ['acs', 'mail domain'],
  ])('with %s, what comes later is the %s', async (MAIL_MODE, name) => {
    const { named } = await doctor({ tenant: before, env: { MAIL_MODE, MAIL_SENDER } });
    expect(named(name)).toEqual([expect.objectContaining({ state: 'notYet' })]);
  });
});

describe('Communication Services', () => {
  const env = { MAIL_MODE: 'acs' };

  test('may be refused to a subscription that has none', async () => {
    const { code, named } = await doctor({ tenant: { deployment: null }, env });
    expect(code).toBe(0);
    expect(named('mail service')).toEqual([
      expect.objectContaining({
        state: 'unknown',
        sentence: expect.stringContaining('since 2026-10-23'),
        mend: 'export MAIL_MODE=graph',
      }),
    ]);
  });

  test('can be had by a subscription that has one', async () => {
    const one = { type: 'Microsoft.Communication/communicationServices', name: 'acs-of-others' };
    const { named } = await doctor({ tenant: but({ resources: [one] }), env });
    expect(named('mail service')).toEqual([
      expect.objectContaining({ state: 'ok', sentence: expect.stringContaining('2028-09-30') }),
    ]);
  });

  test('are unknown if the list is not visible', async () => {
    const tenant = { deployment: null, ...forbidding(/communicationServices$/) };
    const { named, code } = await doctor({ tenant, env });
    expect(named('mail service')).toEqual([
      expect.objectContaining({
        state: 'unknown',
        sentence: expect.stringContaining('Reader on the subscription'),
      }),
    ]);
    expect(code).toBe(0);
  });

  test('are not asked for if the mails come from a mailbox', async () => {
    const { tenant } = await doctor({ tenant: { deployment: null }, env: { MAIL_SENDER } });
    expect(tenant.requests.filter(({ path }) => /communicationServices/.test(path))).toEqual([]);
  });

  test.each([
    ['2026-11-29', 'ok', 'ends', null],
    ['2028-04-03', 'ok', 'endsSoon', 'export MAIL_MODE=graph'],
    ['2028-09-30', 'ok', 'endsSoon', 'export MAIL_MODE=graph'],
    ['2028-10-01', 'missing', 'ended', 'export MAIL_MODE=graph'],
  ])('on %s are %s: %s', (day, state, code, command) => {
    const now = new Date(`${day}T23:59:00Z`);
    expect(judgeEnd({ now, commands })).toMatchObject({ state, code, command });
  });
});
