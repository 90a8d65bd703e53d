import { spawnSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { commandsFor } from '../../local/doctor/commands';
import { PROVIDERS } from '../../local/doctor/providers';
import { namesBeside, type Part } from '../../local/doctor/resources';
import { ROLES } from '../../local/doctor/roles';
import { placed } from '../../local/doctor/source/resource';
import { SOURCE_ROLES } from '../../local/doctor/source/roles';

const ROOT = join(__dirname, '../..');
const read = (...path: string[]) => readFile(join(ROOT, ...path), 'utf8');

describe('the doctor looks for the things that the templates deploy:', () => {
  let main = '';
  let roles = '';
  let everything = '';

  beforeAll(async () => {
    const files = (await readdir(join(ROOT, 'infra'), { recursive: true })).filter((path) =>
      path.endsWith('.bicep'),
    );
    main = await read('infra/main.bicep');
    roles = await read('infra/modules/roles.bicep');
    everything = (await Promise.all(files.map((path) => read('infra', path)))).join('\n');
  });

  test('each role, by its id', () => {
    const assigned = [...roles.matchAll(/^ {2}(\w+): '([\da-f-]{36})'$/gm)].map(([, name = '', id]) => [
      name.toLowerCase(),
      id,
    ]);
    expect(assigned).toHaveLength(4);
    expect(ROLES.map(({ role, id }) => [role.replaceAll(' ', '').toLowerCase(), id])).toEqual(assigned);
  });

  test('each role, on its resource', () => {
    const SCOPES: Readonly<Partial<Record<Part, string>>> = {
      host: 'hostAccount',
      tables: 'tablesAccount',
      communication: 'communicationService',
      insights: 'applicationInsights',
    };
    const builtIn = roles.replace(
      'principalId, emailRole)',
      'principalId, roles.communicationAndEmailServiceOwner)',
    );
    const assigned = [...builtIn.matchAll(/name: guid\((\w+)\.id, principalId, roles\.(\w+)\)/g)];
    expect(ROLES.map(({ role, on }) => [SCOPES[on], role.replaceAll(' ', '').toLowerCase()])).toEqual(
      assigned.map(([, scope, role = '']) => [scope, role.toLowerCase()]),
    );
  });

  test('each parameter of the roles, in the command that assigns them', () => {
    const wanted = [...roles.matchAll(/^param (\w+) string(?: = .*)?$/gm)].map(([, name = '']) => name);
    expect(wanted).toHaveLength(6);
    const given = Object.fromEntries(wanted.map((name) => [name, 'x']));
    const command = commandsFor({
      group: 'g',
      subscription: null,
      cloud: 'global',
      shell: 'posix',
    }).assignRoles(given);
    for (const name of wanted) expect(command).toContain(` ${name}=x`);
  });

  test.each(Object.values(SOURCE_ROLES))(
    'the role on a source that $module.bicep assigns',
    async ({ role, id, module }) => {
      const template = await read(`infra/modules/${module}.bicep`);
      const assigned = [...template.matchAll(/^ {2}(\w+): '([\da-f-]{36})'$/gm)].map(
        ([, name = '', found]) => [name.toLowerCase(), found],
      );
      expect(assigned).toEqual([[role.replaceAll(' ', '').toLowerCase(), id]]);
    },
  );

  test('each parameter of the modules for a source, in the command that assigns the role', async () => {
    const at = placed('/subscriptions/s/resourceGroups/g/providers/Microsoft.X/y/z');
    if (at === null) throw new Error('no resource id');
    const { readWorkspace, readHub } = commandsFor({
      group: 'g',
      subscription: null,
      cloud: 'global',
      shell: 'posix',
    });
    const given = { principalId: 'p', hubName: 'h', consumerGroup: '$Default' };
    for (const [module, command] of [
      ['workspaceReader', readWorkspace(at, 'p')],
      ['eventHubReader', readHub(at, given)],
    ] as const) {
      const template = await read(`infra/modules/${module}.bicep`);
      const wanted = [...template.matchAll(/^param (\w+) /gm)].map(([, name]) => name);
      expect([...command.matchAll(/ (\w+)=/g)].map(([, name]) => name)).toEqual(wanted);
      expect(command).toContain(`-f infra/modules/${module}.bicep `);
    }
    expect(readHub(at, given)).toContain("consumerGroupName='$Default'");
  });

  test('the names that a new hub has', async () => {
    expect(main).toContain("\nparam eventHubName string = 'sign-ins'\n");
    expect(await read('local/doctor/exported.ts')).toContain("const USUAL_HUB = 'sign-ins';");
    expect(await read('infra/modules/eventHub.bicep')).toContain("\n  name: 'EntraDiagnosticSetting'\n");
    expect(await read('local/doctor/source/commands.ts')).toContain(
      "const OWN_RULE = 'EntraDiagnosticSetting';",
    );
  });

  test('each resource provider', () => {
    const used = [
      ...everything.matchAll(/^\s*resource \w+ '(Microsoft\.\w+)\/|serviceName: '(Microsoft\.\w+)\//gm),
    ].map(([, type, delegate]) => type ?? delegate ?? '');
    // These are always registered, or are no resource providers.
    const rest = new Set(used.filter((name) => !/\.(Authorization|Resources|Graph)$/.test(name)));
    expect([...PROVIDERS].sort()).toEqual([...rest].sort());
  });

  test('each resource, by its name', () => {
    const names = namesBeside('func-mfa-watch-abcdefghijklm');
    const hole = (name: string) => `\${${name}}`;
    const ending = `${hole('name')}-${hole('suffix')}`;
    const written: Readonly<Record<Part, string>> = {
      app: `func-${ending}`,
      identity: `id-${ending}`,
      host: `${hole('storagePrefix')}h${hole('suffix')}`,
      tables: `${hole('storagePrefix')}t${hole('suffix')}`,
      mail: `mail-${ending}`,
      communication: `acs-${ending}`,
      insights: `appi-${ending}`,
    };
    expect(main).toContain("var storagePrefix = take(toLower(replace(name, '-', '')), 10)\n");
    for (const [part, template] of Object.entries(written)) {
      expect(main).toContain(`: '${template}'\n`);
      const expected = template
        .replace(hole('storagePrefix'), 'mfawatch')
        .replace(hole('name'), 'mfa-watch')
        .replace(hole('suffix'), 'abcdefghijklm');
      expect([part, names?.[part as Part]]).toEqual([part, expected]);
    }
  });

  test('a long name is cut where the template cuts it', () => {
    expect(namesBeside('func-Contoso-MFA-Watch-abcdefghijklm')?.host).toBe('contosomfahabcdefghijklm');
  });
});

describe("the doctor's commands", () => {
  const commands = commandsFor({
    group: 'rg-mfa-watch',
    subscription: null,
    cloud: 'global',
    shell: 'posix',
  });

  test('are those of README.md and docs/', async () => {
    const pages = (await readdir(join(ROOT, 'docs'))).filter((name) => name.endsWith('.md'));
    const texts = await Promise.all([read('README.md'), ...pages.map((name) => read('docs', name))]);
    const page = texts.join('\n').replace(/\$\(out \w+\)/g, 'NAME');
    const said = [
      commands.createGroup,
      commands.deploy,
      commands.grant('NAME'),
      commands.exportKey('NAME'),
      ...commands.publish('NAME').split(' && '),
    ];
    for (const command of said) expect(page).toContain(command);
  });

  test('name the subscription if there are several, even to the script that takes none', () => {
    const id = 'f1000001-0000-4000-8000-000000000001';
    const named = commandsFor({ group: 'g', subscription: id, cloud: 'global', shell: 'posix' });
    expect(named.deploy).toContain(`-g g --subscription ${id} `);
    expect(named.createGroup).toContain(` --subscription ${id}`);
    expect(named.register(['Microsoft.Web'])).toContain(`$namespace --subscription ${id};`);
    expect(named.grant('x')).toBe(
      `az account set --subscription ${id} && infra/grant-graph-permissions.sh g x`,
    );
  });

  test('leave the region to choose in a cloud whose regions are not known', () => {
    const other = commandsFor({ group: 'g', subscription: 'S', cloud: 'usgov', shell: 'posix' });
    expect(other.createGroup).toBe('az group create -n g --subscription S -l <region>');
  });

  test('are refused by a shell only as long as a value is to be chosen', () => {
    const open = [
      commandsFor({ group: 'g', subscription: 'S', cloud: 'china', shell: 'posix' }).createGroup,
      commands.choose('app', 'DIGEST_TIME'),
      commands.export('DIGEST_TIME', null),
    ];
    const whole = [commands.createGroup, commands.set('app', 'A', "it's <b>"), commands.deploy];
    const isTaken = (line: string) => spawnSync('sh', ['-n'], { input: `${line}\n` }).status === 0;
    expect([open.map(isTaken), whole.map(isTaken)]).toEqual([Array(3).fill(false), Array(3).fill(true)]);
  });

  test('deploy again under the name of the deployment', async () => {
    expect(await read('infra/main.bicep')).toContain("\nparam name string = 'mfa-watch'\n");
    expect(await read('infra/main.bicepparam')).not.toMatch(/^param name\b/m);
    const place = { group: 'g', subscription: null, cloud: 'global', shell: 'posix' } as const;
    expect(commandsFor(place, { name: 'foo' }).deploy).toBe(
      'az deployment group create -g g -n mfa-watch -p infra/main.bicepparam -p name=foo',
    );
    expect(commandsFor(place, { name: 'mfa-watch' }).deploy).toBe(commandsFor(place).deploy);
  });

  test('can be pasted, whatever the name of the group', () => {
    const odd = commandsFor({ group: 'rg (1)', subscription: null, cloud: 'global', shell: 'posix' });
    expect(odd.deploy).toContain("-g 'rg (1)' ");
    expect(odd.set('app', 'A', "it's")).toContain(String.raw`'A=it'\''s'`);
  });
});
