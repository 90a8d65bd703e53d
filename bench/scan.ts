import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Layout, writeGraphLog } from './graphLog';
import { atMost, type Measured } from './row';
import { type Run, runProgram } from './runProgram';

const TARGET = 2;
const TARGET_MEMORY = 1.2;
/** A small log, of 10,000 sign-ins, is such a part of the whole. */
const PARTS = 4;
const PROOF_BYTES = 64;
const SCAN = join(__dirname, '../local/mfa-watch.mjs');
const FLOOR = join(__dirname, 'readLines.js');

type Row = { readonly name: string; readonly args: readonly string[]; readonly floor?: string };

/**
 * Compares `scan` of a log as Graph beta writes it with the minimum work to read it: its lines (or the whole page) and
 * `JSON.parse`. Each runs in a process of its own, in turns, so that other programs slow all of them alike.
 */
export async function benchScan({ rounds = 5, records = 40_000 } = {}): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'mfa-watch-bench-'));
  const fileOf = async (layout: Layout, records: number) => {
    const file = join(folder, `${records}.${layout}`);
    await writeGraphLog(file, layout, records);
    return file;
  };
  try {
    const lines = await fileOf('ndjson', records);
    const page = await fileOf('page', records);
    const few = await fileOf('ndjson', records / PARTS);
    const rows: readonly Row[] = [
      { name: 'lines and JSON.parse (floor)', args: [FLOOR, lines] },
      { name: 'scan', args: [SCAN, 'scan', lines] },
      { name: 'scan --format ndjson', args: [SCAN, 'scan', '--format', 'ndjson', lines] },
      { name: 'whole page, JSON.parse (floor)', args: [FLOOR, page, 'page'] },
      { name: 'scan of the page', args: [SCAN, 'scan', page], floor: 'whole page, JSON.parse (floor)' },
      { name: 'scan of a quarter', args: [SCAN, 'scan', few] },
    ];
    const measured = await inTurns(rows, rounds);
    const size = (await stat(lines)).size;
    return resultOf(rows, measured, { records, headline: headline(records, size, rounds) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function inTurns(rows: readonly Row[], rounds: number): Promise<ReadonlyMap<string, readonly Run[]>> {
  const runs = new Map<string, Run[]>(rows.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const { name, args } of rows) runs.get(name)?.push(await runProgram(args));
  }
  return runs;
}

function headline(records: number, bytes: number, rounds: number): string {
  return `${records} sign-ins as Graph beta writes them, ${Math.round(bytes / 1e6)} MB; processor time and wall time, median of ${rounds} rounds, each with its share of the floor; peak memory`;
}

type About = { readonly records: number; readonly headline: string };

function resultOf(
  rows: readonly Row[],
  measured: ReadonlyMap<string, readonly Run[]>,
  { records, headline }: About,
): Measured {
  const of = (name = rows[0]?.name ?? '') => figures(measured.get(name) ?? []);
  const lines = rows.map(({ name, floor }) => {
    const { processor, wall, peak } = of(name);
    const columns = [timeOf(processor, of(floor).processor), timeOf(wall, of(floor).wall)];
    return `${name.padEnd(32)} ${columns.join('   ')} ${mebibytes(peak).padStart(5)} MiB`;
  });
  const proofs = records * (1 - 1 / PARTS) * PROOF_BYTES;
  return {
    rows: [
      atMost(TARGET, 'scan, wall time, of the floor', of('scan').wall.median / of().wall.median),
      atMost(
        TARGET,
        'scan, processor time, of the floor',
        of('scan').processor.median / of().processor.median,
      ),
      atMost(
        TARGET_MEMORY,
        'scan, peak memory, of a quarter of the log',
        (of('scan').peak - proofs) / of('scan of a quarter').peak,
      ),
    ],
    lines: [headline, ...lines],
  };
}

function figures(runs: readonly Run[]) {
  return {
    processor: spread(runs.map(({ seconds }) => seconds)),
    wall: spread(runs.map(({ wallSeconds }) => wallSeconds)),
    peak: spread(runs.map(({ peakBytes }) => peakBytes)).median,
  };
}

type Spread = { readonly median: number; readonly least: number; readonly most: number };

function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const [least = Number.NaN] = sorted;
  const median = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  return { median, least, most: sorted.at(-1) ?? Number.NaN };
}

function timeOf({ median, least, most }: Spread, floor: Spread): string {
  const span = `(${least.toFixed(2)} to ${most.toFixed(2)})`;
  return `${median.toFixed(2).padStart(6)} s ${span} ${(median / floor.median).toFixed(2).padStart(6)}`;
}

function mebibytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}
