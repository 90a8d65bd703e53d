import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { CASES, type Case, isSlow } from '../../bench/hostile/cases';
import { HOSTILITIES } from '../../bench/hostile/hostility';
import { run, type World } from '../../bench/hostile/run';
import { startAzurite } from '../../local/azurite';

const WORLD: World = {
  commandLine: join(__dirname, '../../dist/local/mfa-watch.mjs'),
  startTables: async () => {
    const { tablesEndpoint, stop } = await startAzurite();
    return { endpoint: tablesEndpoint, stop };
  },
};

/** The deployment offers 512 MB. */
const MOST_BYTES = 300e6;

/** Each in a process of its own; `npm run bench -- hostile` runs all of them. */
const CHOSEN: readonly (readonly [Case['system'], Case['by'], readonly Case['hostility'][]])[] = [
  ['graph', 'check', ['hugePage', 'gzipBomb', 'manyValues', 'endlessPages', 'foreignLink', 'proxyPage']],
  ['graph', 'policy', ['endlessPages', 'hugePage']],
  ['graph', 'poll', ['gzipBomb', 'emptyGzip']],
  ['arm', 'doctor', ['endlessPages']],
  ['arm', 'posture', ['gzipBomb']],
  ['tables', 'health', ['hugePage', 'redirect']],
  ['workspace', 'poll', ['emptyGzip']],
  ['mail', 'mail', ['foreignLink', 'hugePage']],
];

const chosen = CHOSEN.flatMap(([system, by, hostilities]) =>
  hostilities.map((hostility): [string, Case | undefined] => [
    `${HOSTILITIES[hostility]}, in place of ${system}, for ${by}`,
    CASES.find((one) => one.system === system && one.by === by && one.hostility === hostility),
  ]),
);

describe('a hostile host costs little memory and time, gets no token elsewhere, and an admin is told what to do', () => {
  test.each(chosen)(
    '%s',
    async (_name, one) => {
      if (one === undefined || isSlow(one)) throw new Error('There is no such case, or it is slow.');
      const { ended, said, seconds, peakBytes, requests, secrets } = await run(one, WORLD);
      expect(said).toMatch(one.says);
      expect([ended, requests > 0, secrets]).toEqual([true, true, []]);
      expect(seconds).toBeLessThan(one.withinS);
      if (process.platform === 'linux') expect(peakBytes).toBeGreaterThan(30e6);
      expect(peakBytes).toBeLessThan(MOST_BYTES);
    },
    60_000,
  );
});
