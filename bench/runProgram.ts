import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

// On Linux not maxRSS: a child starts with the peak of its parent process. /proc has the peak of the child alone.
const REPORT = `import { existsSync, readFileSync, writeSync } from 'node:fs';
process.once('exit', () => {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const kib = /VmHWM:\\s*(\\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS;
  const { user, system } = process.cpuUsage();
  writeSync(2, 'peak ' + kib + ' KiB, ' + (user + system) + ' us');
});`;

const NEWLINE = 0x0a;

export type Run = {
  /** The most memory it held at any time. */
  readonly peakBytes: number;
  /** Processor time of all threads together, which does not depend on other programs. */
  readonly seconds: number;
  /** From its start to its end. */
  readonly wallSeconds: number;
  readonly outputLines: number;
};

/** Runs a Node.js program to its end, and counts the lines of its output. */
export async function runProgram(args: readonly string[]): Promise<Run> {
  const hook = `data:text/javascript,${encodeURIComponent(REPORT)}`;
  const start = performance.now();
  const child = spawn(process.execPath, ['--import', hook, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let outputLines = 0;
  child.stdout.on('data', (bytes: Buffer) => {
    for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) outputLines++;
  });
  const [report, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  const wallSeconds = (performance.now() - start) / 1e3;
  const [, kib, microseconds] = /peak (\d+) KiB, (\d+) us$/.exec(report) ?? [];
  if (code !== 0 || kib === undefined) throw new Error(`${args.join(' ')} ended with ${code}: ${report}`);
  return { peakBytes: Number(kib) * 1_024, seconds: Number(microseconds) / 1e6, wallSeconds, outputLines };
}
