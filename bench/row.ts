/** A row of the table: a figure beside its target. */
export type BenchRow = {
  readonly name: string;
  readonly value: number;
  readonly target: number;
  readonly met: boolean;
  /** The target is the least value that will do; without this, it is the most. */
  readonly isLeast?: true;
};

/** The result of a benchmark: its rows, and the figures behind them as lines for people. */
export type Measured = { readonly rows: readonly BenchRow[]; readonly lines: readonly string[] };

/** A row that is met if the value is at most the target. A value that could not be measured (NaN) is a miss. */
export function atMost(target: number, name: string, value: number): BenchRow {
  return { name, value, target, met: value <= target };
}

/** A row that is met if the value is at least the target. A value that could not be measured (NaN) is a miss. */
export function atLeast(target: number, name: string, value: number): BenchRow {
  return { name, value, target, met: value >= target, isLeast: true };
}
