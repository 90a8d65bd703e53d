import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Foreign, foreignHost, hostOf } from '../../bench/hostile/host';
import type { Hostility, System } from '../../bench/hostile/hostility';
import { connectArm } from '../../shared/arm/connectArm';
import { acsMailer } from '../../shared/email/acs';
import { LOCAL_CREDENTIAL } from '../../shared/email/acsTalk';
import { connectGraph } from '../../shared/graph/connectGraph';
import { connectWorkspace } from '../../shared/logAnalytics/connectWorkspace';
import { kql } from '../../shared/logAnalytics/kql';
import { accountOf, allAccounts } from '../../shared/tables/accounts';
import { connectTables } from '../../shared/tables/connect';
import { everyPage } from '../served';

/** Each of these takes a few tries of this length; the others are long over before one of theirs ends. */
const SLOW: readonly Hostility[] = ['slowBody', 'silence'];
const [QUICK_TRY_MS, TRY_MS] = [400, 20_000];
const MOST_SECONDS = 45;

/** Waits between tries take no time here. */
const impatient = (requestTimeoutMs: number) => ({ wait: async () => {}, random: () => 0, requestTimeoutMs });

let foreign: Foreign;
beforeAll(async () => {
  foreign = await foreignHost();
});
afterAll(() => foreign.stop());

type Asking = (endpoint: string, tryMs: number) => Promise<unknown>;

/** The error of whoever asks such a host, or its answer, and how often it asked. */
async function meet(system: System, hostility: Hostility, ask: Asking) {
  const host = await hostOf(system, hostility, foreign);
  const begun = performance.now();
  try {
    const tryMs = SLOW.includes(hostility) ? QUICK_TRY_MS : TRY_MS;
    const outcome = await ask(host.endpoint, tryMs).catch((error: unknown) => error);
    return { outcome, requests: host.requests(), seconds: (performance.now() - begun) / 1_000 };
  } finally {
    await host.stop();
  }
}

const token = async () => 'secret';

const askers = {
  graph: (endpoint, tryMs) =>
    everyPage(connectGraph({ endpoint, token, paced: false, ...impatient(tryMs) }).pages('/v1.0/users')),
  arm: (endpoint, tryMs) =>
    everyPage(connectArm({ endpoint, token, ...impatient(tryMs) }).pages('/subscriptions')),
  workspace: (endpoint, tryMs) =>
    connectWorkspace({ endpoint, token, workspaceId: 'w', ...impatient(tryMs) }).ask({
      query: kql`SigninLogs`,
      generated: { from: 0, to: 1 },
    }),
  tables: async (endpoint, tryTimeoutMs) => {
    const tables = connectTables({
      endpoint,
      credential: null,
      tryTimeoutMs,
      firstWaitMs: 1,
      longestWaitMs: 5,
    });
    return accountOf(tables.accounts, '00000000-0000-4000-8000-000000000001');
  },
} as const satisfies Record<string, Asking>;

type Expected = readonly [hostility: Hostility, code: string, requests: number];

const OF_HTTP: readonly Expected[] = [
  ['foreignLink', 'foreignLink', 1],
  ['redirect', 'badAnswer', 1],
  ['endlessPages', 'endlessPaging', 1_000],
  ['hugePage', 'tooLarge', 1],
  ['gzipBomb', 'tooLarge', 1],
  ['emptyGzip', 'tooLarge', 1],
  ['manyValues', 'tooLarge', 1],
  ['wrongType', 'badAnswer', 1],
  ['proxyPage', 'badAnswer', 1],
  ['proxyLogin', 'badAnswer', 1],
  ['hugeRefusal', 'forbidden', 1],
  ['hugeWait', 'throttled', 1],
  ['slowBody', 'timedOut', 2],
  ['silence', 'timedOut', 2],
];

const OF_WORKSPACE: readonly Expected[] = [
  ['redirect', 'badAnswer', 1],
  ['hugePage', 'tooLarge', 1],
  ['gzipBomb', 'tooLarge', 1],
  ['emptyGzip', 'tooLarge', 1],
  ['manyValues', 'tooLarge', 1],
  ['wrongType', 'badAnswer', 1],
  ['proxyPage', 'badAnswer', 1],
  ['proxyLogin', 'badAnswer', 1],
  ['hugeRefusal', 'forbidden', 1],
  ['hugeWait', 'throttled', 1],
  ['slowBody', 'timedOut', 1],
  ['silence', 'timedOut', 1],
];

