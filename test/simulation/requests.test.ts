import { beforeAll, describe, expect, test } from '@jest/globals';
import { compose } from '../../shared/compose';
import { readConfig } from '../../shared/config';
import { DAY_MS, HOUR_MS } from '../../shared/domain/time';
import type { Graph } from '../../shared/graph/graph';
import { pagesFrom } from '../../shared/graph/paging';
import { sendDigest } from '../../shared/jobs/digest/sendDigest';
import { pollSignIns } from '../../shared/jobs/poll/pollSignIns';
import { refreshPosture } from '../../shared/jobs/posture/refreshPosture';
import { armService } from '../../simulation/armService';
import { calmMachine } from '../../simulation/calmMachine';
import { graphService } from '../../simulation/graphService';
import { mailService } from '../../simulation/mailService';
import { tableService } from '../../simulation/tableService';
import { makeExchange } from '../../tenant/exchange/exchange';
import { randomFrom } from '../../tenant/world/random';
import { makeWorld } from '../../tenant/world/world';

const WAYS: Parameters<typeof graphService>[2] = {
  keptDays: 30,
  takesWhole: true,
  longestMs: Number.POSITIVE_INFINITY,
  linkMs: HOUR_MS,
  pageSize: 999,
  refusal: null,
};
const NOW = Date.parse('2026-03-02T12:00:00Z');
const USERS = 50_000;
const DAYS = 2;
const EVALUATE = '/v1.0/identity/conditionalAccess/evaluate';
const SIGN_INS_A_DAY = 3_000;
const BREAK_GLASS = 3;

/** Paths that were asked for, without their queries, by how often. */
const asked: Record<'poll' | 'posture' | 'digest', Map<string, number>> = {
  poll: new Map(),
  posture: new Map(),
  digest: new Map(),
};
let accounts = 0;
let rows = 0;

beforeAll(async () => {
  const { on, time, during } = calmMachine({ startMs: NOW, latencyMs: 1_000 });
  const { now } = time;
  const world = makeWorld({
    seed: 1,
    nowMs: NOW,
    accounts: USERS,
    days: DAYS,
    daysAhead: 0,
    signInsPerDay: SIGN_INS_A_DAY,
    otherSignInsPerDay: 0,
  });
  rows = world.log.length;
  let counts = asked.poll;
  const counted = countedBy((path) => counts.set(path, (counts.get(path) ?? 0) + 1));
  const outside = {
    graph: counted(
      graphService({ world, exchange: makeExchange(randomFrom(1, 'exchange')) }, now, WAYS).reachedFrom(
        on,
        randomFrom(1, 'graph'),
      ),
    ),
    arm: armService(world, now, 999).reachedFrom(on),
    // Full pages, as the service answers.
    tables: tableService().reachedFrom(on, { ...randomFrom(1, 'tables'), whole: () => 1_000 }),
    mailer: mailService(now, randomFrom(1, 'mail'), { dropped: 0, until: NOW }).reachedFrom(on),
    clock: on.clock,
    wait: on.wait,
  };
  const services = compose(
    readConfig({
      TABLES_ENDPOINT: 'http://127.0.0.1:1',
      MAIL_MODE: 'outbox',
      OUTBOX_DIR: '/nowhere',
      BREAK_GLASS_ACCOUNTS: world.breakGlassUpns.join(','),
    }),
    outside,
  );
  // It has run for long: the digest waits for no first poll.
  await during(services.digest.startedAt(NOW - 30 * DAY_MS));
  await during(pollSignIns(services.poll, new Date(NOW)));
  counts = asked.posture;
  accounts = Number((await during(refreshPosture(services.posture, new Date(now())))).users);
  counts = asked.digest;
  await during(sendDigest(services.digest, new Date(now())));
}, 120_000);

describe('the Graph requests of a tenant of 50,000 users', () => {
  const total = (counts: ReadonlyMap<string, number>) =>
    [...counts.values()].reduce((sum, count) => sum + count, 0);

  /** Per-user MFA, of the same accounts. */
  const ofEachAccount = () =>
    total(new Map([...asked.posture].filter(([path]) => path.endsWith('/authentication/requirements'))));

  test('are made for a tenant of that size', () => {
    expect(accounts).toBeGreaterThan(0.9 * USERS);
    expect(rows).toBeGreaterThan(5_000);
  });

  test('that read the sign-in log are pages, and a few for empty spans of it', () => {
    expect(total(asked.poll)).toBeLessThanOrEqual(Math.ceil(rows / 999) + 20);
    expect([...asked.poll.keys()].sort()).toEqual(['/beta/auditLogs/signIns', '/v1.0/organization']);
  });

  test('that read who has registered are pages', () => {
    const report = asked.posture.get('/v1.0/reports/authenticationMethods/userRegistrationDetails');
    expect(report).toBe(Math.ceil(accounts / 999));
  });

  test('that ask Entra what policies do to an account are for the 50 that matter most', () => {
    const evaluated = asked.posture.get(EVALUATE) ?? 0;
    expect(evaluated).toBeGreaterThan(0);
    expect(evaluated).toBeLessThanOrEqual(100);
    expect(ofEachAccount()).toBe(evaluated / 2);
  });

  test('that read the privileged roles are the pages of two lists, and those of each group that holds one', () => {
    const count = (name: string) => asked.posture.get(`/v1.0/roleManagement/directory/${name}`) ?? 0;
    // Beside the page: the holders of two roles for directory synchronization, and of one that policies leave out.
    expect(count('roleAssignments')).toBe(1 + 2 + 1);
    expect(count('roleEligibilityScheduleInstances')).toBe(1);
    const groups = [...asked.posture].filter(([path]) => path.endsWith('/transitiveMembers'));
    // The third is a group that a policy leaves out.
    expect(groups.map(([, pages]) => pages)).toEqual([1, 1, 1]);
  });

  test('that read the break-glass accounts are four for each, and a list of the terms of their role', () => {
    const users = [...asked.posture].filter(([path]) => /^\/v1\.0\/users\//.test(path));
    expect(total(new Map(users))).toBe(3 * BREAK_GLASS);
    const single = [...asked.posture].filter(([path]) => path.includes('userRegistrationDetails/'));
    expect(total(new Map(single))).toBe(BREAK_GLASS);
    expect(asked.posture.get('/v1.0/roleManagement/directory/roleAssignmentScheduleInstances')).toBe(1);
  });

  test('of a posture are no more than a few beside those', () => {
    const others = total(asked.posture) - (asked.posture.get(EVALUATE) ?? 0) - ofEachAccount();
    expect(others).toBeLessThanOrEqual(Math.ceil(accounts / 999) + 40);
  });

  test('that find out who gets the digest are one for each who might, and the lists of them', () => {
    expect(total(asked.digest)).toBeLessThanOrEqual(20);
  });
});

/** Each page counts. */
function countedBy(count: (path: string) => void): (graph: Graph) => Graph {
  return ({ get, post }) => {
    const ask = (url: string, until?: number) => {
      count(url.replace(/^https:\/\/[^/]+/, '').replace(/\?.*$/, ''));
      return get(url.replace(/^https:\/\/[^/]+/, ''), until);
    };
    return {
      get: ask,
      post: (path, body, until) => {
        count(path);
        return post(path, body, until);
      },
      pages: (path, until) => pagesFrom(`https://graph.invalid${path}`, (url) => ask(url, until)),
    };
  };
}
