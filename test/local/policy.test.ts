import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { GRANTED, startTenant, type Tenant, type TenantOptions } from '../../tenant/tenant';
import { mfaWatch } from './commandLine';

const FIXTURES = join(__dirname, '../fixtures/policies');
const fixture = (name: string) => join(FIXTURES, name, 'policies.json');
const EMERGENCY = 'b0000001-0000-4000-8000-000000000009';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mfa-watch-policy-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function aFile(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe('exported policies', () => {
  test('are judged for people, with the policy that would close the gaps', async () => {
    const { code, stdout } = await mfaWatch(['policy', fixture('target-admin-portals-only')]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^Azure portal[^\n]+\nMicrosoft 365 admin center\n {2}MFA required of: Everyone\n\nAzure CLI\n/,
    );
    expect(stdout).toContain('  MFA required of: Nobody\n');
    expect(stdout).toContain('No policy requires MFA of everyone');
    expect(stdout).not.toMatch(/[│┌─]/);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect(JSON.parse(stdout.slice(stdout.indexOf('\n{')))).toMatchObject({
      conditions: { applications: { includeApplications: ['797f4846-ba00-4fd7-ba43-dac1f8f63013'] } },
    });
  });

  test('list apps with one result together, and cut long lists', async () => {
    const groups = Array.from(
      { length: 300 },
      (_, index) => `0f1e2d00-0000-4000-8000-${`${index}`.padStart(12, '0')}`,
    );
    const policies = Array.from({ length: 20 }, (_, index) => ({
      ...mfaForAll(`p${index}`),
      conditions: { ...mfaForAll().conditions, users: { includeUsers: ['All'], excludeGroups: groups } },
    }));
    const { stdout } = await mfaWatch(['policy', await aFile('many.json', JSON.stringify(policies))]);
    const [text = ''] = stdout.split('The policy that would close');
    expect(text.split('\n').length).toBeLessThan(25);
    expect(text).toContain('and 295 more');
    expect(text).toContain('300 gaps in all; --format json lists them.');
  });

  test('that block are named with the users that they block', async () => {
    const { stdout } = await mfaWatch(['policy', fixture('grant-block-all-but-admins')]);
    expect(stdout).toContain('MFA required of: Everyone');
    expect(stdout).toContain('Others are blocked by “Policy 1”.');
  });

  test('lie in folders, among other files', async () => {
    const baseline = join(folder, 'baseline');
    await mkdir(join(baseline, 'within'), { recursive: true });
    await writeFile(join(baseline, 'README.md'), '# Baseline');
    await writeFile(join(baseline, 'package.json'), '{ "name": "baseline" }');
    await writeFile(join(baseline, 'a.json'), await readFile(fixture('target-admin-portals-only')));
    await writeFile(
      join(baseline, 'within', 'b.json'),
      Buffer.from(`\uFEFF${await managementApiOnly()}`, 'utf16le'),
    );
    const { stdout, stderr } = await mfaWatch(['policy', '--format', 'json', baseline]);
    expect(coverages(stdout)).toEqual(Array(6).fill('everyone'));
    expect(stderr).toContain('README.md skipped: it is not JSON.');
    expect(stderr).toContain('package.json skipped: not a Conditional Access policy');
  });

  test.each<[string, unknown, string]>([
    [
      'members that are not known',
      { conditions: { users: { includeUsers: ['All'], includeMoons: ['full'] } } },
      'users.includeMoons',
    ],
    [
      'a place that is not known',
      { conditions: { locations: { includeNetworks: ['x'] } } },
      'locations.includeNetworks',
    ],
    [
      'a platform that is not known',
      { conditions: { platforms: { minimumVersion: 7 } } },
      'platforms.minimumVersion',
    ],
    [
      'a filter of apps that is not known',
      { conditions: { applications: { includeApplications: ['All'], onlyTagged: true } } },
      'applications.onlyTagged',
    ],
    [
      'a filter of devices whose rule is lost',
      { conditions: { devices: { deviceFilter: { mode: 'exclude', rule: null } } } },
      'devices.deviceFilter',
    ],
    [
      'a control that is not known',
      { grantControls: { operator: 'OR', builtInControls: ['mfa'], somethingNew: ['x'] } },
      'grantControls.somethingNew',
    ],
    [
      'a strength by its name',
      {
        grantControls: {
          operator: 'OR',
          builtInControls: ['mfa'],
          authenticationStrength: { displayName: 'Ours' },
        },
      },
      'strength Ours',
    ],
    [
      'an excluded app by a name',
      { conditions: { applications: { includeApplications: ['All'], excludeApplications: ['Our portal'] } } },
      'Our portal',
    ],
    [
      'tenants that PowerShell lost',
      {
        conditions: {
          users: {
            includeUsers: ['All'],
            excludeGuestsOrExternalUsers: {
              guestOrExternalUserTypes: 'serviceProvider',
              externalTenants: { membershipKind: 'enumerated', members: [] },
            },
          },
        },
      },
      'externalTenants are missing',
    ],
    [
      'types that are lost',
      {
        conditions: {
          users: {
            includeUsers: ['All'],
            excludeGuestsOrExternalUsers: { externalTenants: { membershipKind: 'all' } },
          },
        },
      },
      'types of',
    ],
    ['a rollout to some', { partialEnablementStrategy: { percent: 5 } }, 'partialEnablementStrategy'],
  ])('with %s are never read as MFA required of everyone', async (_what, change, named) => {
    const path = await aFile('unread.json', JSON.stringify(mfaForAll('p', change)));
    const { code, stdout, stderr } = await mfaWatch(['policy', '--format', 'json', path]);
    expect(code).toBe(0);
    expect(coverages(stdout)).not.toContain('everyone');
    expect(stderr).toMatch(/^mfa-watch: [^\n]+\n$/);
    expect(stderr).toContain(named);
  });

  test.each<[string, unknown]>([
    [
      'empty lists for empty objects',
      { conditions: { platforms: [], locations: [], devices: [], authenticationFlows: [] } },
    ],
    [
      'empty objects for empty lists',
      { conditions: { signInRiskLevels: {}, platforms: { includePlatforms: {}, excludePlatforms: {} } } },
    ],
    [
      'null for all',
      {
        conditions: {
          locations: { includeLocations: null, excludeLocations: null },
          devices: { deviceFilter: { mode: null, rule: null } },
        },
      },
    ],
    ['all devices', { conditions: { devices: { includeDevices: ['All'], excludeDevices: [] } } }],
    [
      'annotations of Graph',
      {
        '#microsoft.graph.restore': { target: 'x' },
        conditions: { 'agents@odata.type': '#x', agents: { '@odata.type': '#x', agentFilter: null } },
      },
    ],
    ['nothing else known to PowerShell', { conditions: { AdditionalProperties: {} } }],
    ['an app by its name', { conditions: { applications: { includeApplications: ['All resources'] } } }],
  ])('with %s are read as no condition', async (_what, change) => {
    const path = await aFile('silent.json', JSON.stringify(mfaForAll('p', change)));
    const { stdout, stderr } = await mfaWatch(['policy', '--format', 'json', path]);
    expect([coverages(stdout), stderr]).toEqual([Array(6).fill('everyone'), '']);
  });

  test('of one id count by the last one, in one file too; deleted ones never count', async () => {
    const off = { ...mfaForAll(), state: 'disabled' };
    const gone = { ...mfaForAll('q'), deletedDateTime: '2026-11-01T09:00:00Z' };
    const twice = await mfaWatch([
      'policy',
      '--format',
      'json',
      await aFile('twice.json', JSON.stringify([mfaForAll(), off])),
    ]);
    expect(coverages(twice.stdout)).toEqual(Array(6).fill('none'));
    expect(twice.stderr).toContain('The last one counts.');
    const deleted = await mfaWatch([
      'policy',
      '--format',
      'json',
      await aFile('gone.json', JSON.stringify({ value: [gone] })),
    ]);
    expect(coverages(deleted.stdout)).toEqual(Array(6).fill('none'));
    expect(deleted.stderr).toContain('1 deleted policy left out');
  });

  test.each(['policies', 'conditional_access_policies'])(
    'may lie beside other things, as %s',
    async (name) => {
      const path = await aFile('held.json', JSON.stringify({ tenant: { id: 'x' }, [name]: [mfaForAll()] }));
      expect(coverages((await mfaWatch(['policy', '--format', 'json', path])).stdout)).toEqual(
        Array(6).fill('everyone'),
      );
    },
  );

  test('as JSON give that document alone', async () => {
    const { code, stdout, stderr } = await mfaWatch(['policy', '--format', 'json', fixture('excluded-user')]);
    expect([code, stderr]).toEqual([0, '']);
    const { apps, securityDefaults } = JSON.parse(stdout);
    expect(securityDefaults).toBeNull();
    expect(apps.azureCli).toEqual({
      coverage: 'someone',
      policies: ['d1000001-0000-4000-8000-000000000001'],
      gaps: [
        {
          who: 'b1000001-0000-4000-8000-000000000001',
          why: 'excludedUser',
          policy: 'd1000001-0000-4000-8000-000000000001',
        },
      ],
    });
  });

  test('of several files count together', async () => {
    const one = fixture('target-admin-portals-only');
    const other = await aFile('arm.json', await managementApiOnly());
    const { stdout } = await mfaWatch(['policy', '--format', 'json', one, other]);
    expect(coverages(stdout)).toEqual(Array(6).fill('everyone'));
  });

  test.each([
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
    ['UTF-16, as PowerShell writes it', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['gzip', (text: string) => gzipSync(text)],
  ])('may come with %s', async (what, encode) => {
    const text = await readFile(fixture('full-all-resources'), 'utf8');
    const path = await aFile(`${what.slice(0, 4)}.json`, encode(text));
    const { stdout } = await mfaWatch(['policy', '--format', 'json', path]);
    expect(coverages(stdout)).toEqual(Array(6).fill('everyone'));
  });

  test('may come by standard input', async () => {
    const stdin = await readFile(fixture('full-all-resources'));
    const { stdout } = await mfaWatch(['policy', '--format', 'json', '-'], { stdin });
    expect(coverages(stdout)).toEqual(Array(6).fill('everyone'));
  });

  test('that are one page of several are reported as such', async () => {
    const link = 'https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies?$skiptoken=a';
    const path = await aFile('page.json', JSON.stringify({ value: [], '@odata.nextLink': link }));
    const { code, stderr } = await mfaWatch(['policy', '--format', 'json', path]);
    expect([code, stderr]).toEqual([0, expect.stringContaining('one page of several')]);
  });

  test('are judged under the security defaults of the command line', async () => {
    const args = ['policy', '--format', 'json', '--security-defaults', 'on', fixture('no-policy')];
    const { stdout } = await mfaWatch(args);
    expect(JSON.parse(stdout)).toMatchObject({
      securityDefaults: true,
      apps: { azureCli: { coverage: 'everyone' }, m365AdminCenter: { coverage: 'someone' } },
    });
    const off = await mfaWatch([
      'policy',
      '--format',
      'json',
      '--security-defaults',
      'off',
      fixture('no-policy'),
    ]);
    expect(JSON.parse(off.stdout)).toMatchObject({
      securityDefaults: false,
      apps: { azureCli: { gaps: [{}] } },
    });
  });

  test('pass no control characters to a terminal', async () => {
    const page = (await readFile(fixture('excluded-user'), 'utf8')).replace('Policy 1', '\\u001b[31mred');
    const { stdout } = await mfaWatch(['policy', await aFile('red.json', page)]);
    expect(stdout).toContain('red');
    expect(stdout).not.toContain('\u001b');
  });
});

describe('the closing policy', () => {
  test('goes to a file, leaves out the break-glass accounts, and closes all other gaps once enabled', async () => {
    const out = join(folder, 'closing.json');
    const env = { BREAK_GLASS_ACCOUNTS: EMERGENCY };
    const args = ['policy', '--format', 'json', '--out', out, fixture('condition-trusted-locations')];
    const { code, stdout } = await mfaWatch(args, { env });
    expect(code).toBe(0);
    expect(Object.keys(JSON.parse(stdout))).toEqual(['apps', 'securityDefaults']);

    const closing = JSON.parse(await readFile(out, 'utf8'));
    expect(closing).toMatchObject({
      state: 'enabledForReportingButNotEnforced',
      conditions: { users: { includeUsers: ['All'], excludeUsers: [EMERGENCY] } },
    });
    const enabled = await aFile('enabled.json', JSON.stringify({ ...closing, state: 'enabled' }));
    const after = JSON.parse((await mfaWatch(['policy', '--format', 'json', enabled])).stdout);
    for (const { gaps } of Object.values<{ gaps: unknown }>(after.apps)) {
      expect(gaps).toEqual([{ who: EMERGENCY, why: 'excludedUser', policy: closing.displayName }]);
    }
  });

  test('is not written if there is nothing to close', async () => {
    const out = join(folder, 'nothing.json');
    const { code, stderr } = await mfaWatch(['policy', '--out', out, fixture('full-all-resources')]);
    expect([code, stderr]).toEqual([0, expect.stringContaining('there is nothing to close')]);
    await expect(readFile(out)).rejects.toThrow('ENOENT');
  });

  test('keeps a name in place of an id, which Graph refuses, and reports it', async () => {
    const env = { BREAK_GLASS_ACCOUNTS: 'emergency@contoso.example' };
    const { stdout, stderr } = await mfaWatch(['policy', fixture('no-policy')], { env });
    expect(stdout).toContain('"emergency@contoso.example"');
    expect(stderr).toContain('emergency@contoso.example');
  });

  test('neither replaces an export nor mixes with the result', async () => {
    const path = await aFile('kept.json', JSON.stringify([]));
    const [over, mixed] = [
      await mfaWatch(['policy', '--out', path, path]),
      await mfaWatch(['policy', '--out', '-', path]),
    ];
    expect([over.code, mixed.code, await readFile(path, 'utf8')]).toEqual([2, 2, '[]']);
  });

  test('that leaves nobody out is reported', async () => {
    const { stderr } = await mfaWatch(['policy', fixture('no-policy')]);
    expect(stderr).toContain('BREAK_GLASS_ACCOUNTS');
  });

  test('that cannot be written is bad usage, in one line', async () => {
    const out = join(folder, 'no', 'such', 'folder.json');
    const { code, stdout, stderr } = await mfaWatch(['policy', '--out', out, fixture('no-policy')]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^mfa-watch: .*folder\.json.*\n$/);
  });
});

describe('a file that is not an export of policies', () => {
  test.each([
    ['is not there', null, 'no such file'],
    ['is empty', '', 'it is empty'],
    ['is no JSON', '<!doctype html>\n<title>Sign in</title>', 'is not JSON'],
    ['is cut short', '{ "value": [ { "id": "a"', 'is not JSON'],
    ['is damaged gzip', gzipSync('{ "value": [] }').subarray(0, 12), 'damaged'],
    ['is a number', '7', 'neither'],
    ['is an object of something else', '{ "hello": true }', 'no conditions'],
    ['is a list of sign-ins', '[{ "id": "a", "createdDateTime": "2026-01-01T00:00:00Z" }]', '[0]'],
    [
      'is a page of users',
      '{ "value": [{ "id": "a", "userPrincipalName": "a@contoso.example" }] }',
      'value[0]',
    ],
    ['has a list of texts', '["a"]', '[0]'],
    ['has a policy without a state', '{ "id": "a", "conditions": {} }', 'state'],
    ['has a field of another form', policyWith({ users: { includeUsers: 'All' } }), 'users.includeUsers'],
    ['was cut by ConvertTo-Json', policyWith({ users: '@{includeUsers=System.Object[]}' }), '-Depth 9'],
    ['was cut among its lists', policyWith({ users: { includeUsers: 'All' } }), '-Depth 9'],
    [
      'was cut by Graph PowerShell',
      policyWith({ users: 'Microsoft.Graph.PowerShell.Models.MicrosoftGraphConditionalAccessUsers' }),
      '-Depth 9',
    ],
    ['is a refusal of Graph', '{ "error": { "code": "AccessDenied", "message": "m" } }', 'AccessDenied'],
    [
      'is a refusal without a sign-in',
      '{ "error": { "code": "InvalidAuthenticationToken" } }',
      'Sign in again',
    ],
    [
      'is what az rest says',
      'Forbidden({"error":{"code":"Authorization_RequestDenied"}})',
      'Policy.Read.All',
    ],
    ['has a value that is no list', '{ "value": 7 }', 'neither'],
  ])('because it %s, is reported in one line', async (what, content, problem) => {
    const path = join(folder, `${what.replaceAll(' ', '-')}.json`);
    if (content !== null) await writeFile(path, content);
    const { code, stdout, stderr } = await mfaWatch(['policy', '--format', 'json', path]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^mfa-watch: [^\n]+\n$/);
    expect(stderr).toContain(path);
    expect(stderr).toContain(problem);
  });

  test('because it is a folder without policies, is reported in one line', async () => {
    const empty = join(folder, 'empty');
    await mkdir(empty, { recursive: true });
    const { code, stderr } = await mfaWatch(['policy', empty]);
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^mfa-watch: [^\n]+holds no policies[^\n]+\n$/),
    ]);
  });

  test('stops the command: the rest gets no coverage', async () => {
    const bad = await aFile('bad.json', '{}');
    const { code, stdout } = await mfaWatch(['policy', '--format', 'json', fixture('excluded-user'), bad]);
    expect([code, stdout]).toEqual([2, '']);
  });

  test('wrong options are refused', async () => {
    expect((await mfaWatch(['policy', '--format', 'csv', fixture('excluded-user')])).code).toBe(2);
    expect((await mfaWatch(['policy', '--security-defaults', 'maybe'])).code).toBe(2);
  });
});

