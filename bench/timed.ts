import { existsSync, readFileSync } from 'node:fs';

/** What a piece of work took, for the program that measures it. */
export type Figures = {
  readonly wallMs: number;
  /** Processor time of all threads of this process together. */
  readonly processorMs: number;
  /** The most memory that this process has held until now. */
  readonly peakMiB: number;
};

/** Runs it and measures it; what comes before and after it in this process does not count. */
export async function timed<T>(work: () => Promise<T>): Promise<Figures & { readonly summary: T }> {
  const from = process.cpuUsage();
  const start = performance.now();
  const summary = await work();
  const wallMs = performance.now() - start;
  const { user, system } = process.cpuUsage(from);
  return { wallMs, processorMs: (user + system) / 1e3, peakMiB: peakMiB(), summary };
}

// On Linux not maxRSS: a child starts with the peak of its parent process. /proc has the peak of the child alone.
function peakMiB(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const kib = /VmHWM:\s*(\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS;
  return Number(kib) / 1_024;
}
