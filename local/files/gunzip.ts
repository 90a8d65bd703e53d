import { createGunzip } from 'node:zlib';
import { WatchError } from '../../shared/domain/watchError';

/** The compressed data ends early or is damaged. Everything that could be unpacked has been yielded before. */
export class DamagedGzipError extends WatchError {
  readonly code = 'damagedGzip';

  constructor(cause: unknown) {
    super('the compressed data is damaged or cut short', { cause });
    this.name = 'DamagedGzipError';
  }
}

/**
 * Unpacks gzip. Piping would lose the records before a cut: a stream that fails drops the data that it has unpacked and not
 * yet passed on.
 *
 * @throws DamagedGzipError after everything before the damage has been yielded
 */
export async function* gunzip(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const stream = createGunzip();
  let unpacked: Uint8Array[] = [];
  let failure: unknown = null;
  let wake = () => {};
  stream.on('data', (bytes: Uint8Array) => unpacked.push(bytes));
  stream.on('error', (error) => {
    failure = error;
    wake();
  });
  const feed = (start: (done: () => void) => void) =>
    new Promise<void>((resolve) => {
      wake = resolve;
      start(resolve);
    });
  const take = () => {
    const taken = unpacked;
    unpacked = [];
    return taken;
  };
  try {
    for await (const bytes of packed) {
      await feed((done) => stream.write(bytes, () => done()));
      yield* take();
      if (failure !== null) throw new DamagedGzipError(failure);
    }
    await feed((done) => stream.once('close', done).end());
    yield* take();
    if (failure !== null) throw new DamagedGzipError(failure);
  } finally {
    stream.destroy();
  }
}
