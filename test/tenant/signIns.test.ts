import { describe, expect, test } from '@jest/globals';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/domain/time';
import type { Tenant } from '../../tenant/tenant';
import type { SignInRecord } from '../../tenant/world/record';
import { fc } from '../seededFc';
import { ask, askFor, aTenant, NOW_MS, type Page, pagesOf, refusalOf, rowsOf, signInsPath } from './aTenant';

const ANY_KIND = "signInEventTypes/any(t: t eq 'interactiveUser' or t eq 'nonInteractiveUser')";
const PORTAL = 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c';
const CLI = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
const MANAGEMENT = '797f4846-ba00-4fd7-ba43-dac1f8f63013';

function refusal(tenant: Tenant, options: Record<string, string | number>) {
  return ask(tenant, signInsPath(options)).then(refusalOf);
}

const idsOf = (rows: readonly SignInRecord[]) => rows.map((row) => row.id);
const iso = (ms: number) => new Date(ms).toISOString();

describe('a listing', () => {
  test('holds the rows that the log shows now, newest first, by default only interactive ones', async () => {
    const tenant = await aTenant();
    const shown = tenant.world.rowsAsOf(NOW_MS);
    expect(await rowsOf(tenant, signInsPath())).toEqual(shown.filter((row) => row.isInteractive));
    expect(await rowsOf(tenant, signInsPath({ $filter: ANY_KIND }))).toEqual(
      shown.filter((row) => /User$/.test(row.signInEventTypes[0] ?? '')),
    );
  });

  test('of enforced apps and of Azure Resource Manager leaves out every other', async () => {
    const tenant = await aTenant();
    const $filter = `(appId eq '${PORTAL}' or appId eq '${CLI}' or resourceId eq '${MANAGEMENT}') and ${ANY_KIND}`;
    const rows = await rowsOf(tenant, signInsPath({ $filter }));
    const isWanted = (row: SignInRecord) =>
      [PORTAL, CLI].includes(row.appId) || row.resourceId === MANAGEMENT;
    const wanted = tenant.world
      .rowsAsOf(NOW_MS)
      .filter((row) => isWanted(row) && /User$/.test(row.signInEventTypes[0] ?? ''));
    expect(idsOf(rows)).toEqual(idsOf(wanted));
    expect(rows.some((row) => row.appDisplayName === 'Contoso Cost Explorer')).toBe(true);
  });

  test('of any span and page size, in either order, holds the same rows once each', async () => {
    const tenant = await aTenant({ signInsPerDay: 10, otherSignInsPerDay: 5 });
    const shown = tenant.world.rowsAsOf(NOW_MS).filter((row) => row.isInteractive);
    const moment = fc.integer({ min: 0, max: 30 * 24 }).map((hours) => NOW_MS - hours * HOUR_MS);
    await fc.assert(
      fc.asyncProperty(
        moment,
        moment,
        fc.integer({ min: 20, max: 1_000 }),
        fc.boolean(),
        async (from, to, $top, up) => {
          const $filter = `createdDateTime ge ${iso(from)} and createdDateTime le ${iso(to)}`;
          const $orderby = `createdDateTime ${up ? 'asc' : 'desc'}`;
          const pages = await pagesOf<SignInRecord>(tenant, signInsPath({ $filter, $top, $orderby }));
          const within = shown.filter(
            (row) => Date.parse(row.createdDateTime) >= from && Date.parse(row.createdDateTime) <= to,
          );
          expect(idsOf(pages.flat())).toEqual(idsOf(up ? within.toReversed() : within));
          expect(pages.slice(0, -1).every((page) => page.length === $top)).toBe(true);
          expect(pages.length).toBe(Math.max(1, Math.ceil(within.length / $top)));
        },
      ),
      { numRuns: 25 },
    );
  });

  test('puts at most 1,000 on a page', async () => {
    const tenant = await aTenant({ signInsPerDay: 20, otherSignInsPerDay: 100 });
    const sizes = (await pagesOf(tenant, signInsPath({ $filter: ANY_KIND }))).map((page) => page.length);
    expect(sizes.length).toBeGreaterThan(2);
    expect(sizes.slice(0, -1).every((size) => size === 1_000)).toBe(true);
  });

  test('links to the next page at the same host', async () => {
    const tenant = await aTenant({ pageSize: 7 });
    const host = tenant.url.replace('127.0.0.1', 'localhost');
    const answer = await fetch(`${host}${signInsPath({ $top: 500 })}`, {
      headers: { authorization: 'Bearer x' },
    });
    const page = (await answer.json()) as Page<SignInRecord>;
    expect(page.value).toHaveLength(7);
    expect(page['@odata.nextLink']).toMatch(new RegExp(`^${host}/beta/auditLogs/signIns\\?.*skiptoken=`));
  });

  test('with $select shows the named properties only', async () => {
    const tenant = await aTenant();
    const rows = await rowsOf(tenant, signInsPath({ $select: 'id,authenticationDetails, status' }));
    expect(new Set(rows.flatMap((row) => Object.keys(row)))).toEqual(
      new Set(['id', 'authenticationDetails', 'status']),
    );
  });

  test('of a large log costs little', async () => {
    const tenant = await aTenant({ accounts: 200, days: 10, signInsPerDay: 600, otherSignInsPerDay: 0 });
    const cpuMs = (since: NodeJS.CpuUsage) => {
      const { user, system } = process.cpuUsage(since);
      return (user + system) / 1_000;
    };
    const before = process.cpuUsage();
    const pages = await pagesOf(tenant, signInsPath({ $filter: ANY_KIND }));
    const listed = cpuMs(before);
    expect(pages.length).toBeGreaterThan(5);
    // The floor, because the speed of a machine varies: the same pages through JSON, often enough to be measured.
    const start = process.cpuUsage();
    for (let round = 0; round < 5; round++) JSON.parse(JSON.stringify(pages));
    const floor = cpuMs(start) / 5;
    expect(listed / floor).toBeLessThan(12);
  });
});

