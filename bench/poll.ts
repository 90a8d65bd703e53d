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
/** A quarter fills the slices of a poll, of 8,000 sign-ins. */
const FEWER = 4;
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
    const { summary } = await product(graph.url, stepsFile);
    const runs: Record<'floor' | 'poll' | 'few', Figures[]> = { floor: [], poll: [], few: [] };
    for (let round = 0; round < rounds; round++) {
      runs.floor.push(await withTables((tables) => answerOf<Run>(FLOOR, [tables, stepsFile])));
      runs.poll.push(await product(graph.url));
      runs.few.push(await product(few.url));
    }
    return measured(summary, runs);
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
  { floor, poll, few }: Readonly<Record<'floor' | 'poll' | 'few', readonly Figures[]>>,
): Measured {
  const wall = medianOf(poll, 'wallMs') / medianOf(floor, 'wallMs');
  const processor = medianOf(poll, 'processorMs') / medianOf(floor, 'processorMs');
  const memory = medianOf(poll, 'peakMiB') / medianOf(few, 'peakMiB');
  return {
    rows: [
      atMost(TARGET, 'polling 100,000 sign-ins, of the floor', wall),
      atMost(TARGET_MEMORY, 'peak memory of polling 100,000 sign-ins, of that for a quarter', memory),
    ],
    lines: [
      `${read} sign-ins of ${ACCOUNTS} users, ${findings} findings in ${transactions} transactions; median of ${poll.length} rounds (least to most)`,
      line('requests, JSON.parse, writes (floor)', floor),
      line('poll', poll),
      line('poll of a quarter', few),
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
