import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { HOUR_MS, type Span } from '../../shared/domain/time';
import { connectWorkspace } from '../../shared/logAnalytics/connectWorkspace';
import { kql } from '../../shared/logAnalytics/kql';
import { signInRowPages } from '../../shared/logAnalytics/signInRows';
import type { Workspace } from '../../shared/logAnalytics/workspace';
import { calmMachine } from '../../simulation/calmMachine';
import { logAnalyticsService, type WorkspaceLimits } from '../../simulation/logAnalyticsService';
import { startTenant, type Tenant } from '../../tenant/tenant';
import { WORKSPACE } from '../../tenant/workspace/ways';
import { randomFrom } from '../../tenant/world/random';
import { makeWorld } from '../../tenant/world/world';
import { aQuestion } from '../logAnalytics/builders';
import { collected } from '../tables/world';

// What the product relies on of Log Analytics, of the real client over HTTP and of the simulated one alike.

const NOW_MS = Date.parse('2026-11-21T12:00:00Z');
const WORLD = makeWorld({
  ...{ nowMs: NOW_MS, seed: 3, accounts: 40, days: 5, daysAhead: 0 },
  ...{ signInsPerDay: 25, otherSignInsPerDay: 5 },
});
const WAYS: WorkspaceLimits = { longestMs: Number.POSITIVE_INFINITY, mostRows: 10_000, refusal: null };
const WHOLE = { from: NOW_MS - 120 * HOUR_MS, to: NOW_MS };

type Service = {
  readonly workspace: Workspace;
  readonly during: <T>(calls: Promise<T>) => Promise<T>;
};

let tenant: Tenant | undefined;
beforeAll(async () => {
  tenant = await startTenant({ world: WORLD, now: () => NOW_MS, throttle: false });
});
afterAll(() => tenant?.stop());

function overHttp(): Service {
  const endpoint = tenant?.url ?? '';
  return {
    workspace: connectWorkspace({ endpoint, workspaceId: WORKSPACE.id, token: async () => 'local' }),
    during: (calls) => calls,
  };
}

function simulated(ways = WAYS): Service {
  const { on, during } = calmMachine({ startMs: NOW_MS });
  const service = logAnalyticsService(WORLD, () => NOW_MS, ways);
  return { workspace: service.reachedFrom(on, randomFrom(1, 'calm')), during };
}

const readBy = ({ workspace, during }: Service, span: Span) =>
  during(collected(signInRowPages(workspace, aQuestion({ span })))).then((pages) => pages.flat());

test('both answer the same rows, cell by cell', async () => {
  for (const span of [WHOLE, { from: NOW_MS - 30 * HOUR_MS, to: NOW_MS - 20 * HOUR_MS }]) {
    const rows = await readBy(overHttp(), span);
    expect(rows).toEqual(await readBy(simulated(), span));
    expect(rows.length).toBeGreaterThan(5);
  }
});

describe.each<[string, () => Service]>([
  ['over HTTP', overHttp],
  ['simulated', simulated],
])('%s', (_name, service) => {
  test('another query is refused', async () => {
    const { workspace, during } = service();
    const asked = { query: kql`SigninLogs | count`, generated: WHOLE };
    await expect(during(workspace.ask(asked))).rejects.toMatchObject({
      code: 'badRequest',
      fault: { status: 400 },
    });
  });

  test('nothing is asked beyond the end of a run', async () => {
    const { workspace, during } = service();
    const asked = { query: kql`SigninLogs | count`, generated: WHOLE };
    await expect(during(workspace.ask(asked, 1))).rejects.toMatchObject({ code: 'outOfTime' });
  });
});

test.each([
  ['too long a span', { longestMs: HOUR_MS }, 'timedOut'],
  ['too many rows', { mostRows: 5 }, 'partial'],
  ['a refusal', { refusal: { code: 'forbidden' as const, fromMs: 0, toMs: NOW_MS + 1 } }, 'forbidden'],
])('the simulated one answers %s as the real one does', async (_name, ways, code) => {
  await expect(readBy(simulated({ ...WAYS, ...ways }), WHOLE)).rejects.toMatchObject({ code });
});

test('the workspace of the simulated tenant refuses another id, a caller without a role, and has no table before the first row', async () => {
  for (const [workspace, workspaceId, code] of [
    [WORKSPACE, '00000000-0000-4000-8000-000000000000', 'notFound'],
    [{ ...WORKSPACE, granted: false }, WORKSPACE.id, 'forbidden'],
    [{ ...WORKSPACE, hasTables: false }, WORKSPACE.id, 'noTable'],
  ] as const) {
    const other = await startTenant({ world: WORLD, now: () => NOW_MS, workspace });
    const client = connectWorkspace({ endpoint: other.url, workspaceId, token: async () => 'local' });
    await expect(readBy({ workspace: client, during: (calls) => calls }, WHOLE)).rejects.toMatchObject({
      code,
    });
    await other.stop();
  }
});