describe('a listing is refused:', () => {
  test.each([
    ['an unknown property', { $filter: "madeUp eq 'x'" }],
    ['a property that cannot be filtered by', { $filter: 'isInteractive eq true' }],
    ['a quoted date', { $filter: "createdDateTime ge '2026-11-20T00:00:00Z'" }],
    ['a start before what is kept', { $filter: `createdDateTime ge ${iso(NOW_MS - 31 * DAY_MS)}` }],
    [
      'a start before what is kept, among others',
      { $filter: `appId eq 'x' and createdDateTime ge ${iso(NOW_MS - 90 * DAY_MS)}` },
    ],
    ['more than 1,000 on a page', { $top: 1_001 }],
    ['nothing on a page', { $top: 0 }],
    ['a page size that is no number', { $top: 'all' }],
    ['an order by anything else', { $orderby: 'userId asc' }],
    ['an order that is none', { $orderby: 'createdDateTime up' }],
    ['an option that is not supported', { $expand: 'status' }],
    ['an unknown property to select', { $select: 'id,madeUp' }],
    ['a made-up skip token', { $skiptoken: 'abc' }],
    ['a skip token that is JSON', { $skiptoken: Buffer.from('{"position":"1"}').toString('base64url') }],
  ])('%s', async (_name, options) => {
    expect(await refusal(await aTenant(), options)).toMatchObject({ status: 400, code: 'BadRequest' });
  });

  test("and the body is Graph's", async () => {
    const answer = await ask(
      await aTenant(),
      signInsPath({ $filter: "createdDateTime ge '2026-11-20T00:00:00Z'" }),
    );
    expect(await answer.json()).toEqual({
      error: {
        code: 'BadRequest',
        message: 'Invalid filter clause',
        innerError: {
          date: '2026-11-21T12:00:00',
          'request-id': expect.any(String),
          'client-request-id': expect.any(String),
        },
      },
    });
  });

  test('but not for the last 30 days', async () => {
    const answer = await ask(
      await aTenant(),
      signInsPath({ $filter: `createdDateTime ge ${iso(NOW_MS - 30 * DAY_MS - 1_000)}` }),
    );
    expect(answer.status).toBe(200);
  });
});

describe('a skip token', () => {
  async function firstLink(tenant: Tenant): Promise<string> {
    const page = await askFor<Page<SignInRecord>>(tenant, signInsPath({ $top: 5 }));
    return page['@odata.nextLink'] ?? '';
  }

  test('works for 15 minutes', async () => {
    let nowMs = NOW_MS;
    const tenant = await aTenant({ now: () => nowMs });
    const link = await firstLink(tenant);
    nowMs += 15 * MINUTE_MS;
    expect((await ask(tenant, link)).status).toBe(200);
    nowMs += 1;
    expect((await ask(tenant, link)).status).toBe(400);
  });

  test('works for the time that is set', async () => {
    let nowMs = NOW_MS;
    const tenant = await aTenant({ now: () => nowMs, skipTokenMs: 1_000 });
    const link = await firstLink(tenant);
    nowMs += 1_001;
    expect((await ask(tenant, link)).status).toBe(400);
  });

  test('belongs to its query', async () => {
    const tenant = await aTenant();
    const token = new URL(await firstLink(tenant)).searchParams.get('$skiptoken') ?? '';
    expect((await ask(tenant, signInsPath({ $top: 5, $skiptoken: token }))).status).toBe(200);
    expect(await refusal(tenant, { $top: 5, $filter: "appId eq 'x'", $skiptoken: token })).toMatchObject({
      status: 400,
    });
  });
});

