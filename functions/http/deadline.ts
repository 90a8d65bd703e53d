/**
 * How long a caller waits for an answer, in milliseconds. Azure's load balancer gives up after 230 seconds, without a word to the
 * caller: https://learn.microsoft.com/azure/azure-functions/functions-scale#timeout (read 2026-11-30)
 */
export const LIST_MS = 30_000;
/** Whole tables are read, and a page is made of them. */
export const REPORT_MS = 100_000;
/** The log or the directory is read; the jobs have shorter limits of their own, and leave time to store what was read. */
export const LONGEST_MS = 210_000;

/** The result of the work; `null` if it takes longer. Then nobody hears of its result, nor of its failure. */
export async function withinTime<T>(work: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, ms, null);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
