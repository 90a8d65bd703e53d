import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { permissionFor } from '../../shared/graph/permissions';
import { everything, fileOf, ROOT, template } from './templates';

/**
 * By module. https://learn.microsoft.com/azure/role-based-access-control/built-in-roles (read 2026-11-21; those of the sources: 2026-11-30)
 */
const ROLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'modules/roles.bicep': {
    storageBlobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b',
    storageTableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3',
    communicationAndEmailServiceOwner: '09976791-48a7-449e-bb21-39d1a415f350',
    monitoringMetricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb',
  },
  'modules/workspaceReader.bicep': { logAnalyticsDataReader: '3b03c2da-16b3-4a49-8834-0f8130efdd3b' },
  'modules/eventHubReader.bicep': { azureEventHubsDataReceiver: 'a638d3c7-ab3a-418d-83e6-5f17a39d4fde' },
};

/** Tables that one source alone needs: the app creates them at its first run. */
const CREATED_BY_THE_APP: readonly string[] = ['Unsettled'];

/** Granted by Exchange for one mailbox (infra/grant-mailbox.ps1): in Graph they would count for every mailbox of the tenant. */
const BY_EXCHANGE: readonly (string | undefined)[] = ['Mail.Send', 'Mail.ReadWrite'];

describe('the templates grant and deploy, as the code uses it,', () => {
  let bundled: readonly string[] = [];

  beforeAll(async () => {
    const { metafile } = await build({
      absWorkingDir: ROOT,
      entryPoints: ['functions/main.ts'],
      bundle: true,
      platform: 'node',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      external: ['@azure/functions-core'],
      write: false,
      metafile: true,
      logLevel: 'error',
    });
    const files = Object.keys(metafile.inputs).filter((path) => /^(functions|shared)\//.test(path));
    bundled = await Promise.all(files.map((path) => readFile(join(ROOT, path), 'utf8')));
    expect(bundled.length).toBeGreaterThan(50);
  }, 60_000);

  const inCode = (pattern: RegExp) =>
    [
      ...new Set(bundled.flatMap((text) => [...text.matchAll(pattern)].map(([, found = '']) => found))),
    ].sort();

  test('every table, and no other', () => {
    const created = /^var tableNames = \[(.*)\]$/m.exec(everything)?.[1]?.match(/\w+/g);
    const used = inCode(/\bopen\('(\w+)'\)/g).filter((name) => !CREATED_BY_THE_APP.includes(name));
    expect([...(created ?? [])].sort()).toEqual(used);
  });

  test('every Graph permission, and no other; none on mailboxes', () => {
    const granted = [...template('graph.bicep').matchAll(/^ {2}'([\w.]+)': /gm)].map(([, name]) => name);
    const called = inCode(/['`](\/(?:v1\.0|beta)\/[A-Za-z]+[/A-Za-z]*)/g).map(permissionFor);
    expect(called).not.toContain(null);
    const needed = called.filter((name) => !BY_EXCHANGE.includes(name ?? ''));
    expect([...granted].sort()).toEqual([...new Set(needed)].sort());
  });

  test.each(Object.entries(ROLES))('every Azure role, and no other: %s', (module, wanted) => {
    const text = template(module);
    const roles = [...text.matchAll(/^ {2}(\w+): '([0-9a-f-]{36})'$/gm)].map(([, name, id]) => [name, id]);
    expect(Object.fromEntries(roles)).toEqual(wanted);
    for (const name of Object.keys(wanted)) {
      const isChosen = name === 'communicationAndEmailServiceOwner';
      if (isChosen)
        expect(text).toContain(`var emailRole = emailRoleId == '' ? roles.${name} : emailRoleId\n`);
      expect(text).toContain(`principalId, ${isChosen ? 'emailRole' : `roles.${name}`})`);
    }
  });

  test('each Azure role once', () => {
    const all = Object.values(ROLES).flatMap(Object.keys);
    expect(everything.match(/Microsoft\.Authorization\/roleAssignments@/g)).toHaveLength(all.length);
  });

  test('the roles that the condition for whoever deploys allows: these, to service principals, and no other', () => {
    const condition = template('deployer-condition.txt');
    expect(condition).toMatch(/^\S.*\n$/);
    const ids = Object.values(ROLES).flatMap(Object.values).sort();
    const clauses = [
      ["!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})", '@Request'],
      ["!(ActionMatches{'Microsoft.Authorization/roleAssignments/delete'})", '@Resource'],
    ];
    const halves = condition.trim().split(')) AND ((');
    expect(halves).toHaveLength(2);
    for (const [at, [action = '', source]] of clauses.entries()) {
      const half = halves[at] ?? '';
      expect(half).toContain(`${action}) OR (${source}[`);
      const [, listed = ''] =
        /:RoleDefinitionId\] ForAnyOfAnyValues:GuidEquals \{(.*?)\} AND /.exec(half) ?? [];
      expect(listed.split(', ').sort()).toEqual(ids);
      expect(half).toMatch(
        /:PrincipalType\] ForAnyOfAnyValues:StringEqualsIgnoreCase \{'ServicePrincipal'\}/,
      );
    }
  });

  test('pages that give that role give it with the condition', () => {
    for (const page of ['docs/deploy.md', 'docs/operations.md', 'docs/permissions.md']) {
      const lines = fileOf(page).replaceAll('\\\n', ' ').split('\n');
      const given = lines.filter((line) =>
        /^az role assignment create .*Access Control Administrator/.test(line),
      );
      for (const line of given)
        expect(line).toMatch(/--condition ("\$\(cat infra\/deployer-condition\.txt\)"|\$condition) /);
      if (page !== 'docs/permissions.md') expect(given.length).toBeGreaterThan(0);
    }
  });

  test('no HTTP function answers without a key', () => {
    const functions = bundled.filter((text) => /\bapp\.(http|get|put|post|patch|deleteRequest)\(/.test(text));
    expect(functions.length).toBeGreaterThan(4);
    for (const text of functions) {
      expect(text.match(/\bapp\.(http|get|put|post|patch|deleteRequest)\(/g)).toHaveLength(
        text.match(/authLevel: 'function',/g)?.length ?? 0,
      );
    }
  });
});