describe('live', () => {
  const running: Tenant[] = [];
  afterAll(() => Promise.all(running.map((tenant) => tenant.stop())));

  async function live(options: TenantOptions, args: readonly string[] = [], breakGlass = '') {
    const tenant = await startTenant({ throttle: false, ...options });
    running.push(tenant);
    const env = { GRAPH_ENDPOINT: tenant.url, BREAK_GLASS_ACCOUNTS: breakGlass };
    return { tenant, ...(await mfaWatch(['policy', ...args], { env })) };
  }

  test('reads the policies and security defaults, and nothing else', async () => {
    const { code, stdout, tenant } = await live({}, ['--format', 'json']);
    expect(code).toBe(0);
    const { apps, securityDefaults } = JSON.parse(stdout);
    expect(securityDefaults).toBe(false);
    expect(apps.azureCli.coverage).toBe('someone');
    const whys = apps.azureCli.gaps.map(({ why }: { why: string }) => why);
    expect(whys).toEqual(
      expect.arrayContaining(['excludedUser', 'excludedGroup', 'excludedRole', 'condition']),
    );
    expect(tenant.requests.map(({ path }) => path)).toEqual([
      '/v1.0/identity/conditionalAccess/policies',
      '/v1.0/policies/identitySecurityDefaultsEnforcementPolicy',
    ]);
  });

  test('reads every page', async () => {
    const whole = await live({}, ['--format', 'json']);
    const paged = await live({ pageSize: 2 }, ['--format', 'json']);
    expect(paged.stdout).toBe(whole.stdout);
    expect(paged.tenant.requests.length).toBeGreaterThan(whole.tenant.requests.length);
  });

  test('finds the ids of break-glass accounts that are given by name', async () => {
    const tenant = await startTenant({ throttle: false });
    running.push(tenant);
    const [upn = ''] = tenant.world.breakGlassUpns;
    const env = { GRAPH_ENDPOINT: tenant.url, BREAK_GLASS_ACCOUNTS: upn };
    const out = join(folder, 'live.json');
    expect((await mfaWatch(['policy', '--out', out], { env })).code).toBe(0);
    const { users } = JSON.parse(await readFile(out, 'utf8')).conditions;
    expect(users.excludeUsers).toEqual([expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/)]);
  });

  test('a tenant without the licence has security defaults', async () => {
    const { stdout } = await live({ licence: 'free' }, ['--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({
      securityDefaults: true,
      apps: { azureCli: { policies: [] } },
    });
  });

  test('does not ask about security defaults that the command line gives', async () => {
    const { tenant } = await live({}, ['--format', 'json', '--security-defaults', 'off']);
    expect(tenant.requests).toHaveLength(1);
  });

  test('names the permission that is missing', async () => {
    const permissions = GRANTED.filter((name) => name !== 'Policy.Read.All');
    const { code, stdout, stderr } = await live({ permissions }, ['--format', 'json']);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^mfa-watch: Your sign-in does not carry Policy\.Read\.All/);
    expect(stderr).toContain('AADSTS65002');
    expect(stderr).toContain('Connect-MgGraph -Scopes Policy.Read.All');
    expect(stderr).toContain('az login --service-principal');
    expect(stderr).not.toContain('Grant the identity');
  });
});

