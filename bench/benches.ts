import { benchClassify } from './classify';
import { benchCost } from './cost';
import { benchHostile } from './hostile/bench';
import { benchIngest } from './ingest';
import { benchLinear } from './linear';
import { benchLoad } from './load';
import { benchMemory } from './memory';
import { benchPoll } from './poll';
import { benchReadBack } from './readBack';
import { benchRequests } from './requests';
import type { Measured } from './row';
import { benchSameState } from './sameState';
import { benchScan } from './scan';
import { benchStart } from './start';

/** `full`: the sizes that the targets are for. `quick`: minutes in all. `tiny`: seconds, to test the benchmarks themselves. */
export type Size = 'full' | 'quick' | 'tiny';

export type BenchOptions = {
  readonly size: Size;
  /** How often scan, poll, reading back and load are run, each with its floor. */
  readonly rounds?: number;
  /** Thousands of sign-ins in the large log of `memory`, and in the logs of `ingest` and `sameState`. */
  readonly thousands?: number;
};

export type Bench = {
  readonly name: string;
  readonly about: string;
  /** Not part of the table: it runs only if it is named. */
  readonly isApart?: true;
  readonly run: (options: BenchOptions) => Promise<Measured>;
};

const LOADS = {
  full: { seconds: 5, findings: [400, 20_000] },
  quick: { seconds: 2, findings: [400, 20_000] },
  tiny: { seconds: 0.2, findings: [150] },
} as const;

/** In the order of their rows in the table. */
export const BENCHES: readonly Bench[] = [
  {
    name: 'classify',
    about: 'a page of 1,000 sign-ins: classifying it, against JSON.parse of it',
    run: ({ size }) => benchClassify({ rounds: { full: 40, quick: 20, tiny: 1 }[size] }),
  },
  {
    name: 'scan',
    about: 'scan of 40,000 sign-ins, against reading their lines and JSON.parse',
    run: ({ size, rounds = { full: 5, quick: 3, tiny: 1 }[size] }) =>
      benchScan({ rounds, records: { full: 40_000, quick: 40_000, tiny: 100 }[size] }),
  },
  {
    name: 'linear',
    about:
      'default output of policy (500 policies) and scan (100,000 accounts), against a tenth of the input',
    run: ({ size }) =>
      benchLinear(
        {
          full: { policies: 500, accounts: 100_000, rounds: 3 },
          quick: { policies: 500, accounts: 20_000, rounds: 1 },
          tiny: { policies: 20, accounts: 20, rounds: 1 },
        }[size],
      ),
  },
  {
    name: 'poll',
    about: 'a poll of 100,000 sign-ins into Azurite, against the same requests, JSON.parse and writes',
    run: ({ size, rounds = { full: 3, quick: 1, tiny: 1 }[size] }) =>
      benchPoll({ rounds, perDay: { full: 3_340, quick: 1_000, tiny: 20 }[size] }),
  },
  {
    name: 'readBack',
    about: 'digest, report and pages of 1,000,000 findings out of Azurite, against the same reads',
    run: ({ size, rounds = { full: 3, quick: 1, tiny: 1 }[size] }) =>
      benchReadBack({ rounds, findings: { full: 1_000_000, quick: 50_000, tiny: 1_000 }[size] }),
  },
  {
    name: 'memory',
    about: 'peak memory of scan: 1,000,000 sign-ins, against 10,000',
    run: ({ size, thousands = { full: 1_000, quick: 50, tiny: 1 }[size] }) => benchMemory({ thousands }),
  },
  {
    name: 'requests',
    about: 'Graph requests of polls and posture: pages only, and none about one user',
    run: ({ size }) => benchRequests({ accounts: size === 'tiny' ? 20 : 250 }),
  },
  {
    name: 'start',
    about: 'start of a worker with the deployed app, against one with an empty app',
    run: ({ size }) => benchStart({ rounds: { full: 25, quick: 5, tiny: 1 }[size] }),
  },
  {
    name: 'cost',
    about: 'a month of a tenant of 10,000 users, from a day of requests and the price list',
    run: ({ size }) => benchCost({ ticks: size === 'tiny' ? 1 : 96 }),
  },
  {
    name: 'load',
    about: '16 callers at once: pages of findings and health, against one request to the tables for each',
    isApart: true,
    run: ({ size, rounds = { full: 3, quick: 1, tiny: 1 }[size] }) => benchLoad({ rounds, ...LOADS[size] }),
  },
  {
    name: 'ingest',
    about: 'a day of 10,000,000 sign-ins through Event Hubs batches, against JSON.parse of the same bodies',
    isApart: true,
    run: ({ size, thousands = { full: 10_000, quick: 500, tiny: 20 }[size] }) =>
      benchIngest(thousands * 1_000),
  },
  {
    name: 'sameState',
    about: 'a log of 1,000,000 sign-ins, read through each source: the same rows as through files',
    isApart: true,
    run: ({ size, thousands = { full: 1_000, quick: 50, tiny: 1 }[size] }) =>
      benchSameState(thousands * 1_000),
  },
  {
    name: 'hostile',
    about:
      'commands and app against hosts with foreign links, endless, huge and slow answers: memory and time',
    isApart: true,
    run: ({ size }) => benchHostile({ most: { full: null, quick: 1_000, tiny: 2 }[size] }),
  },
];
