import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { PROBLEM_CODES } from '../shared/domain/problem';

const ROOT = join(__dirname, '..');
let page = '';

beforeAll(async () => {
  page = await readFile(join(ROOT, 'docs/operations.md'), 'utf8');
});

/** The first cells of the rows below a heading that have text in the other cells. */
function rowsBelow(heading: string): string[] {
  const section = page.split(/^##+ /m).find((text) => text.startsWith(heading)) ?? '';
  return [...section.matchAll(/^\| `(\w+)` \| .{10,} \|$/gm)].map(([, name = '']) => name);
}

test('docs/operations.md gives the next step for every problem, and for no other', () => {
  expect(rowsBelow('Problems that `/api/health` names').sort()).toEqual([...PROBLEM_CODES].sort());
});

test('docs/operations.md gives the next step for every signal of the alert rule, and for no other', async () => {
  const alerts = await readFile(join(ROOT, 'infra/modules/alerts.bicep'), 'utf8');
  const signals = [...alerts.matchAll(/^ {4}iff\(.*, '', '(\w+)'\)/gm)].map(([, name = '']) => name);
  expect(signals.length).toBeGreaterThan(3);
  expect(rowsBelow('When an alert comes').sort()).toEqual(signals.sort());
});

describe('the settings exported before the next deployment', () => {
  const snippet = () => /^## Before you deploy again.*?^```sh\n(.*?)^```/ms.exec(page)?.[1] ?? '';

  /** The variables that the shell exports after the snippet, with an Azure that answers this. */
  async function exported(app: readonly string[][], deployment: readonly string[][]) {
    const tsv = (rows: readonly string[][]) => rows.map((row) => `${row.join('\t')}\n`).join('');
    const az = `az() { if [ "$1" = functionapp ]; then printf %s "$APP"; else printf %s "$DEPLOYMENT"; fi; }; out() { echo app; }`;
    const { stdout } = await promisify(execFile)('bash', ['-c', `${az}\n${snippet()}\nenv -0`], {
      cwd: ROOT,
      env: { PATH: process.env.PATH, APP: tsv(app), DEPLOYMENT: tsv(deployment) },
    });
    return Object.fromEntries(stdout.split('\0').map((line) => line.split(/=(.*)/s, 2)));
  }

  test('keep blanks, quotes and everything else', async () => {
    const app = [
      ['BREAK_GLASS_ACCOUNTS', `it's "one"@contoso.example, $HOME \\n`],
      ['EXTRA_ENFORCED_APPS', '[{"key":"govPortal","name":"Azure portal"}]'],
      ['POLL_SCHEDULE', '0 */15 * * * *'],
      ['REPORT_URL', ''],
      ['AZURE_CLIENT_ID', 'of the app, not of the deployment'],
    ];
    const found = await exported(app, [
      ['EMAIL_DATA_LOCATION', 'United States'],
      ['EMAIL_DOMAIN', 'None'],
      ['GRANT_SOURCE_ACCESS', 'null'],
    ]);
    expect(found).toMatchObject(Object.fromEntries(app.slice(0, 4)));
    expect(found).toMatchObject({ EMAIL_DATA_LOCATION: 'United States' });
    expect(found).not.toHaveProperty('AZURE_CLIENT_ID');
    expect(found).not.toHaveProperty('EMAIL_DOMAIN');
    // A deployment from before there was such a parameter.
    expect(found).not.toHaveProperty('GRANT_SOURCE_ACCESS');
  });

  test('are all settings that a deployment reads: from the app, or from the last deployment', async () => {
    const parameters = await readFile(join(ROOT, 'infra/main.bicepparam'), 'utf8');
    const infra = await readFile(join(ROOT, 'infra/main.bicep'), 'utf8');
    const others = [...parameters.matchAll(/^param (\w+) = .*?Variable\('(\w+)'/gm)]
      .filter(([, , name]) => !infra.includes(`      ${name}: `))
      .map(([, parameter, name]) => `['${name}', ${parameter}.value]`);
    expect(others.length).toBeGreaterThan(3);
    const taken = snippet().replaceAll(/to_string\(([\w.]+)\)/g, '$1');
    expect(taken.match(/\['\w+', \w+\.value\]/g)?.sort()).toEqual(others.sort());
  });
});

test('the workflow that deploys signs in without a credential, and with no further rights', async () => {
  const workflow = await readFile(join(ROOT, '.github/workflows/deploy.yml'), 'utf8');
  expect(workflow).not.toMatch(/creds:|client-secret|publish-profile|password/i);
  expect(workflow.match(/^ *(?:id-token|contents|actions|packages|[\w-]+): write$/gm)).toEqual([
    '      id-token: write',
  ]);
  expect(workflow).toMatch(/^permissions:\n {2}contents: read$/m);
  for (const [, action] of workflow.matchAll(/uses: (.+)/g)) expect(action).toMatch(/@[\da-f]{40} # v\d/);
});
