import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const ROOT = join(__dirname, '..');
const REPOSITORY = { type: 'git', url: 'git+https://github.com/contoso/mfa-watch.git' };
const run = promisify(execFile);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mfa-watch-publishing-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a package without a licence text cannot be bundled', async () => {
  const bare = join(folder, 'node_modules/bare');
  await mkdir(bare, { recursive: true });
  await writeFile(join(bare, 'package.json'), '{ "name": "bare", "version": "1.0.0", "license": "MIT" }');
  const metafile = {
    inputs: {},
    outputs: { out: { inputs: { [`${bare}/index.js`]: { bytesInOutput: 1 } } } },
  };
  const script = `import { packagesIn } from './bundled.mjs'; import { noticesFor } from './notices.mjs';
    await noticesFor(await packagesIn([${JSON.stringify(metafile)}]));`;
  const built = run(process.execPath, ['--input-type=module', '-e', script], { cwd: ROOT });
  await expect(built).rejects.toThrow('bare has no licence text');
});

describe('npm publish in a clone', () => {
  const clone = () => join(folder, 'clone');
  const git = (...args: string[]) =>
    run('git', ['-c', 'user.name=A', '-c', 'user.email=a@contoso.example', ...args], { cwd: clone() });
  /** What stops it, if anything does. */
  const stopped = () =>
    run(process.execPath, [join(ROOT, 'publishable.mjs')], { cwd: clone() }).then(
      () => null,
      (error: { readonly stderr: string }) => error.stderr,
    );
  async function commit(manifest: object): Promise<void> {
    await writeFile(join(clone(), 'package.json'), JSON.stringify(manifest));
    await git('add', '.');
    await git('commit', '--quiet', '--message', 'One');
  }
  beforeAll(async () => {
    await mkdir(clone());
    await git('init', '--quiet');
  });

  test('is stopped if package.json names no repository', async () => {
    await commit({});
    expect(await stopped()).toMatch(/^package\.json names no repository\./);
  });

  test('goes on if everything is committed', async () => {
    await commit({ repository: REPOSITORY });
    expect(await stopped()).toBeNull();
  });

  test('is stopped by a change that no commit has', async () => {
    await writeFile(join(clone(), 'new.ts'), '');
    expect(await stopped()).toBe('Commit or remove these first:\n?? new.ts\n');
  });
});
