import type { Bench, BenchOptions } from './benches';
import type { BenchRow } from './row';

type Streams = { readonly [name in 'stdout' | 'stderr']: { readonly write: (text: string) => unknown } };

const CELL = 10;

/**
 * Runs benchmarks one after another, and writes their figures, then the table of all rows. With `json`, only the rows go to
 * standard output.
 *
 * @returns whether all targets are met
 */
export async function report(
  benches: readonly Bench[],
  options: BenchOptions & { readonly json: boolean },
  { stdout, stderr }: Streams,
): Promise<boolean> {
  const details = options.json ? stderr : stdout;
  const rows: BenchRow[] = [];
  for (const bench of benches) {
    const measured = await bench.run(options);
    details.write(`${[bench.name, ...measured.lines].join('\n')}\n\n`);
    rows.push(...measured.rows);
  }
  stdout.write(options.json ? `${JSON.stringify({ rows }, null, 2)}\n` : `${tableOf(rows)}\n`);
  if (options.size !== 'full')
    details.write(`Size ${options.size}: smaller inputs than those that the targets are for.\n`);
  return rows.every(({ met }) => met);
}

function tableOf(rows: readonly BenchRow[]): string {
  const lines = [
    ['what', 'measured', 'target', ''],
    ...rows.map(({ name, value, target, met, isLeast }) => [
      name,
      figure(value),
      `${isLeast ? '≥' : '≤'} ${figure(target)}`,
      met ? 'met' : 'missed',
    ]),
  ];
  const longest = Math.max(...rows.map(({ name }) => name.length));
  return lines
    .map(([name = '', ...cells]) =>
      [name.padEnd(longest), ...cells.map((cell) => cell.padStart(CELL))].join(' ').trimEnd(),
    )
    .join('\n');
}

function figure(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 2 });
}
