import { describe, expect, test } from '@jest/globals';
import { readConfig, readTenantConfig } from '../shared/config';
import { enforcedApp } from '../shared/decode/enforcedApp';
import { ENFORCED_APPS } from '../shared/domain/apps/enforcedApps';
import { ConfigError } from '../shared/settingReader';

const LEAST = {
  TABLES_ENDPOINT: 'https://tables.example',
  EMAIL_ENDPOINT: 'https://mail.example',
  EMAIL_SENDER: 'watch@contoso.example',
};
const read = (env: Record<string, string> = {}) => readConfig({ ...LEAST, ...env });

function problemsOf(env: Record<string, string | undefined>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.fault.problems;
  }
  return [];
}

test('with the required settings alone, every other one has its default', () => {
  expect(read()).toMatchObject({
    cloud: 'global',
    clientId: null,
    graphEndpoint: 'https://graph.microsoft.com',
    armEndpoint: 'https://management.azure.com',
    source: { kind: 'graph' },
    includeNonInteractive: true,
    extraApps: [],
    breakGlassAccounts: [],
    mail: { mode: 'acs', endpoint: 'https://mail.example', sender: 'watch@contoso.example' },
    digest: {
      toGlobalAdmins: true,
      recipients: [],
      time: '07:00',
      timeZone: 'UTC',
      whenQuiet: 'weekly',
      reportUrl: null,
      urgentMail: true,
    },
    pollSchedule: '0 */15 * * * *',
    retentionDays: 90,
    newAccountGraceDays: 0,
    access: { isSignInOn: false, writerRoles: [], writerGroups: [], keyNames: new Map() },
  });
});

describe('who may change something', () => {
  test.each([
    ['True', true],
    ['true', true],
    ['1', true],
    ['False', false],
    ['0', false],
    ['', false],
    ['yes', false],
  ])('WEBSITE_AUTH_ENABLED=%s is read as the Functions host reads it', (text, isSignInOn) => {
    expect(read({ WEBSITE_AUTH_ENABLED: text }).access.isSignInOn).toBe(isSignInOn);
  });

  test('is said by roles, groups and the names of keys', () => {
    const env = {
      WRITER_ROLES: 'MfaWatch.Write, Owner',
      WRITER_GROUPS: 'A0000001-0000-4000-8000-00000000000A',
      FUNCTION_KEY_NAMES: '3F9A1C2B=SOC, 81b2aa00 = Kim = admin',
    };
    expect(read(env).access).toEqual({
      isSignInOn: false,
      writerRoles: ['MfaWatch.Write', 'Owner'],
      writerGroups: ['a0000001-0000-4000-8000-00000000000a'],
      keyNames: new Map([
        ['3f9a1c2b', 'SOC'],
        ['81b2aa00', 'Kim = admin'],
      ]),
    });
  });

  test.each([
    [{ WRITER_GROUPS: 'SOC' }, 'WRITER_GROUPS: 0: must be object ids of groups'],
    [{ FUNCTION_KEY_NAMES: 'SOC' }, 'FUNCTION_KEY_NAMES: 0: must be pairs like 3f9a1c2b=name'],
    [{ FUNCTION_KEY_NAMES: `${'a'.repeat(9)}=SOC` }, 'FUNCTION_KEY_NAMES: 0: must be pairs'],
  ])('%j is refused with the form that is wanted', (env, problem) => {
    expect(problemsOf({ ...LEAST, ...env })).toEqual([expect.stringContaining(problem)]);
  });
});

test('an empty value counts as absent', () => {
  expect(read({ DIGEST_TIME: '', GRAPH_ENDPOINT: '  ' })).toEqual(read());
});

test('one error names every bad setting, each with the accepted values', () => {
  const problems = problemsOf({
    AZURE_CLOUD: 'moon',
    AZURE_CLIENT_ID: 'me',
    GRAPH_ENDPOINT: 'http://graph.example',
    MAIL_MODE: 'outbox',
    DIGEST_TIME: '25:00',
    DIGEST_TIME_ZONE: 'Mars/Olympus',
    DIGEST_RECIPIENTS: 'soc@contoso.example, nobody',
    INCLUDE_NON_INTERACTIVE: 'yes',
    RETENTION_DAYS: '3',
    NEW_ACCOUNT_GRACE_DAYS: '31',
    POLL_SCHEDULE: '*/15 * * * *',
    EXTRA_ENFORCED_APPS: '[{"key":"portal"}]',
  });
  const named = problems.map((problem) => problem.split(':')[0]);
  expect(named.sort()).toEqual([
    'AZURE_CLIENT_ID',
    'AZURE_CLOUD',
    'DIGEST_RECIPIENTS',
    'DIGEST_TIME',
    'DIGEST_TIME_ZONE',
    'EXTRA_ENFORCED_APPS',
    'GRAPH_ENDPOINT',
    'INCLUDE_NON_INTERACTIVE',
    'NEW_ACCOUNT_GRACE_DAYS',
    'OUTBOX_DIR',
    'POLL_SCHEDULE',
    'RETENTION_DAYS',
    'TABLES_ENDPOINT',
  ]);
  expect(problems.every((problem) => problem.split(': ').slice(1).join(': ').length > 5)).toBe(true);
});

