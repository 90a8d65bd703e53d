import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { inDigits } from '../shared/render/words/counted';
import { median } from './measure';
import { PAGE, pageOfSignIns } from './page';
import { atMost, type Measured } from './row';
import { type Run, runProgram } from './runProgram';

const PROGRAM = join(__dirname, '../local/mfa-watch.mjs');
/** The large input is so many times the small one. */
const TIMES = 10;
/** Work that grows with the square of its input would be at 10. */
const TARGET = 1.2;

type Sizes = { readonly policies: number; readonly accounts: number; readonly rounds: number };

/**
 * Compares the default output of `policy` and `scan` over a large input with that over a tenth of it. The time of a run over the
 * smallest input, which is the start, is taken off both. 1 is linear.
 */
export async function benchLinear({ policies, accounts, rounds }: Sizes): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'mfa-watch-bench-'));
  try {
    const policyFile = async (count: number) => {
      const file = join(folder, `policies-${count}.json`);
      await writeFile(file, JSON.stringify({ value: Array.from({ length: count }, (_, n) => aPolicy(n)) }));
      return ['policy', file];
    };
    const log = async (count: number) => {
      const file = join(folder, `log-${count}.ndjson`);
      await pipeline(Readable.from(signIns(count)), createWriteStream(file));
      return ['scan', file];
    };
    const results = [
      await growth({ what: 'policy, policies', size: policies, rounds, argumentsFor: policyFile }),
      await growth({ what: 'scan, accounts', size: accounts, rounds, argumentsFor: log }),
    ];
    return {
      rows: results.flatMap(({ rows }) => rows),
      lines: [
        `default output of a large input, against ${TIMES} times that of a tenth, the start taken off; median of ${rounds} rounds, by turns`,
        ...results.flatMap(({ lines }) => lines),
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Growing = {
  readonly what: string;
  readonly size: number;
  readonly rounds: number;
  /** Arguments of a run over an input of that size, which it makes. */
  readonly argumentsFor: (size: number) => Promise<readonly string[]>;
};

async function growth({ what, size, rounds, argumentsFor }: Growing): Promise<Measured> {
  const sizes = [1, size / TIMES, size];
  const runs = await Promise.all(sizes.map(async (count) => [PROGRAM, ...(await argumentsFor(count))]));
  const results = sizes.map((): Run[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, run] of runs.entries()) results[index]?.push(await runProgram(run));
  }
  const seconds = results.map((all) => median(all.map((run) => run.seconds)));
  const lines = results.map(([run]) => run?.outputLines ?? Number.NaN);
  const [, few = 0, many = 0] = lines;
  const title = `${what}: ${inDigits(size)} against ${inDigits(size / TIMES)}`;
  return {
    rows: [
      atMost(TARGET, `${title}, growth of the time`, growthOf(seconds)),
      atMost(TARGET, `${title}, growth of the lines`, many / few / TIMES),
    ],
    lines: sizes.map(
      (count, index) =>
        `${what}: ${inDigits(count).padStart(7)} give ${String(lines[index]).padStart(5)} lines in ${seconds[index]?.toFixed(2)} s of processor time`,
    ),
  };
}

function growthOf([start = 0, small = 0, large = 0]: readonly number[]): number {
  return (large - start) / (small - start) / TIMES;
}

/** A policy that requires MFA for all apps of everybody except some, a gap of its own. */
function aPolicy(n: number) {
  const id = (kind: string) => `${kind}0000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
  return {
    id: id('a'),
    displayName: `Require MFA, part ${n}`,
    state: 'enabled',
    conditions: {
      clientAppTypes: ['all'],
      applications: { includeApplications: ['All'], excludeApplications: [], includeUserActions: [] },
      users: {
        includeUsers: [],
        includeGroups: [id('b')],
        excludeUsers: [id('c')],
        excludeGroups: [id('d')],
      },
    },
    grantControls: { operator: 'OR', builtInControls: ['mfa'], customAuthenticationFactors: [] },
  };
}

/** A sign-in of each account. */
function* signIns(accounts: number): Generator<string> {
  const rows = pageOfSignIns();
  for (let n = 0; n < accounts; n++) {
    const guid = `${n.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
    const ids = { id: guid, correlationId: guid, sessionId: guid, userId: guid };
    yield `${JSON.stringify({ ...rows[n % PAGE], ...ids, userPrincipalName: `user${n}@contoso.example` })}\n`;
  }
}