describe('as time passes, in the log', () => {
  test('a row appears, wrong at first, and is corrected later', async () => {
    let nowMs = NOW_MS;
    const tenant = await aTenant({ now: () => nowMs, daysAhead: 3, signInsPerDay: 100 });
    const early = tenant.world.log.find(
      (row) => row.createdMs > NOW_MS && Number.isFinite(row.replacedMs) && row.common.isInteractive,
    );
    if (early === undefined) throw new Error('No row changes: take another seed.');
    const seenAt = (ms: number) => {
      nowMs = ms;
      return rowsOf(tenant, signInsPath({ $filter: `id eq '${early.own.id}'` }));
    };
    expect(await seenAt(early.visibleMs - 1)).toEqual([]);
    expect(await seenAt(early.visibleMs)).toEqual([{ ...early.own, ...early.common }]);
    const final = tenant.world.finalRows(Number.POSITIVE_INFINITY).find((row) => row.id === early.own.id);
    expect(await seenAt(early.replacedMs)).toEqual([final]);
    expect(final).not.toEqual({ ...early.own, ...early.common });
  });

  test('a day later every row is there, some twice', async () => {
    let nowMs = NOW_MS;
    const tenant = await aTenant({ now: () => nowMs, daysAhead: 1, signInsPerDay: 900 });
    const $filter = `createdDateTime ge ${iso(NOW_MS - DAY_MS)} and ${ANY_KIND}`;
    const before = idsOf(await rowsOf(tenant, signInsPath({ $filter })));
    nowMs += 30 * HOUR_MS;
    const after = idsOf(await rowsOf(tenant, signInsPath({ $filter })));
    const all = tenant.world
      .finalRows(nowMs)
      .filter((row) => Date.parse(row.createdDateTime) >= NOW_MS - DAY_MS)
      .filter((row) => /User$/.test(row.signInEventTypes[0] ?? ''));
    expect([...new Set(after)]).toEqual(idsOf(all));
    expect(after.length).toBeGreaterThan(all.length);
    expect(new Set(before).size).toBeLessThan(all.length);
  });
});

describe('the view of a caller', () => {
  test('in v1.0 lacks the fields of beta', async () => {
    const tenant = await aTenant();
    const rows = await rowsOf<object>(tenant, signInsPath({}, 'v1.0'));
    const names = Object.keys(rows[0] ?? {});
    expect(rows.length).toBe(tenant.world.rowsAsOf(NOW_MS).filter((row) => row.isInteractive).length);
    expect(names).toEqual(
      expect.arrayContaining([
        'id',
        'createdDateTime',
        'appId',
        'status',
        'appliedConditionalAccessPolicies',
      ]),
    );
    for (const name of [
      'authenticationDetails',
      'authenticationRequirement',
      'sessionId',
      'signInEventTypes',
      'userType',
    ]) {
      expect(names).not.toContain(name);
    }
    expect(await ask(tenant, signInsPath({ $filter: ANY_KIND }, 'v1.0')).then(refusalOf)).toMatchObject({
      status: 400,
    });
  });

  test('without the Prefer header shows newer enum members as unknown', async () => {
    const tenant = await aTenant();
    const target = signInsPath({ $filter: ANY_KIND, $top: 1_000 });
    const answer = await ask(tenant, target, { authorization: 'Bearer x' });
    const old = JSON.stringify(await answer.json());
    const all = JSON.stringify(await askFor(tenant, target));
    for (const member of ['passthrough', 'refreshToken', 'refreshTokenGrant', 'reportOnlySuccess']) {
      expect(all).toContain(`"${member}"`);
      expect(old).not.toContain(`"${member}"`);
    }
    expect(old).toContain('"unknownFutureValue"');
  });

  test('without a permission for policies has no policies', async () => {
    const tenant = await aTenant({ permissions: ['AuditLog.Read.All'] });
    for (const version of ['beta', 'v1.0']) {
      const [row] = await rowsOf<object>(tenant, signInsPath({}, version));
      expect(row).toHaveProperty('status');
      expect(row).not.toHaveProperty('appliedConditionalAccessPolicies');
    }
  });
});
