import { expect, test } from '@jest/globals';
import { decodeSignIn } from '../../shared/decode/signIn';
import { ENFORCED_APPS, indexApps } from '../../shared/domain/apps/enforcedApps';
import type { SignIn } from '../../shared/domain/signIn/signIn';
import { DAY_MS } from '../../shared/domain/time';
import { judgeSignIn } from '../../shared/domain/verdict/judge';
import { sessionProofs } from '../../shared/domain/verdict/sessions';
import {
  CANNOT_TELL,
  detailOf,
  MFA_PROOFS,
  OUT_OF_SCOPE,
  reasonOf,
  SIGNALS,
  SKIPS,
  WITHOUT_MFA,
} from '../../shared/domain/verdict/verdict';
import { readAdministrators } from '../../shared/graph/administrators';
import { connectGraph } from '../../shared/graph/connectGraph';
import { readTenant } from '../../shared/graph/organization';
import { registrationPages } from '../../shared/graph/registrations';
import { signInPages } from '../../shared/graph/signIns';
import { makeWorld } from '../../tenant/world/world';
import { aTenant, NOW_MS } from './aTenant';

const APPS = indexApps(ENFORCED_APPS);
const CONTOSO = 'e0000001-0000-4000-8000-000000000001';

function graphOf(tenant: { readonly url: string }) {
  return connectGraph({ endpoint: tenant.url, token: async () => 'local', wait: async () => {} });
}

function decoded(record: unknown): SignIn {
  const result = decodeSignIn(record);
  if (result.kind !== 'signIn') throw new Error(JSON.stringify(result));
  return result.signIn;
}

test('the demo world holds every verdict, signal and enforced app that the product knows', () => {
  const demo = { seed: 1, accounts: 60, days: 30, daysAhead: 0, signInsPerDay: 100, otherSignInsPerDay: 130 };
  const signIns = makeWorld({ ...demo, nowMs: NOW_MS })
    .finalRows()
    .map(decoded);
  const sessions = sessionProofs();
  for (const signIn of signIns) sessions.addSignIn(signIn);
  const judged = signIns.map((signIn) =>
    judgeSignIn(signIn, { apps: APPS, tenantId: CONTOSO, sessions, now: NOW_MS }),
  );
  const reasons = new Set<string>(judged.map(({ verdict }) => detailOf(verdict) ?? reasonOf(verdict)));
  expect(
    [...MFA_PROOFS, ...SKIPS, ...WITHOUT_MFA, ...CANNOT_TELL, ...OUT_OF_SCOPE].filter(
      (reason) => !reasons.has(reason),
    ),
  ).toEqual([]);
  expect(SIGNALS.filter((signal) => !judged.some((one) => one.signal === signal))).toEqual([]);
  const findings = judged.filter(
    ({ verdict }) => verdict.kind === 'withoutMfa' || verdict.kind === 'cannotTell',
  );
  expect(ENFORCED_APPS.filter(({ key }) => !findings.some(({ app }) => app === key))).toEqual([]);
});

test("the product's client reads the log of the enforced apps page by page", async () => {
  const tenant = await aTenant({ pageSize: 100, signInsPerDay: 30 });
  const ids: string[] = [];
  const query = {
    span: { from: NOW_MS - 20 * DAY_MS, to: NOW_MS },
    appIds: [...APPS.byClient.keys()],
    resourceIds: [...APPS.byResource.keys()],
    includeNonInteractive: true,
    userId: null,
  };
  for await (const page of signInPages(graphOf(tenant), query))
    ids.push(...page.map((row) => decoded(row).id));
  const wanted = tenant.world
    .rowsAsOf(NOW_MS)
    .filter((row) => APPS.byClient.has(row.appId) || APPS.byResource.has(row.resourceId))
    .filter((row) => /User$/.test(row.signInEventTypes[0] ?? ''))
    .filter(
      (row) => Date.parse(row.createdDateTime) >= query.span.from && Date.parse(row.createdDateTime) < NOW_MS,
    );
  expect(ids).toEqual(wanted.map((row) => row.id));
  expect(tenant.requests.every(({ status }) => status === 200)).toBe(true);
  expect(tenant.requests.length).toBe(Math.ceil(ids.length / 100));
});

test("the product's client finds every administrator, each once", async () => {
  const { administrators, unread } = await readAdministrators(graphOf(await aTenant()));
  expect(unread).toEqual([]);
  const listed = administrators.map(({ displayName, held, enabled, address }) => [
    displayName,
    held,
    enabled,
    address,
  ]);
  expect(listed).toEqual([
    ['Mara Lindqvist', 'active', true, 'mara.lindqvist@contoso.example'],
    ['Tobias Renner (admin)', 'active', true, 'tobias.renner@contoso.example'],
    ['Ines Caldera', 'active', false, 'ines.caldera@contoso.example'],
    ['Oskar Brandvold (admin)', 'active', true, null],
    ['Emergency access 1', 'active', true, null],
    ['Emergency access 2', 'active', true, null],
    ['Emergency access 3', 'active', true, null],
    ['Priya Nambisan', 'active', true, 'priya.nambisan@contoso.example'],
    ['Jonas Feldkamp', 'active', true, 'jonas.feldkamp@contoso.example'],
    ['Lucia Ferrandi', 'eligible', true, 'lucia.ferrandi@contoso.example'],
    ['Yuki Hanamori', 'eligible', true, 'yuki.hanamori@contoso.example'],
  ]);
});

test("the product's client sees that eligible roles need P2", async () => {
  const { administrators, unread } = await readAdministrators(graphOf(await aTenant({ licence: 'p1' })));
  expect([administrators.length, unread]).toEqual([9, ['eligible']]);
});

test("the product's client reads who is registered, and which tenant it is in", async () => {
  const tenant = await aTenant({ pageSize: 10 });
  const userIds: string[] = [];
  for await (const page of registrationPages(graphOf(tenant)))
    userIds.push(...page.map(({ userId }) => userId));
  expect(userIds).toEqual(tenant.world.registrations.map(({ id }) => id));
  expect(await readTenant(graphOf(tenant))).toEqual({ tenantId: CONTOSO, name: 'Contoso' });
});
