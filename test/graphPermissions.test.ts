import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

const INFRA = join(__dirname, '..', 'infra');

/** https://learn.microsoft.com/graph/permissions-reference (read 2026-11-21): application permissions */
const GRAPH_PERMISSIONS: Readonly<Record<string, string>> = {
  'AuditLog.Read.All': 'b0afded3-3588-46d8-8b3d-9842eff778da',
  'RoleManagement.Read.Directory': '483bed4a-2ad3-4361-a73b-c83ccdbdc53c',
  'GroupMember.Read.All': '98830695-27a2-44f7-8c18-0c3ebc9698f6',
  'User.Read.All': 'df021288-bdef-4463-88db-98f22de89214',
  'Policy.Read.All': '246dd0d5-5bd0-4def-940b-0421030a5b68',
  'Organization.Read.All': '498476ce-e0fe-48b0-b801-37ba7e2685c6',
  'ServiceMessage.Read.All': '1b620472-6534-4fe6-9df2-4680e8aa28ec',
};

describe('the template that grants Graph permissions', () => {
  let template = '';

  beforeAll(async () => {
    template = await readFile(join(INFRA, 'graph.bicep'), 'utf8');
  });

  test('grants the ones in the table and no other', () => {
    const granted = [...template.matchAll(/^ {2}'([\w.]+)': '([0-9a-f-]{36})'$/gm)];
    expect(Object.fromEntries(granted.map(([, name, id]) => [name, id]))).toEqual(GRAPH_PERMISSIONS);
  });

  test('grants none that can write', () => {
    expect(Object.keys(GRAPH_PERMISSIONS).filter((name) => !/\.Read\.(All|Directory)$/.test(name))).toEqual(
      [],
    );
  });

  test('says for each what is lost without it', () => {
    for (const name of Object.keys(GRAPH_PERMISSIONS)) {
      expect(template).toMatch(new RegExp(`Without it.*\\.\n {2}'${name}'`));
    }
  });
});

describe('the script that grants Graph permissions', () => {
  const SCRIPT = join(INFRA, 'grant-graph-permissions.sh');
  const PRINCIPAL = '11111111-1111-4111-8111-111111111111';
  const RESOURCE = '22222222-2222-4222-8222-222222222222';
  let folder = '';

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mfa-watch-grant-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  test('grants each permission of the table', async () => {
    const { output, posted } = await grant([]);
    expect(posted).toEqual(
      Object.values(GRAPH_PERMISSIONS).map((appRoleId) => ({
        principalId: PRINCIPAL,
        resourceId: RESOURCE,
        appRoleId,
      })),
    );
    expect(output.split('\n').filter(Boolean)).toEqual(
      Object.keys(GRAPH_PERMISSIONS).map((name) => `${name}: granted`),
    );
  });

  test('grants nothing twice', async () => {
    const held = Object.values(GRAPH_PERMISSIONS).slice(0, -1);
    const { output, posted } = await grant(held);
    expect(posted).toHaveLength(1);
    expect(output).toContain('AuditLog.Read.All: granted before\n');
  });

  test('prints its usage', async () => {
    const call = promisify(execFile)('bash', [SCRIPT]);
    await expect(call).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('usage: ') });
  });

  /** Runs the script against a fake Azure CLI of a tenant in which `held` is granted. */
  async function grant(held: readonly string[]): Promise<{ output: string; posted: unknown[] }> {
    const bodies = join(folder, 'bodies');
    const az = `#!/usr/bin/env bash
cat >/dev/null
case "$*" in
  *"--method post"*) while [ "$1" != --body ]; do shift; done; echo "$2" >>'${bodies}' ;;
  "cloud show"*) echo https://graph.microsoft.com/ ;;
  "identity show --resource-group rg-mfa --name id-mfa "*) echo ${PRINCIPAL} ;;
  *"/v1.0/servicePrincipals(appId="*) echo ${RESOURCE} ;;
  *"/v1.0/servicePrincipals/${PRINCIPAL}/appRoleAssignments "*) printf '%s\\n' ${held.join(' ')} ;;
  *) echo "unexpected: $*" >&2; exit 1 ;;
esac
`;
    await writeFile(join(folder, 'az'), az, { mode: 0o755 });
    const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` };
    const running = promisify(execFile)('bash', [SCRIPT, 'rg-mfa', 'id-mfa'], { env });
    running.child.stdin?.end();
    const { stdout } = await running;
    const posted = (await readFile(bodies, 'utf8')).split('\n').filter(Boolean);
    return { output: stdout, posted: posted.map((body): unknown => JSON.parse(body)) };
  }
});
