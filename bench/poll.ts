import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PollSummary } from '../shared/jobs/poll/pollSignIns';
import { median } from './measure';
import { answerOf, startServer } from './programs';
import { atMost, type Measured } from './row';
import type { Figures } from './timed';

type PollOptions = {
  /** How often each program runs; the medians count. */
  readonly rounds: number;
  /** Sign-ins a day, of 30 days. */
  readonly perDay: number;
};
type Run = Figures & { readonly summary: PollSummary };

const TARGET = 1.25;
const TARGET_MEMORY = 1.2;
const FEWER = 4;
/** MiB. Without a limit, Node.js lets garbage lie for as long as the machine has memory, and an instance of 512 MB has little. */
const SMALL_HEAP = 128;
const ACCOUNTS = 2_000;

const [GRAPH, TABLES, PRODUCT, FLOOR] = [
  'pollGraph.js',
  'readBackTables.js',
  'pollProduct.js',
  'pollFloor.js',
].map((name) => join(__dirname, name)) as [string, string, string, string];

/**
 * Compares a poll of about 100,000 sign-ins from a Graph on this machine into Azurite with the same requests, `JSON.parse` and the
 * same writes. Graph, Azurite and each run are processes of their own, and the runs take turns. Each begins with empty tables.
 * Memory is compared with that for a quarter of the sign-ins, both in a small heap.
 */
export async function benchPoll({ rounds, perDay }: PollOptions): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'mfa-watch-bench-'));
  const stepsFile = join(folder, 'steps.ndjson');
  const [graph, few] = await Promise.all([
    startServer(GRAPH, [`${ACCOUNTS}`, `${perDay}`]),
    startServer(GRAPH, [`${ACCOUNTS}`, `${Math.round(perDay / FEWER)}`]),
  ]);
  try {
    const product = (url: string, ...more: readonly string[]) =>
      withTables((tables) => answerOf<Run>(PRODUCT, [url, tables, ...more]));
    const inSmallHeap = (url: string) =>
      withTables((tables) =>
        answerOf<Run>(PRODUCT, [url, tables], { execArgv: [`--max-old-space-size=${SMALL_HEAP}`] }),
      );
    const { summary } = await product(graph.url, stepsFile);
    const runs: Record<'floor' | 'poll', Figures[]> = { floor: [], poll: [] };
    for (let round = 0; round < rounds; round++) {
      runs.floor.push(await withTables((tables) => answerOf<Run>(FLOOR, [tables, stepsFile])));
      runs.poll.push(await product(graph.url));
    }
    const small = [await inSmallHeap(graph.url)];
    return measured(summary, { ...runs, small, few: [await inSmallHeap(few.url)] });
  } finally {
    await Promise.all([graph.stop(), few.stop(), rm(folder, { recursive: true, force: true })]);
  }
}

async function withTables<T>(run: (tablesUrl: string) => Promise<T>): Promise<T> {
  const azurite = await startServer(TABLES, ['0']);
  try {
    return await run(azurite.url);
  } finally {
    await azurite.stop();
  }
}

function measured(
  { read, findings, transactions }: PollSummary,
  { floor, poll, small, few }: Readonly<Record<'floor' | 'poll' | 'small' | 'few', readonly Figures[]>>,
): Measured {
  const wall = medianOf(poll, 'wallMs') / medianOf(floor, 'wallMs');
  const processor = medianOf(poll, 'processorMs') / medianOf(floor, 'processorMs');
  const memory = medianOf(small, 'peakMiB') / medianOf(few, 'peakMiB');
  return {
    rows: [
      atMost(TARGET, 'polling 100,000 sign-ins, of the floor', wall),
      atMost(TARGET_MEMORY, 'peak memory of polling 100,000 sign-ins, of that for a quarter', memory),
    ],
    lines: [
      `${read} sign-ins of ${ACCOUNTS} users, ${findings} findings in ${transactions} transactions; median of ${poll.length} rounds (least to most)`,
      line('requests, JSON.parse, writes (floor)', floor),
      line('poll', poll),
      line(`poll in a heap of ${SMALL_HEAP} MiB`, small),
      line('a quarter in such a heap', few),
      `of the floor: ${wall.toFixed(2)} in wall time, ${processor.toFixed(2)} in processor time; memory of that for a quarter: ${memory.toFixed(2)}`,
    ],
  };
}

function line(name: string, runs: readonly Figures[]): string {
  const seconds = (key: 'wallMs' | 'processorMs') => {
    const values = runs.map((run) => run[key] / 1e3).sort((a, b) => a - b);
    return `${(medianOf(runs, key) / 1e3).toFixed(2)} s (${values[0]?.toFixed(2)} to ${values.at(-1)?.toFixed(2)})`;
  };
  return `${name.padEnd(38)} wall ${seconds('wallMs')}  processor ${seconds('processorMs')}  peak ${medianOf(runs, 'peakMiB').toFixed(0)} MiB`;
}

function medianOf(runs: readonly Figures[], key: keyof Figures): number {
  return median(runs.map((run) => run[key]));
}
