import { once } from 'node:events';
import type { Write } from './judgedOutput';

/** What a command may touch of the process it runs in. */
export type Terminal = {
  readonly env: NodeJS.ProcessEnv;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly stdin: NodeJS.ReadableStream;
  readonly setExitCode: (code: number) => void;
  readonly now: () => Date;
};

/** Writes to a stream at the pace of its reader. */
export function writer(stream: NodeJS.WritableStream): Write {
  return async (text) => {
    if (!stream.write(text)) await once(stream, 'drain');
  };
}

/** Resolves at the first Ctrl-C or request to end. */
export async function untilStopped(): Promise<void> {
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
}
