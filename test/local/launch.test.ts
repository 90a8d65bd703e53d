import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

const run = promisify(execFile);
const LAUNCH = join(__dirname, '../../local/launch.cjs');
/** A build that says so in what it makes. */
const BUILD = `
import { mkdirSync, writeFileSync } from 'node:fs';
mkdirSync('dist/local', { recursive: true });
writeFileSync('dist/local/mfa-watch.mjs', 'console.log("built " + ' + JSON.stringify(process.argv.length) + ')');
`;

test('starts the built command line', async () => {
  const { stdout } = await run(process.execPath, [LAUNCH, '--version']);
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

describe('in a clone that is not built', () => {
  let clone = '';
  beforeEach(async () => {
    clone = await mkdtemp(join(tmpdir(), 'mfa-watch-clone-'));
    await mkdir(join(clone, 'local'));
    await copyFile(LAUNCH, join(clone, 'local', 'launch.cjs'));
    await writeFile(join(clone, 'package.json'), '{}');
    await writeFile(join(clone, 'build.mjs'), BUILD);
  });
  afterEach(() => rm(clone, { recursive: true }));
  const launch = () => run(process.execPath, [join(clone, 'local', 'launch.cjs')]);

  test('says how to build, if nothing is installed either', async () => {
    const failed = await launch().catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 2, stderr: expect.stringContaining('npm ci') });
  });

  test('builds once, if it was installed without its scripts', async () => {
    await mkdir(join(clone, 'node_modules'));
    const first = await launch();
    expect(first).toEqual({ stdout: 'built 2\n', stderr: 'mfa-watch: building, once for each version.\n' });
    expect(await launch()).toEqual({ stdout: 'built 2\n', stderr: '' });
  });

  test('builds again after another version was checked out', async () => {
    await mkdir(join(clone, 'node_modules'));
    await launch();
    const later = new Date(Date.now() + 60_000);
    await utimes(join(clone, 'package.json'), later, later);
    expect((await launch()).stderr).toContain('building');
  });

  test('fails, if the build fails', async () => {
    await mkdir(join(clone, 'node_modules'));
    await writeFile(join(clone, 'build.mjs'), 'throw new Error("no");');
    const failed = await launch().catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 2, stderr: expect.stringContaining('not built yet') });
  });
});
