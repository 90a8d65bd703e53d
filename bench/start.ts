import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './measure';
import { atMost, type Measured } from './row';

const TARGET = 1.3;
const DIST = join(__dirname, '..');

/**
 * Compares the time until the app has registered its functions in a new worker with that of an empty app, a timer that does
 * nothing. Both are bundled alike, and start by turns, because the speed of a machine varies.
 *
 * A start includes Node.js, a harness (the local host's loader, which stands in for the Functions worker), and the app with
 * the Functions library. The deployed worker also loads gRPC, which makes its start longer and the ratio smaller.
 */
export async function benchStart({ rounds = 25 } = {}): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'mfa-watch-bench-'));
  try {
    const empty = join(folder, 'empty');
    await cp(join(DIST, 'package'), empty, { recursive: true });
    await copyFile(join(DIST, 'bench/emptyApp.js'), join(empty, 'dist/main.js'));
    const apps = { none: [], empty: [empty], ours: [join(DIST, 'package')] };
    const times = { none: [] as number[], empty: [] as number[], ours: [] as number[] };
    for (let round = -1; round < rounds; round++) {
      for (const app of ['none', 'empty', 'ours'] as const) {
        const ms = await startMs(apps[app]);
        // The first start of each fills the caches of the disk.
        if (round >= 0) times[app].push(ms);
      }
    }
    const [none, floor, ours] = [median(times.none), median(times.empty), median(times.ours)];
    return {
      rows: [atMost(TARGET, 'start of a worker, of an empty app', ours / floor)],
      lines: [
        `start of a worker until the app has registered; median of ${rounds}, by turns`,
        line('Node.js and harness', none, floor),
        line('with an empty app (floor)', floor, floor),
        line('with the deployed app', ours, floor),
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function startMs(app: readonly string[]): Promise<number> {
  const start = performance.now();
  const worker = spawn(process.execPath, [join(DIST, 'bench/startWorker.js'), ...app], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(worker, 'exit');
  const [output] = await Promise.race([once(worker.stdout, 'data'), ended]);
  const ms = performance.now() - start;
  await ended;
  if (String(output) !== 'ready') throw new Error('The app did not load: see above.');
  return ms;
}

function line(name: string, ms: number, floor: number): string {
  return `${name.padEnd(28)} ${ms.toFixed(0).padStart(5)} ms ${(ms / floor).toFixed(2).padStart(6)}`;
}
