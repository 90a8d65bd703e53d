import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type LoopbackServer, loopbackServer, type Reply } from '../loopbackServer';
import { addTool, DEPLOYED, HOOKS, type HookWorld, hookWorld, KEY, type Ran, type Shell } from './hookWorld';
import { hasPowerShell, testIf } from './powerShell';
import { endSharedPowerShell } from './sharedPowerShell';

const REFUSED =
  'ERROR: Forbidden({"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges"}})\n';
const BEFORE = { AZURE_RESOURCE_GROUP: 'rg-mfa', AZURE_SUBSCRIPTION_ID: DEPLOYED.AZURE_SUBSCRIPTION_ID };

let worlds: HookWorld[] = [];
let server: LoopbackServer | null = null;

beforeEach(() => {
  worlds = [];
});

afterEach(async () => {
  await Promise.all(worlds.map((world) => world.remove()));
  await server?.close();
  server = null;
});

afterAll(endSharedPowerShell);

async function newWorld(): Promise<HookWorld> {
  const world = await hookWorld();
  worlds.push(world);
  return world;
}

/** A test of the hook in each shell. */
function inEachShell(
  name: string,
  body: (world: HookWorld, shell: Shell) => Promise<void>,
  shells: readonly Shell[] = ['bash', 'PowerShell'],
): void {
  for (const shell of shells) {
    testIf(shell === 'bash' || hasPowerShell, `${name} (${shell})`, async () =>
      body(await newWorld(), shell),
    );
  }
}

async function appAnswers(reply: () => Reply): Promise<{ functionAppUrl: string }> {
  server = await loopbackServer(reply);
  return { functionAppUrl: server.endpoint };
}

describe('before provisioning', () => {
  const MISSING =
    'MFA Watch needs a mailbox to send from: azd env set MAIL_SENDER <user principal name or object id>';

  inEachShell(
    'without sender and terminal, the hook stops with the command that sets it',
    async (world, shell) => {
      const { code, lines, calls } = await world.run(shell, 'preprovision', { env: BEFORE });
      expect({ code, lines, calls }).toEqual({ code: 1, lines: [MISSING], calls: [] });
    },
    ['bash', 'pwsh'],
  );

  inEachShell(
    'the hook asks for the sender on a terminal, and keeps it',
    async (world, shell) => {
      const { code, calls } = await world.run(shell, 'preprovision', { answers: 'mfa@contoso.example\n' });
      expect({ code, calls }).toEqual({ code: 0, calls: ['azd env set MAIL_SENDER mfa@contoso.example'] });
    },
    ['bash', 'pwsh'],
  );

  inEachShell(
    'the doctor checks the sender that was answered',
    async (world, shell) => {
      await addTool(join(world.folder, 'bin'), 'npx', 'echo "the doctor, MAIL_SENDER=$MAIL_SENDER"');
      const { lines } = await world.run(shell, 'preprovision', {
        env: BEFORE,
        answers: 'mfa@contoso.example\n',
      });
      expect(lines.at(-1)).toBe('the doctor, MAIL_SENDER=mfa@contoso.example');
    },
    ['bash', 'pwsh'],
  );

  inEachShell(
    'the hook stops if nothing is answered',
    async (world, shell) => {
      const { code, lines, calls } = await world.run(shell, 'preprovision', { answers: '\n' });
      expect({ code, calls }).toEqual({ code: 1, calls: [] });
      expect(lines.at(-1)).toContain(MISSING);
    },
    ['bash'],
  );

  inEachShell('the hook needs no sender if Azure sends', async (world, shell) => {
    const { code, lines } = await world.run(shell, 'preprovision', { env: { MAIL_MODE: 'acs' } });
    expect({ code, lines }).toEqual({ code: 0, lines: [] });
  });

  inEachShell(
    'in a fresh clone the hook installs once; a missing part stops nothing',
    async (world, shell) => {
      const env = { ...BEFORE, MAIL_SENDER: 'mfa@contoso.example' };
      const doctor = `npx mfa-watch doctor --resource-group rg-mfa --subscription ${BEFORE.AZURE_SUBSCRIPTION_ID}`;
      const first = await world.run(shell, 'preprovision', { env });
      expect(first).toEqual({ code: 0, lines: ['the doctor, '], calls: ['npm ci --ignore-scripts', doctor] });
      const second = await world.run(shell, 'preprovision', { env });
      expect(second).toEqual({ code: 0, lines: ['the doctor, '], calls: [doctor] });
    },
  );
});

