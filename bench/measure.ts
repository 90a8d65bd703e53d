/** The median time of one round, in milliseconds, after a warm-up of as many rounds. */
export function medianMs(rounds: number, work: () => unknown): number {
  for (let round = 0; round < rounds; round++) work();
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return times[Math.floor(rounds / 2)] ?? Number.NaN;
}
