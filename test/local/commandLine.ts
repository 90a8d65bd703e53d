import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

export const BUILT = join(__dirname, '../../dist/local/mfa-watch.mjs');

export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** Runs the built command line as a user would, without a terminal. */
export async function mfaWatch(
  args: readonly string[],
  given: { readonly stdin?: string | Uint8Array; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [BUILT, ...args], {
    env: { PATH: process.env.PATH ?? '', ...given.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => {});
  child.stdin.end(given.stdin ?? '');
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, stdout, stderr };
}