describe('after provisioning', () => {
  const MAILBOX = `infra/grant-mailbox.ps1 -Mailbox ${DEPLOYED.mailSender} -ClientId ${DEPLOYED.identityClientId} -ObjectId ${DEPLOYED.identityPrincipalId}`;
  const adviceIn = (shell: Shell) =>
    `MFA Watch sends from ${DEPLOYED.mailSender} as soon as an Exchange Administrator has run once: ${shell === 'bash' ? 'pwsh ' : ''}${MAILBOX}`;
  const granting = (calls: readonly string[]) =>
    calls.filter((call) => call.startsWith('az rest --method post'));

  inEachShell(
    'the hook grants the Graph permissions once, and says how to grant the mailbox',
    async (world, shell) => {
      const first = await world.run(shell, 'postprovision', { env: DEPLOYED });
      expect(first.code).toBe(0);
      expect(granting(first.calls)).toHaveLength(7);
      expect(first.lines).toContain('AuditLog.Read.All: granted');
      expect(first.lines.at(-1)).toBe(adviceIn(shell));
      const second = await world.run(shell, 'postprovision', { env: DEPLOYED });
      expect(granting(second.calls)).toEqual([]);
      expect(second.lines).toEqual(first.lines.map((line) => line.replace(/: granted$/, ': granted before')));
    },
  );

  inEachShell('the hook needs no mailbox permission if Azure sends', async (world, shell) => {
    const { lines } = await world.run(shell, 'postprovision', { env: { ...DEPLOYED, mailMode: 'acs' } });
    expect(lines.filter((line) => line.includes('mailbox'))).toEqual([]);
  });

  inEachShell(
    'a refused grant becomes one line for a person who may, and stops nothing',
    async (world, shell) => {
      await world.set('refused', REFUSED);
      const { code, lines } = await world.run(shell, 'postprovision', { env: DEPLOYED });
      expect(code).toBe(0);
      expect(
        lines.filter((line) => !line.includes('Authorization_RequestDenied')).map(withoutEnding),
      ).toEqual([
        `The Graph permissions are not complete yet. A Privileged Role Administrator runs: infra/grant-graph-permissions ${DEPLOYED.identityPrincipalId}`,
        adviceIn(shell),
      ]);
    },
  );

  inEachShell('any other failure of the grant is shown, too', async (world, shell) => {
    await world.set('refused', "ERROR: Please run 'az login' to setup account.\n");
    const { code, lines } = await world.run(shell, 'postprovision', { env: DEPLOYED });
    expect(code).toBe(0);
    expect(lines.join('\n')).toContain("Please run 'az login'");
    expect(lines.join('\n')).toContain('The Graph permissions are not complete yet.');
  });

  inEachShell(
    'on a terminal the hook grants the mailbox, if the person says yes',
    async (world, shell) => {
      await withExchangeModule(world, shell);
      const run = (answers: string) => world.run(shell, 'postprovision', { env: moduleEnv(world), answers });
      expect((await run('n\n')).lines.join('\n')).not.toContain('granting');
      expect((await run('y\n')).lines.join('\n')).toContain(
        `granting ${DEPLOYED.mailSender} ${DEPLOYED.identityClientId} ${DEPLOYED.identityPrincipalId}`,
      );
    },
    ['bash', 'pwsh'],
  );

  const moduleEnv = (world: HookWorld) => ({ ...DEPLOYED, PSModulePath: join(world.folder, 'modules') });

  async function withExchangeModule(world: HookWorld, shell: Shell): Promise<void> {
    const { writeFile } = await import('node:fs/promises');
    const module = join(world.folder, 'modules/ExchangeOnlineManagement');
    await mkdir(module, { recursive: true });
    await writeFile(join(module, 'ExchangeOnlineManagement.psm1'), '');
    await writeFile(
      join(world.folder, 'infra/grant-mailbox.ps1'),
      'param($Mailbox, $ClientId, $ObjectId)\n"granting $Mailbox $ClientId $ObjectId"\n$global:LASTEXITCODE = 0\n',
    );
    // Under bash the hook asks for PowerShell itself.
    if (shell === 'bash')
      await addTool(
        join(world.folder, 'bin'),
        'pwsh',
        'case "$*" in *grant-mailbox*) echo "granting $3 $5 $7" ;; esac',
      );
  }
});