const OF_TABLES: readonly Expected[] = [
  ['redirect', 'badAnswer', 1],
  ['hugePage', 'tooLarge', 1],
  ['gzipBomb', 'tooLarge', 1],
  ['emptyGzip', 'tooLarge', 1],
  ['manyValues', 'tooLarge', 1],
  ['wrongType', 'badAnswer', 1],
  ['proxyPage', 'badAnswer', 1],
  ['proxyLogin', 'badAnswer', 1],
  ['hugeRefusal', 'forbidden', 1],
  ['hugeWait', 'throttled', 4],
  ['slowBody', 'unreachable', 4],
  ['silence', 'unreachable', 4],
];

const EXPECTED: Readonly<Record<keyof typeof askers, readonly Expected[]>> = {
  graph: OF_HTTP,
  arm: OF_HTTP,
  workspace: OF_WORKSPACE,
  tables: OF_TABLES,
};

describe.each(Object.keys(askers) as (keyof typeof askers)[])('a hostile host in place of %s', (system) => {
  test.each(EXPECTED[system])('is left after %s: %s, %i requests', async (hostility, code, most) => {
    const { outcome, requests, seconds } = await meet(system, hostility, askers[system]);
    expect(outcome).toMatchObject({ code });
    // The time may be over before the second request of a slow one.
    expect(requests).toBeGreaterThan(0);
    expect(requests).toBeLessThanOrEqual(most);
    expect(seconds).toBeLessThan(MOST_SECONDS);
    expect(foreign.secrets()).toEqual([]);
  });
});

test('a list of Table Storage that comes again and again ends', async () => {
  const list = async (endpoint: string) => {
    const { accounts } = connectTables({ endpoint, credential: null });
    const rows: unknown[] = [];
    for await (const row of allAccounts(accounts, (bad) => rows.push(bad))) rows.push(row);
  };
  const { outcome } = await meet('tables', 'samePage', list);
  expect(outcome).toMatchObject({ code: 'badAnswer' });
});

describe('a hostile host in place of the mail service', () => {
  const send: Asking = (endpoint, timeoutMs) => {
    const acs = acsMailer({
      endpoint,
      sender: 'a@contoso.example',
      credential: LOCAL_CREDENTIAL,
      timeoutMs,
      clock: { now: Date.now, wait: async () => {} },
    });
    const mail = { subject: 's', text: 't', html: 'h', to: ['b@contoso.example'] };
    return acs.send(mail, { operationId: '0f8fad5b-d9cb-469f-a165-70867728950e', draftId: null });
  };

  test.each<[Hostility, object]>([
    ['foreignLink', { kind: 'unclear', reason: { kind: 'foreignLink' } }],
    ['redirect', { kind: 'refused', reason: { status: 307 } }],
    ['hugePage', { kind: 'unclear', reason: { errorCode: 'tooLarge' } }],
    ['gzipBomb', { kind: 'unclear', reason: { errorCode: 'tooLarge' } }],
    ['emptyGzip', { kind: 'unclear', reason: { errorCode: 'tooLarge' } }],
    ['manyValues', { kind: 'unclear', reason: { errorCode: 'tooLarge' } }],
    ['wrongType', { kind: 'unclear', reason: { kind: 'undocumented' } }],
    ['proxyPage', { kind: 'refused', reason: { kind: 'undocumented', status: 403 } }],
    ['proxyLogin', { kind: 'refused', reason: { kind: 'undocumented', status: 407 } }],
    ['hugeRefusal', { kind: 'refused', reason: { kind: 'refused', status: 403 } }],
    ['hugeWait', { kind: 'refused', reason: { status: 429 } }],
    ['slowBody', { kind: 'unclear' }],
    ['silence', { kind: 'unclear' }],
  ])('is left after %s, and nothing counts as sent', async (hostility, expected) => {
    const { outcome, requests, seconds } = await meet('mail', hostility, send);
    expect(outcome).toMatchObject(expected);
    expect(requests).toBe(1);
    expect(seconds).toBeLessThan(MOST_SECONDS);
    expect(foreign.secrets()).toEqual([]);
  });
});
