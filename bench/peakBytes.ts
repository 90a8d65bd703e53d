import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

// Not maxRSS where Linux tells better: a child begins with the peak of the process that started it.
const TELL_PEAK = `import { existsSync, readFileSync, writeSync } from 'node:fs';
process.once('exit', () => {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const kib = /VmHWM:\\s*(\\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS;
  writeSync(2, 'peak ' + kib + ' KiB');
});`;

/** The most memory that a Node.js program holds at any time, its output thrown away. */
export async function peakBytes(args: readonly string[]): Promise<number> {
  const hook = `data:text/javascript,${encodeURIComponent(TELL_PEAK)}`;
  const child = spawn(process.execPath, ['--import', hook, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  const [told, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  const kib = /peak (\d+) KiB$/.exec(told)?.[1];
  if (code !== 0 || kib === undefined) throw new Error(`${args.join(' ')} ended with ${code}: ${told}`);
  return Number(kib) * 1_024;
}