describe('after deployment', () => {
  const DOCTOR = 'the doctor, with a key';
  const REPORT = (url: string) => [
    `Report: ${url}/api/report?code=<function key>`,
    `Function key: az functionapp keys list -g rg-mfa -n func-mfa --subscription ${DEPLOYED.AZURE_SUBSCRIPTION_ID} --query functionKeys.default -o tsv`,
  ];

  inEachShell(
    'the hook sends a test mail to the signed-in person, and never shows the key',
    async (world, shell) => {
      const app = await appAnswers(() => ({ status: 202, body: { outcome: 'sent' } }));
      await world.set('key', `${KEY}\n`);
      await world.set('mail', 'alex@contoso.example\n');
      const { code, lines, calls } = await world.run(shell, 'postdeploy', { env: { ...DEPLOYED, ...app } });
      expect({ code, lines }).toEqual({
        code: 0,
        lines: ['A test mail went to alex@contoso.example.', DOCTOR, ...REPORT(app.functionAppUrl)],
      });
      expect(server?.asked).toEqual([
        expect.objectContaining({
          method: 'POST',
          url: '/api/digest',
          body: '{"to":"alex@contoso.example"}',
        }),
      ]);
      expect(server?.asked[0]?.headers).toMatchObject({ 'x-functions-key': KEY });
      expect([...lines, ...calls].filter((line) => line.includes(KEY))).toEqual([]);
    },
  );

  inEachShell(
    'the first recipient of the digest gets it if the person has no mail address',
    async (world, shell) => {
      const app = await appAnswers(() => ({ status: 202, body: { outcome: 'underWay' } }));
      await world.set('key', `${KEY}\n`);
      const env = {
        ...DEPLOYED,
        ...app,
        DIGEST_RECIPIENTS: 'security@contoso.example,other@contoso.example',
      };
      expect((await world.run(shell, 'postdeploy', { env })).lines[0]).toBe(
        'A test mail went to security@contoso.example.',
      );
    },
  );

  inEachShell('without any recipient the hook says so', async (world, shell) => {
    await world.set('key', `${KEY}\n`);
    expect(await world.run(shell, 'postdeploy', { env: DEPLOYED })).toMatchObject({
      code: 0,
      lines: [
        'No test mail: your account has no mail address, and DIGEST_RECIPIENTS is empty.',
        DOCTOR,
        ...REPORT(DEPLOYED.functionAppUrl),
      ],
    });
  });

  inEachShell('the hook waits until the app has loaded its functions', async (world, shell) => {
    let tries = 0;
    const app = await appAnswers(() => {
      tries += 1;
      return tries < 3 ? { status: 404, body: '' } : { status: 202, body: {} };
    });
    await world.set('key', `${KEY}\n`);
    await world.set('mail', 'alex@contoso.example\n');
    const { lines } = await world.run(shell, 'postdeploy', { env: { ...DEPLOYED, ...app } });
    expect([tries, lines[0]]).toEqual([3, 'A test mail went to alex@contoso.example.']);
  });

  const REASONS: readonly [string, Reply, string][] = [
    [
      'a refusal',
      { status: 503, body: { error: { code: 'unavailable', message: 'Exchange refuses.' } } },
      'Exchange refuses.',
    ],
    ['an answer of somebody else', { status: 401, body: '<html>' }, 'status 401'],
    ['no answer', 'drop', 'the app does not answer'],
  ];
  for (const [what, reply, reason] of REASONS) {
    inEachShell(`${what} to the test mail is said, and stops nothing`, async (world, shell) => {
      const app = await appAnswers(() => reply);
      await world.set('key', `${KEY}\n`);
      await world.set('mail', 'alex@contoso.example\n');
      const { code, lines } = await world.run(shell, 'postdeploy', { env: { ...DEPLOYED, ...app } });
      expect({ code, lines }).toEqual({
        code: 0,
        lines: [
          `The test mail to alex@contoso.example failed: ${reason}`,
          DOCTOR,
          ...REPORT(app.functionAppUrl),
        ],
      });
    });
  }

  inEachShell('a key that cannot be read is said', async (world, shell) => {
    await world.set('mail', 'alex@contoso.example\n');
    const { code, lines } = await world.run(shell, 'postdeploy', { env: DEPLOYED });
    expect({ code, first: lines[0] }).toEqual({
      code: 0,
      first: 'No test mail to alex@contoso.example: the function key cannot be read.',
    });
  });
});

