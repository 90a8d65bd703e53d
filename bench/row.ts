/** A row of the table of `npm run bench`: a figure beside its target. */
export type BenchRow = {
  readonly name: string;
  readonly value: number;
  readonly target: number;
  readonly met: boolean;
};

/** The rows of a benchmark, and its figures for people. */
export type Measured = { readonly rows: readonly BenchRow[]; readonly lines: readonly string[] };