describe('endpoints', () => {
  test('follow the cloud', () => {
    expect(read({ AZURE_CLOUD: 'usgovdod' }).graphEndpoint).toBe('https://dod-graph.microsoft.us');
    expect(read({ AZURE_CLOUD: 'china' }).armEndpoint).toBe('https://management.chinacloudapi.cn');
  });

  test('may be plain http on loopback only', () => {
    expect(read({ GRAPH_ENDPOINT: 'http://127.0.0.1:9/' }).graphEndpoint).toBe('http://127.0.0.1:9');
    for (const other of ['http://127.0.0.1.evil.example', 'http://10.0.0.1', 'graph', 'file:///etc/passwd']) {
      expect(problemsOf({ ...LEAST, GRAPH_ENDPOINT: other })).toHaveLength(1);
    }
  });
});

test('the link of the digest holds no function key, which the mail would show', () => {
  const page = 'https://intranet.contoso.example/mfa-watch?tab=1';
  expect(read({ REPORT_URL: page }).digest.reportUrl).toBe(page);
  for (const key of ['code=s3cret', 'tab=1&Code=s3cret']) {
    const problems = problemsOf({ ...LEAST, REPORT_URL: `https://func.example/api/report?${key}` });
    expect(problems).toEqual([expect.stringMatching(/^REPORT_URL: must hold no function key/)]);
    expect(problems.join()).not.toContain('s3cret');
  }
});

describe('mails', () => {
  const TABLES = { TABLES_ENDPOINT: LEAST.TABLES_ENDPOINT };
  const sender = 'mfa-watch@contoso.example';

  test('come from a mailbox unless a mail resource is named, so that an upgrade changes nothing', () => {
    expect(readConfig({ ...TABLES, MAIL_SENDER: sender }).mail).toEqual({ mode: 'graph', sender });
    expect(
      readConfig({ ...TABLES, EMAIL_ENDPOINT: 'https://mail.example', EMAIL_SENDER: sender }).mail,
    ).toEqual({
      mode: 'acs',
      endpoint: 'https://mail.example',
      sender,
    });
    const both = { ...TABLES, EMAIL_ENDPOINT: 'https://mail.example', MAIL_SENDER: sender };
    expect(readConfig({ ...both, MAIL_MODE: 'graph' }).mail).toEqual({ mode: 'graph', sender });
  });

  test('require a mailbox, by user principal name or id', () => {
    const id = 'f0000001-0000-4000-8000-000000000001';
    expect(readConfig({ ...TABLES, MAIL_SENDER: id }).mail).toEqual({ mode: 'graph', sender: id });
    expect(problemsOf(TABLES)).toEqual(['MAIL_SENDER: required']);
    expect(problemsOf({ ...TABLES, MAIL_SENDER: 'MFA Watch' })).toEqual([
      expect.stringMatching(/^MAIL_SENDER: must be the user principal name or object id/),
    ]);
  });
});

test('each source requires its own settings', () => {
  const id = 'f0000001-0000-4000-8000-000000000001';
  expect(problemsOf({ ...LEAST, SIGN_IN_SOURCE: 'logAnalytics' })).toEqual([
    'LOG_ANALYTICS_WORKSPACE_ID: required',
  ]);
  expect(read({ SIGN_IN_SOURCE: 'logAnalytics', LOG_ANALYTICS_WORKSPACE_ID: id }).source).toEqual({
    kind: 'logAnalytics',
    workspaceId: id,
    endpoint: 'https://api.loganalytics.io',
  });
  expect(problemsOf({ ...LEAST, SIGN_IN_SOURCE: 'eventHub' })).toEqual([
    'EVENT_HUB_NAME: required',
    'EVENT_HUB__fullyQualifiedNamespace: required',
  ]);
});

