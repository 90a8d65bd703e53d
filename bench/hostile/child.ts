import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

export type Child = {
  /** Standard output and standard error so far. */
  readonly said: () => string;
  /** Waits until it has said this, or has ended; false if neither comes in time. */
  readonly untilSaid: (pattern: RegExp, withinMs: number) => Promise<boolean>;
  /** The most memory it has held at any time, in bytes. */
  readonly peakBytes: () => number;
  /** Kills it: another run or request may be under way, and take minutes to end. */
  readonly stop: () => Promise<void>;
};

const EVERY_MS = 50;

/** Runs a Node.js program, and watches its memory and what it says. */
export function startChild(args: readonly string[], env: Readonly<Record<string, string>>): Child {
  const child = spawn(process.execPath, [...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (said += String(bytes)));
  let peakBytes = 0;
  const ended = once(child, 'close');
  const watch = async () => {
    while (child.exitCode === null && child.signalCode === null) {
      peakBytes = Math.max(peakBytes, await peakOf(child));
      await sleep(EVERY_MS);
    }
  };
  const watching = watch();
  return {
    said: () => said,
    untilSaid: async (pattern, withinMs) => {
      const until = Date.now() + withinMs;
      while (!pattern.test(said)) {
        if (child.exitCode !== null) return ended.then(() => true);
        if (Date.now() >= until) return false;
        await sleep(EVERY_MS);
      }
      return true;
    },
    peakBytes: () => peakBytes,
    stop: async () => {
      if (child.exitCode === null) child.kill('SIGKILL');
      await Promise.all([ended, watching]);
    },
  };
}

/** Linux keeps the peak; 0 elsewhere, and once the process has ended. */
async function peakOf({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmHWM:\s*(\d+)/.exec(status)?.[1] ?? 0) * 1_024;
}
