import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { connectArm } from '../shared/arm/connectArm';
import { compose } from '../shared/compose';
import { readConfig } from '../shared/config';
import { ENFORCED_APPS } from '../shared/domain/apps/enforcedApps';
import { connectGraph } from '../shared/graph/connectGraph';
import { allViews } from '../shared/jobs/onDemand/accountViews';
import { buildReport } from '../shared/jobs/onDemand/buildReport';
import { pollSignIns } from '../shared/jobs/poll/pollSignIns';
import { refreshPosture } from '../shared/jobs/posture/refreshPosture';
import { gapInWords } from '../shared/render/words/gaps';
import { emptyTables } from './tables/world';
import { aTenant, NOW_MS } from './tenant/aTenant';
import { FIXTURE_FOLDER, nameOf, readFixture, type TenantFixture, upnOf, worldOf } from './tenantFixture';

// One file per tenant: its people and policies, and the expectation for the apps and for each account. The expectation comes
// from the source that the file names.
const CASES = readdirSync(FIXTURE_FOLDER);
const NOW = new Date(NOW_MS);
const tables = emptyTables();

/** The report on a tenant after its first poll, through the whole product except the browser. */
async function watched(tenant: TenantFixture) {
  const { url } = await aTenant({
    world: worldOf(tenant, NOW_MS),
    licence: tenant.licence,
    securityDefaults: tenant.securityDefaults,
    azureScopes: [],
  });
  const clock = () => NOW_MS;
  const over = { endpoint: url, token: async () => 'local', now: clock, wait: async () => {} };
  const services = compose(
    readConfig({
      AZURE_CLOUD: tenant.cloud,
      TABLES_ENDPOINT: 'http://127.0.0.1:1',
      MAIL_MODE: 'outbox',
      OUTBOX_DIR: '/nowhere',
      BREAK_GLASS_ACCOUNTS: tenant.breakGlass.map((name) => upnOf(tenant, name)).join(','),
    }),
    {
      graph: connectGraph({ ...over, paced: false }),
      arm: connectArm(over),
      tables: tables(),
      mailer: { send: async () => ({ kind: 'sent' }), outcomeOf: async () => null },
      clock,
    },
  );
  const poll = await pollSignIns(services.poll, NOW).catch((error: Error & { code?: string }) => error.code);
  const { problems } = await refreshPosture(services.posture, NOW);
  return {
    poll,
    problems,
    report: await buildReport(services.report, NOW),
    views: await allViews(services.report, NOW_MS),
  };
}

test.each(CASES)('%s', async (file) => {
  const fixture = readFixture(file);
  const { expected } = fixture;
  const { poll, problems, report, views } = await watched(fixture);
  if (fixture.licence === 'free') expect(poll).toBe('notLicensed');
  else expect(poll).toMatchObject({ complete: true, rejected: 0 });
  const { coverage, known, whatIf } = report.tenant ?? {};
  if (!coverage || !known) throw new Error('no coverage was read');

  const levels = Object.entries(coverage.apps).map(([key, app]) => [key, app.coverage]);
  const right = Object.entries(expected.coverage).flatMap(([level, keys = []]) =>
    keys.map((key) => [key, level]),
  );
  expect(Object.fromEntries(levels)).toEqual(Object.fromEntries(right));
  const gaps = Object.values(coverage.apps).flatMap((app) => app.gaps.map((gap) => gapInWords(gap, known)));
  expect([...new Set(gaps)].sort()).toEqual([...expected.gaps].sort());

  const accounts = views.map(({ userId, kind, readiness, advice }) => {
    const { azureManagement, adminPortals, perUserMfa } = whatIf?.accounts[userId] ?? {};
    return [
      nameOf(fixture, userId),
      {
        kind,
        readiness,
        advice,
        ...(azureManagement && { whatIf: [azureManagement, adminPortals, perUserMfa] }),
      },
    ];
  });
  expect(Object.fromEntries(accounts)).toEqual(expected.accounts);
  expect(problems).toEqual(expected.problems);
  expect(report.cloud).toBe(fixture.cloud);
});

describe('the tenants together', () => {
  test('each name every enforced app', () => {
    const keys = ENFORCED_APPS.map(({ key }) => key).sort();
    for (const file of CASES)
      expect(Object.values(readFixture(file).expected.coverage).flat().sort()).toEqual(keys);
  });

  test('name the source of the expectation', () => {
    for (const file of CASES) expect(readFixture(file).story).toMatch(/^[A-Z].{30,}\.$/);
  });
});