describe('--create', () => {
  const WRITE = [...GRANTED, 'Policy.ReadWrite.ConditionalAccess'];
  const BREAK_GLASS = 'b0000001-0000-4000-8000-000000000001';

  async function creating(answer: string, options: TenantOptions = {}) {
    const tenant = await startTenant({ throttle: false, permissions: WRITE, ...options });
    const env = { GRAPH_ENDPOINT: tenant.url, BREAK_GLASS_ACCOUNTS: BREAK_GLASS };
    const run = (args: readonly string[], stdin = '') => mfaWatch(['policy', ...args], { env, stdin });
    const ended = await run(['--format', 'json', '--create'], answer);
    const made = await run(['--format', 'json']);
    const posts = tenant.requests.filter(({ method }) => method === 'POST').length;
    await tenant.stop();
    return { ...ended, posts, after: JSON.parse(made.stdout || '{}') };
  }

  test('shows the policy, and creates it once confirmed, report-only and without the break-glass accounts', async () => {
    const { code, stdout, stderr, posts, after } = await creating('create\n');
    expect([code, posts]).toEqual([0, 1]);
    expect(() => JSON.parse(stdout)).not.toThrow();
    expect(stderr).toContain('"state": "enabledForReportingButNotEnforced"');
    expect(stderr).toContain(BREAK_GLASS);
    const [, id = ''] = /Created (\S+), report-only/.exec(stderr) ?? [];
    expect(id).toMatch(/^[\da-f-]{36}$/);
    expect(after.apps.azureCli.policies).toContain(id);
    expect(after.apps.azureCli.coverage).toBe('someone');
  });

  test.each(['', '\n', 'y\n', 'yes\n', 'no\n'])('creates nothing on %j', async (answer) => {
    const { code, stderr, posts } = await creating(answer);
    expect([code, posts]).toEqual([0, 0]);
    expect(stderr).toContain('Nothing was created');
  });

  test('without the permission says another way', async () => {
    const { code, stderr } = await creating('create\n', { permissions: [...GRANTED] });
    expect(code).toBe(1);
    for (const scope of ['Policy.Read.All', 'Policy.ReadWrite.ConditionalAccess', 'Application.Read.All'])
      expect(stderr).toContain(scope);
    expect(stderr).toContain('--out');
    expect(stderr).not.toContain('Grant the identity');
  });

  test("says Graph's own reason, cleaned and short", async () => {
    const message = `Security Defaults is enabled.\u001b[31m ${'x'.repeat(2_000)}`;
    const { code, stderr } = await creating('create\n', {
      faults: ({ method }) =>
        method === 'POST'
          ? { kind: 'status', status: 400, body: JSON.stringify({ error: { code: 'BadRequest', message } }) }
          : null,
    });
    expect(code).toBe(1);
    expect(stderr).toContain(
      'Nothing was created: Graph refuses the policy (400 BadRequest): “Security Defaults is enabled.',
    );
    expect(stderr).not.toContain('Ask more simply');
    expect(stderr).not.toContain('\u001b');
    expect(stderr.length).toBeLessThan(2_000);
  });

  test('after a fault says that the policy may exist, and sends it once', async () => {
    const { code, stderr, posts } = await creating('create\n', {
      faults: ({ method }) => (method === 'POST' ? { kind: 'drop' } : null),
    });
    expect([code, posts]).toEqual([1, 1]);
    expect(stderr).toContain('The policy may have been created anyway');
  });

  test('takes no files', async () => {
    const { code, stderr } = await mfaWatch(['policy', '--create', fixture('excluded-user')]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('name no files')]);
  });
});

/** @param change parts of it, the conditions one by one */
function mfaForAll(id = 'p', change: unknown = {}) {
  const { conditions, ...parts } = change as { readonly conditions?: object };
  return {
    id,
    displayName: id,
    state: 'enabled',
    grantControls: { operator: 'OR', builtInControls: ['mfa'] },
    ...parts,
    conditions: {
      clientAppTypes: ['all'],
      applications: { includeApplications: ['All'] },
      users: { includeUsers: ['All'] },
      ...conditions,
    },
  };
}

function policyWith(conditions: unknown): string {
  return JSON.stringify({ id: 'a', state: 'enabled', conditions });
}

async function managementApiOnly(): Promise<string> {
  const text = await readFile(fixture('target-management-api-only'), 'utf8');
  return text.replaceAll('d1000001-', 'd1000002-');
}

function coverages(stdout: string): readonly string[] {
  return Object.values<{ coverage: string }>(JSON.parse(stdout).apps).map(({ coverage }) => coverage);
}
