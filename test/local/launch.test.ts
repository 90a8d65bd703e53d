import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const run = promisify(execFile);
const LAUNCH = join(__dirname, '../../local/launch.cjs');

test('starts the built command line', async () => {
  const { stdout } = await run(process.execPath, [LAUNCH, '--version']);
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('before a build, says how to build', async () => {
  const clone = await mkdtemp(join(tmpdir(), 'mfa-watch-clone-'));
  await mkdir(join(clone, 'local'));
  await copyFile(LAUNCH, join(clone, 'local', 'launch.cjs'));
  const failed = await run(process.execPath, [join(clone, 'local', 'launch.cjs')]).catch(
    (error: unknown) => error,
  );
  expect(failed).toMatchObject({ code: 2, stderr: expect.stringContaining('npm ci') });
  await rm(clone, { recursive: true });
});