describe('before everything is deleted', () => {
  inEachShell('the hook names all that stays, with the command that removes it', async (world, shell) => {
    const env = { ...DEPLOYED, SIGN_IN_CLIENT_ID: '55555555-5555-4555-8555-555555555555' };
    const { code, lines, calls } = await world.run(shell, 'predown', { env });
    expect({ code, calls }).toEqual({ code: 0, calls: [] });
    const all = lines.join('\n');
    expect(all).toContain(
      `${shell === 'bash' ? 'pwsh ' : ': '}infra/grant-mailbox.ps1 -Remove -Mailbox ${DEPLOYED.mailSender} -ClientId ${DEPLOYED.identityClientId} -ObjectId ${DEPLOYED.identityPrincipalId}`,
    );
    expect(all).toContain('azd down --purge');
    expect(all).toContain(`az role assignment list --all --assignee ${DEPLOYED.identityPrincipalId}`);
    expect(all).toContain('az ad app delete --id 55555555-5555-4555-8555-555555555555');
  });

  inEachShell('the hook names only what this deployment has', async (world, shell) => {
    const { lines } = await world.run(shell, 'predown', { env: { ...DEPLOYED, mailMode: 'acs' } });
    expect(lines.filter((line) => /Exchange|ad app/.test(line))).toEqual([]);
    expect(lines).toHaveLength(3);
  });

  inEachShell('the hook runs even if nothing was deployed', async (world, shell) => {
    expect((await world.run(shell, 'predown')).code).toBe(0);
  });
});

testIf(hasPowerShell, 'both shells print the same lines, run as azd runs them', async () => {
  const app = await appAnswers(() => ({ status: 202, body: {} }));
  const all = async (shell: Shell): Promise<readonly Ran[]> => {
    const world = await newWorld();
    await world.set('key', `${KEY}\n`);
    await world.set('mail', 'alex@contoso.example\n');
    const env = { ...DEPLOYED, ...app, MAIL_SENDER: DEPLOYED.mailSender, SIGN_IN_CLIENT_ID: 'x' };
    const ran: Ran[] = [];
    for (const hook of HOOKS) ran.push(await world.run(shell, hook, { env }));
    return ran;
  };
  const [inBash, inPowerShell] = [await all('bash'), await all('pwsh')];
  // Windows PowerShell has no program `pwsh`.
  const said = inBash.map(({ lines }) => lines.map((line) => line.replace('pwsh infra/', 'infra/')));
  expect(inPowerShell.map(({ lines }) => lines)).toEqual(said);
  expect(inBash.flatMap(({ lines }) => lines).length).toBeGreaterThan(15);
});

/** Each shell names its own script. */
function withoutEnding(line: string): string {
  return line.replace(/(grant-graph-permissions)\.(sh|ps1)/, '$1');
}

test('a hook of one shell has a twin for the other', async () => {
  const { readdir } = await import('node:fs/promises');
  const files = await readdir(join(__dirname, '../../infra/hooks'));
  const names = (ending: string) =>
    files.filter((file) => file.endsWith(ending)).map((file) => file.slice(0, -ending.length));
  expect(names('.ps1').sort()).toEqual(names('.sh').sort());
});
