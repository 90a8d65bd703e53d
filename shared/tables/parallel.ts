import pMap from 'p-map';

/**
 * As many partitions are read or written at once. The service takes 2,000 entities a second in one partition and 20,000 in one
 * account; in each partition, one request follows the other.
 * https://learn.microsoft.com/azure/storage/tables/scalability-targets (read 2026-11-30)
 */
export const PARTITIONS_AT_ONCE = 8;

/**
 * Works on the items, eight at a time. After a failure it begins no other, and throws once all that were begun have ended: no
 * write goes on behind the back of the caller.
 *
 * @returns the results in the order of the items
 * @throws the first error of the work
 */
export async function inParallel<T, R>(items: Iterable<T>, work: (item: T) => Promise<R>): Promise<R[]> {
  let hasFailed = false;
  let failure: unknown;
  const results: R[] = [];
  const workOn = async (item: T, index: number) => {
    if (hasFailed) return;
    try {
      results[index] = await work(item);
    } catch (error) {
      if (!hasFailed) failure = error;
      hasFailed = true;
    }
  };
  await pMap(items, workOn, { concurrency: PARTITIONS_AT_ONCE });
  if (hasFailed) throw failure;
  return results;
}
