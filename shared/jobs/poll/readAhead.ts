/**
 * The same items in the same order; while one is at work, so many of the next are read, one after the other. An error is thrown when its
 * turn comes. If the caller leaves early, no other item is begun, and the one that is being read is waited for.
 */
export async function* readAhead<T>(items: AsyncIterable<T>, most: number): AsyncGenerator<T> {
  const reading = items[Symbol.asyncIterator]();
  const asked: Promise<IteratorResult<T, unknown>>[] = [];
  let latest: Promise<IteratorResult<T, unknown> | null> = Promise.resolve(null);
  let isOver = false;
  const askForOne = () => {
    const next = latest.then((last) => (isOver || last?.done ? END : reading.next()));
    next.catch(() => {});
    asked.push(next);
    latest = next;
  };
  try {
    for (;;) {
      while (asked.length <= most) askForOne();
      const next = await asked.shift();
      if (next === undefined || next.done) return;
      yield next.value;
    }
  } finally {
    isOver = true;
    await Promise.allSettled(asked);
    await reading.return?.();
  }
}

const END = { done: true, value: undefined } as const;
