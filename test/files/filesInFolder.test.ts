import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Found, filesInFolder } from '../../local/files/filesInFolder';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-in-folder-'));
  await mkdir(join(folder, 'b/c'), { recursive: true });
  await mkdir(join(folder, '.git'));
  for (const path of ['b/c/1.json', 'b/2.json', 'a.json', 'z.csv', '.hidden.json', '.git/config.json']) {
    await writeFile(join(folder, path), path);
  }
});
afterEach(() => rm(folder, { recursive: true }));

async function found(): Promise<readonly string[]> {
  return (await filesInFolder(folder)).map((one) => `${relative(folder, one.path)}${note(one)}`);
}
function note(one: Found): string {
  if (one.kind === 'file') return '';
  return one.kind === 'skipped' ? ` (${one.why})` : ` (${one.error.code})`;
}

test('finds the files in it and in its folders, sorted, and no hidden ones', async () => {
  expect(await found()).toEqual(['a.json', 'b/2.json', 'b/c/1.json', 'z.csv']);
});

test('takes a link to a file for that file', async () => {
  await symlink(join(folder, 'z.csv'), join(folder, 'b/link'));
  const identities = (await filesInFolder(folder)).flatMap((one) =>
    one.kind === 'file' ? one.identity : [],
  );
  expect(identities).toHaveLength(5);
  expect(new Set(identities).size).toBe(4);
});

test('goes round in no circle', async () => {
  await symlink(folder, join(folder, 'b/up'));
  await symlink(join(folder, 'loop'), join(folder, 'loop'));
  expect(await found()).toEqual([
    'a.json',
    'b/2.json',
    'b/c/1.json',
    'b/up (is a link to a folder; name it to read it)',
    'loop (notReadable)',
    'z.csv',
  ]);
});

test('does not wait at a pipe, nor stumble over a link to nothing', async () => {
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  await symlink(join(folder, 'gone'), join(folder, 'link'));
  expect(await found()).toEqual([
    'a.json',
    'b/2.json',
    'b/c/1.json',
    'link (notFound)',
    'pipe (is no ordinary file; name it to read it)',
    'z.csv',
  ]);
});

test('says so when the folder itself is not there', async () => {
  await expect(filesInFolder(join(folder, 'none'))).rejects.toMatchObject({ code: 'notFound' });
});
