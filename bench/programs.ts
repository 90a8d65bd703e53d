import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { ProgramUsage } from './programUsage';

export type Server = {
  readonly url: string;
  /** What it has used since it started, if it answers that. */
  readonly usage: () => Promise<ProgramUsage>;
  readonly stop: () => Promise<void>;
};

type Start = {
  /** Switches of Node.js. */
  readonly execArgv?: readonly string[];
  /** In place of the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
};

/** Starts a program of this folder that sends its URL once it listens, and ends when its parent does. */
export async function startServer(
  program: string,
  args: readonly string[],
  { execArgv = [], env }: Start = {},
): Promise<Server> {
  const child: ChildProcess = fork(program, args, {
    execArgv: [...execArgv],
    ...(env && { env }),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const first = await Promise.race([once(child, 'message'), ended.then(() => null)]);
  if (first === null) throw new Error(`${program} ended before it listened.`);
  return {
    url: String(first[0]),
    usage: async () => {
      const answer = once(child, 'message');
      child.send('usage');
      return (await answer)[0];
    },
    stop: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

/** Runs a program to its end, and returns the JSON that it writes. */
export async function answerOf<T>(
  program: string,
  args: readonly string[],
  { execArgv = [] }: Pick<Start, 'execArgv'> = {},
): Promise<T> {
  return JSON.parse(await outputOf([...execArgv, program, ...args]));
}

/** Runs a program to its end, and returns the JSON of each line that it writes. */
export async function linesOf<T>(program: string, args: readonly string[]): Promise<readonly T[]> {
  const output = await outputOf([program, ...args]);
  return output
    .trim()
    .split('\n')
    .map((line): T => JSON.parse(line));
}

async function outputOf(args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  if (code !== 0) throw new Error(`node ${args.join(' ')} ended with ${code}.`);
  return output;
}
