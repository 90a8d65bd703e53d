import { describe, expect, test } from '@jest/globals';
import { deployedIn, namesBeside, type Part, type Resource } from '../../local/doctor/resources';

const OURS = 'k3vq7zr2mbx5a';
const OTHER = 'abcdefghijklm';
const TYPES: Readonly<Record<Part, string>> = {
  app: 'microsoft.web/sites',
  identity: 'microsoft.managedidentity/userassignedidentities',
  host: 'microsoft.storage/storageaccounts',
  tables: 'microsoft.storage/storageaccounts',
  mail: 'microsoft.communication/emailservices',
  communication: 'microsoft.communication/communicationservices',
  insights: 'microsoft.insights/components',
};
const one = (type: string, name: string): Resource => ({ id: `/${name}`, name, type });
const installation = (name: string, suffix: string) =>
  Object.entries(namesBeside(`func-${name}-${suffix}`) ?? {}).map(([part, called]) =>
    one(TYPES[part as Part], called),
  );
const without = (part: string, list: readonly Resource[]) =>
  list.filter(({ name }) => !name.startsWith(part));
const app = one(TYPES.app, `func-api-${OTHER}`);
const identity = one(TYPES.identity, `id-api-${OTHER}`);
const log = (name: string, suffix: string) =>
  one('microsoft.operationalinsights/workspaces', `log-${name}-${suffix}`);
const plan = (name: string, suffix: string) => one('microsoft.web/serverfarms', `plan-${name}-${suffix}`);

describe('of all apps in a group', () => {
  test('the app with most of our parts beside it is ours, wherever it is listed', () => {
    const ours = installation('mfa-watch', OURS);
    for (const list of [
      [app, identity, ...ours],
      [...ours, app, identity],
    ])
      expect(deployedIn(list)).toMatchObject({
        kind: 'whole',
        name: 'mfa-watch',
        parts: { app: { name: `func-mfa-watch-${OURS}` } },
      });
  });

  test('an incomplete deployment of ours comes before a lone app of others', () => {
    const found = deployedIn([app, identity, ...without('foot', installation('foo', OURS))]);
    expect(found).toEqual({
      kind: 'partly',
      name: 'foo',
      absent: [{ name: `foot${OURS}`, type: 'Microsoft.Storage/storageAccounts' }],
    });
  });

  test('an app with none of our parts beside it is not ours', () => {
    expect(deployedIn([app])).toEqual({ kind: 'nothing' });
    expect(deployedIn([app, identity, plan('api', OTHER)])).toEqual({ kind: 'nothing' });
  });

  test.each([['tables'], ['identity']])('an app is ours if more than its %s is left', (part) => {
    const rest = installation('foo', OURS).filter(({ name }) =>
      part === 'tables' ? /^(func-|foot)/.test(name) : /^(func-|id-|acs-)/.test(name),
    );
    expect(deployedIn(rest)).toMatchObject({ kind: 'partly', name: 'foo' });
  });
});

describe('without an app', () => {
  test.each<[string, readonly Resource[], string]>([
    ['one resource of such a name', [log('other', OTHER)], 'nothing'],
    ['two of different endings', [log('other', OTHER), plan('other', OURS)], 'nothing'],
    ['two of different names', [log('other', OTHER), plan('api', OTHER)], 'nothing'],
    ['two names on other types', [log('a-b', OTHER), one(TYPES.host, `id-a-b-${OTHER}`)], 'nothing'],
    ['two of one name and ending', [log('foo', OURS), plan('foo', OURS)], 'partly'],
  ])('%s', (_what, list, kind) => {
    expect(deployedIn(list).kind).toBe(kind);
  });

  test('a deployment that has begun keeps its name', () => {
    const found = deployedIn([log('other', OTHER), log('foo', OURS), plan('foo', OURS)]);
    expect(found).toEqual({
      kind: 'partly',
      name: 'foo',
      absent: [{ name: null, type: 'Microsoft.Web/sites' }],
    });
  });
});
