import { spawnSync } from 'node:child_process';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from '@jest/globals';
import { doctor } from '../../local/commands/doctor';
import { commandsFor } from '../../local/doctor/commands';
import { type Shell, shellOf } from '../../local/doctor/shell';
import { startTenant, type Tenant } from '../../tenant/tenant';
import { DEPLOYED } from '../../tenant/world/deployment';
import { ADMIN } from './runDoctor';

let tenant: Tenant | null = null;
afterEach(() => tenant?.stop());

test.each([
  ['linux', {}, 'posix'],
  ['darwin', {}, 'posix'],
  ['win32', {}, 'powershell'],
  // Git Bash
  ['win32', { MSYSTEM: 'MINGW64' }, 'posix'],
])('the shell on %s with %j is %s', (platform, env, shell) => {
  expect(shellOf(platform, env)).toBe(shell);
});

const commandsIn = (shell: Shell) =>
  commandsFor({ group: 'rg (1)', subscription: 'S', cloud: 'global', shell });
const SENDING = { sender: "o'neil@contoso.example", clientId: 'C', principalId: 'P' };

describe('a command is spelled for each shell:', () => {
  const [posix, powershell] = [commandsIn('posix'), commandsIn('powershell')];
  const inGroup = "-g 'rg (1)' --subscription S";

  test.each<[string, (commands: typeof posix) => string, string, string]>([
    [
      'one after another',
      (commands) => commands.publish('a'),
      `npm run package && az functionapp deployment source config-zip ${inGroup} -n a --src dist/mfa-watch.zip`,
      `npm run package; if ($?) { az functionapp deployment source config-zip ${inGroup} -n a --src dist/mfa-watch.zip }`,
    ],
    [
      'a script in the right subscription',
      (commands) => commands.grant('id'),
      "az account set --subscription S && infra/grant-graph-permissions.sh 'rg (1)' id",
      "az account set --subscription S; if ($?) { ./infra/grant-graph-permissions.ps1 'rg (1)' id }",
    ],
    [
      'the output of a command as a variable',
      (commands) => commands.exportKey('a'),
      `export MFA_WATCH_KEY=$(az functionapp keys list ${inGroup} -n a --query functionKeys.default -o tsv)`,
      `$env:MFA_WATCH_KEY = az functionapp keys list ${inGroup} -n a --query functionKeys.default -o tsv`,
    ],
    [
      'a loop',
      (commands) => commands.register(['Microsoft.Web', 'Microsoft.Storage']),
      'for namespace in Microsoft.Web Microsoft.Storage; do az provider register --namespace $namespace --subscription S; done',
      "foreach ($namespace in 'Microsoft.Web', 'Microsoft.Storage') { az provider register --namespace $namespace --subscription S }",
    ],
    [
      'a variable',
      (commands) => commands.export('MAIL_MODE', 'graph'),
      'export MAIL_MODE=graph',
      "$env:MAIL_MODE = 'graph'",
    ],
    [
      'a variable to choose',
      (commands) => commands.export('MAIL_SENDER', null),
      'export MAIL_SENDER=<value>',
      '$env:MAIL_SENDER = <value>',
    ],
    [
      'a quoted word',
      (commands) => commands.set('a', 'A', "it's"),
      String.raw`az functionapp config appsettings set ${inGroup} -n a --settings 'A=it'\''s'`,
      `az functionapp config appsettings set ${inGroup} -n a --settings 'A=it''s'`,
    ],
    [
      'a word with a comma, which PowerShell takes for a list',
      (commands) => commands.set('a', 'A', 'b,c'),
      `az functionapp config appsettings set ${inGroup} -n a --settings A=b,c`,
      `az functionapp config appsettings set ${inGroup} -n a --settings 'A=b,c'`,
    ],
    [
      'a line of PowerShell',
      (commands) => commands.testMailbox(SENDING),
      String.raw`pwsh -Command 'Connect-ExchangeOnline; Test-ServicePrincipalAuthorization -Identity P -Resource '\''o'\'''\''neil@contoso.example'\'''`,
      "Connect-ExchangeOnline; Test-ServicePrincipalAuthorization -Identity P -Resource 'o''neil@contoso.example'",
    ],
    [
      'a script of PowerShell',
      (commands) => commands.grantMailbox(SENDING),
      String.raw`pwsh infra/grant-mailbox.ps1 -Mailbox 'o'\''neil@contoso.example' -ClientId C -ObjectId P`,
      "./infra/grant-mailbox.ps1 -Mailbox 'o''neil@contoso.example' -ClientId C -ObjectId P",
    ],
  ])('%s', (_what, command, inPosix, inPowerShell) => {
    expect([command(posix), command(powershell)]).toEqual([inPosix, inPowerShell]);
    // The words must reach the program as they are.
    expect(spawnSync('sh', ['-n'], { input: `${command(posix)}\n` }).status).toBe(
      /<value>/.test(inPosix) ? 2 : 0,
    );
  });
});

test.each([
  ['usgov', 'O365USGovGCCHigh'],
  ['usgovdod', 'O365USGovDoD'],
  ['china', 'O365China'],
] as const)('the Exchange of the cloud %s is %s', (cloud, environment) => {
  const commands = commandsFor({ group: 'g', subscription: null, cloud, shell: 'powershell' });
  const connect = `Connect-ExchangeOnline -ExchangeEnvironmentName ${environment};`;
  expect(commands.showMailbox('a@b')).toBe(`${connect} Get-EXOMailbox -Identity a@b`);
  expect(commands.grantMailbox({ ...SENDING, sender: 'a@b' })).toBe(
    `${connect} ./infra/grant-mailbox.ps1 -Mailbox a@b -ClientId C -ObjectId P`,
  );
});

test('on Windows, the doctor prints lines for PowerShell', async () => {
  tenant = await startTenant({ throttle: false, permissions: ADMIN, accounts: 40, days: 1 });
  const stdout = new PassThrough();
  const terminal = {
    env: { GRAPH_ENDPOINT: tenant.url, ARM_ENDPOINT: tenant.url },
    stdin: new PassThrough(),
    stdout: stdout as unknown as NodeJS.WriteStream,
    stderr: new PassThrough() as unknown as NodeJS.WriteStream,
    setExitCode: () => undefined,
    now: () => new Date(),
  };
  await doctor({ resourceGroup: 'rg-mfa-watch', format: 'table' }, terminal, 'win32');
  stdout.end();
  const said = await text(stdout);
  expect(said).toContain(
    `\n           $ $env:MFA_WATCH_KEY = az functionapp keys list -g rg-mfa-watch -n ${DEPLOYED.app} `,
  );
  expect(said).toContain('\n           $ Connect-ExchangeOnline; Test-ServicePrincipalAuthorization ');
  expect(said).not.toMatch(/export |&& /);
});
