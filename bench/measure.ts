type Work = () => unknown;

/**
 * The median time of a round of each piece of work, in milliseconds, after a warm-up of as many rounds. They take turns, because the
 * speed of a machine varies.
 */
export function byTurns<const W extends readonly Work[]>(
  rounds: number,
  works: W,
): { readonly [index in keyof W]: number } {
  const times = works.map((): number[] => []);
  for (let round = -rounds; round < rounds; round++) {
    for (const [index, work] of works.entries()) {
      // Once before it counts: the garbage and the caches that another piece of work leaves behind are not its own.
      work();
      const start = performance.now();
      work();
      if (round >= 0) times[index]?.push(performance.now() - start);
    }
  }
  return times.map(median) as { readonly [index in keyof W]: number };
}

/** NaN of nothing. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
