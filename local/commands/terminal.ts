import { once } from 'node:events';
import type { Write } from './judgedOutput';

/** The parts of its process that a command may touch. */
export type Terminal = {
  readonly env: NodeJS.ProcessEnv;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly stdin: NodeJS.ReadableStream;
  readonly setExitCode: (code: number) => void;
  readonly now: () => Date;
};

const USUAL = 80;
const NARROWEST = 40;

/** The width of a line: that of the terminal; in a pipe that of COLUMNS, else 80. */
export function widthOf({ stdout, env }: Pick<Terminal, 'stdout' | 'env'>): number {
  const columns = stdout.columns ?? Number(env.COLUMNS);
  return Number.isInteger(columns) && columns > 0 ? Math.max(NARROWEST, columns) : USUAL;
}

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