test('a workspace is named by its id, not by its name or resource id', () => {
  for (const LOG_ANALYTICS_WORKSPACE_ID of ['log-soc', '/subscriptions/x/workspaces/log-soc'])
    expect(problemsOf({ ...LEAST, SIGN_IN_SOURCE: 'logAnalytics', LOG_ANALYTICS_WORKSPACE_ID })).toEqual([
      'LOG_ANALYTICS_WORKSPACE_ID: must be the workspace id, a GUID',
    ]);
});

describe('an event hub', () => {
  const HUB = {
    SIGN_IN_SOURCE: 'eventHub',
    EVENT_HUB_NAME: 'insights-logs-signinlogs',
    EVENT_HUB__fullyQualifiedNamespace: 'evhns-contoso.servicebus.windows.net',
  };

  test('is read through $Default unless another consumer group is named', () => {
    const source = {
      kind: 'eventHub',
      hubName: 'insights-logs-signinlogs',
      namespace: 'evhns-contoso.servicebus.windows.net',
      consumerGroup: '$Default',
    };
    expect(read(HUB).source).toEqual(source);
    for (const consumerGroup of ['mfa-watch', 'a', '$default', 'soc_2.x'])
      expect(read({ ...HUB, EVENT_HUB_CONSUMER_GROUP: consumerGroup }).source).toEqual({
        ...source,
        consumerGroup,
      });
  });

  test.each(['evhns-a.servicebus.usgovcloudapi.net', 'Contoso1.servicebus.chinacloudapi.cn'])(
    'may be in the namespace %s',
    (host) => {
      expect(read({ ...HUB, EVENT_HUB__fullyQualifiedNamespace: host }).source).toMatchObject({
        namespace: host,
      });
    },
  );

  test.each([
    ['EVENT_HUB_NAME', 'sign ins', 'must be the name of the hub'],
    ['EVENT_HUB_NAME', '-sign-ins', 'with a letter or digit at both ends'],
    ['EVENT_HUB_NAME', 'a'.repeat(257), 'at most 256'],
    ['EVENT_HUB__fullyQualifiedNamespace', 'evhns-contoso', 'for example contoso.servicebus.windows.net'],
    [
      'EVENT_HUB__fullyQualifiedNamespace',
      'sb://evhns.servicebus.windows.net/',
      'host name of the namespace',
    ],
    ['EVENT_HUB__fullyQualifiedNamespace', 'evhns.servicebus.windows.net:5671', 'host name of the namespace'],
    [
      'EVENT_HUB__fullyQualifiedNamespace',
      'Endpoint=sb://evhns.servicebus.windows.net/;SharedAccessKey=s3cret',
      'host name of the namespace',
    ],
    ['EVENT_HUB_CONSUMER_GROUP', '$Other', 'must be $Default or the name of a consumer group'],
    ['EVENT_HUB_CONSUMER_GROUP', 'a'.repeat(51), 'at most 50'],
  ])('of which %s is "%s" is refused', (name, value, text) => {
    const problems = problemsOf({ ...LEAST, ...HUB, [name]: value });
    expect(problems).toEqual([expect.stringMatching(`^${name}: `)]);
    expect(problems[0]).toContain(text);
    expect(problems[0]).not.toContain('s3cret');
  });
});

describe('extra enforced apps', () => {
  test('are entries of the catalogue, and the catalogue passes its own schema', () => {
    for (const app of ENFORCED_APPS) expect(enforcedApp.parse(app)).toEqual(app);
    const [first] = ENFORCED_APPS;
    const upper = JSON.stringify([{ ...first, clientAppIds: ['C44B4083-3BB0-49C1-B47D-974E53CBDF3C'] }]);
    expect(read({ EXTRA_ENFORCED_APPS: upper }).extraApps).toEqual([first]);
  });

  test.each([
    ['not JSON', '{', 'must be a JSON array'],
    [
      'no id',
      '[{"key":"x","name":"X","phase":2,"operations":["create"],"since":"2026-01"}]',
      'needs a client app id',
    ],
    [
      'a misspelt field',
      '[{"key":"x","name":"X","phase":2,"operations":["create"],"since":"2026-01","apps":[]}]',
      'apps',
    ],
  ])('%s is named', (_, value, message) => {
    expect(problemsOf({ ...LEAST, EXTRA_ENFORCED_APPS: value }).join()).toContain(message);
  });
});

test('break-glass accounts are compared in lower case', () => {
  expect(
    readTenantConfig({ BREAK_GLASS_ACCOUNTS: ' Glass1@Contoso.example ,, b' }).breakGlassAccounts,
  ).toEqual(['glass1@contoso.example', 'b']);
});
