import { join } from 'node:path';
import { median } from './measure';
import { linesOf, startServer } from './programs';
import { atMost, type BenchRow, type Measured } from './row';
import type { Figures } from './timed';

type ReadBackOptions = {
  /** Stored findings. */
  readonly findings: number;
  /** How often each is read; the medians count. The report is read once. */
  readonly rounds: number;
};

/** One thing that was read: by the product, and the same reads without it. */
type Reading = {
  readonly name: string;
  /** To the tables. */
  readonly requests: number;
  readonly product: Figures;
  readonly floor: Figures;
};

/** Milliseconds more than the floor. A page of findings has the same target, whatever it shows. */
const TARGETS: Readonly<Record<string, number>> = { digest: 10_000, report: 4_000 };
const TARGET_OF_PAGE = 200;
/** A million rows in the memory of Azurite. */
const HEAP = '--max-old-space-size=12000';

/**
 * Reads a tenant of 10,000 accounts back from Azurite: the digest, the report and pages of 1,000 findings, each compared with the
 * same reads of the tables by Microsoft's client alone.
 */
export async function benchReadBack({ findings, rounds }: ReadBackOptions): Promise<Measured> {
  const tables = await startServer(join(__dirname, 'readBackTables.js'), [`${findings}`], {
    execArgv: [HEAP],
  });
  try {
    const readings = await linesOf<Reading>(join(__dirname, 'readBackRun.js'), [tables.url, `${rounds}`]);
    const names = [...new Set(readings.map(({ name }) => name))];
    const measured = names.map((name) =>
      measuredOf(
        name,
        readings.filter((one) => one.name === name),
      ),
    );
    const headline = `10,000 accounts, ${findings} findings; median of ${rounds} rounds, milliseconds`;
    return { rows: measured.map(({ row }) => row), lines: [headline, ...measured.map(({ line }) => line)] };
  } finally {
    await tables.stop();
  }
}

function measuredOf(
  name: string,
  runs: readonly Reading[],
): { readonly row: BenchRow; readonly line: string } {
  const value = median(runs.map(({ product, floor }) => product.wallMs - floor.wallMs));
  const target = TARGETS[name] ?? TARGET_OF_PAGE;
  const row = atMost(target, `reading back: ${name}, ms more than the floor`, value);
  const of = (key: 'product' | 'floor', figure: keyof Figures) =>
    median(runs.map((run) => run[key][figure]))
      .toFixed(0)
      .padStart(7);
  const line = [
    name.padEnd(18),
    `requests ${String(runs[0]?.requests).padStart(4)}`,
    `floor ${of('floor', 'wallMs')}`,
    `product ${of('product', 'wallMs')}`,
    `more ${value.toFixed(0).padStart(6)} (target ${target}, ${row.met ? 'met' : 'missed'})`,
    `processor ${of('floor', 'processorMs')} and ${of('product', 'processorMs')}`,
    `peak ${of('product', 'peakMiB')} MiB`,
  ];
  return { row, line: line.join('  ') };
}
