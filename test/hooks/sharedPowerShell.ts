import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { POWERSHELL } from './powerShell';

let shared: { readonly child: ChildProcessWithoutNullStreams; readonly answers: Interface } | null = null;

type Ended = { readonly code: number; readonly lines: readonly string[] };

/** Runs a script in one PowerShell, which a test file starts once: starting it takes seconds. */
export async function inSharedPowerShell(
  script: string,
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<Ended> {
  shared ??= start();
  const answer = once(shared.answers, 'line');
  shared.child.stdin.write(`${JSON.stringify({ script, folder, env })}\n`);
  const [line] = await answer;
  const { code, lines } = JSON.parse(line) as Ended;
  return { code, lines: lines.flatMap((text) => text.split('\n')).filter((text) => text.trim() !== '') };
}

export async function endSharedPowerShell(): Promise<void> {
  if (shared === null) return;
  const closed = once(shared.child, 'close');
  shared.child.stdin.end();
  shared = null;
  await closed;
}

function start() {
  const child = spawn(POWERSHELL, ['-NoProfile', '-File', join(__dirname, 'sharedPowerShell.ps1')], {
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { child, answers: createInterface(child.stdout) };
}
