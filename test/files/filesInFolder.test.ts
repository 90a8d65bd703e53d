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
  return one.kind === 'skipped' ? ` (${one.skip.code})` : ` (${one.error.code})`;
}

test('finds the files in a folder and its folders, sorted, without hidden ones', async () => {
  expect(await found()).toEqual(['a.json', 'b/2.json', 'b/c/1.json', 'z.csv']);
});

test('reads a link to a file as that file', async () => {
  await symlink(join(folder, 'z.csv'), join(folder, 'b/link'));
  const identities = (await filesInFolder(folder)).flatMap((one) =>
    one.kind === 'file' ? one.identity : [],
  );
  expect(identities).toHaveLength(5);
  expect(new Set(identities).size).toBe(4);
});

test('does not follow links in a circle', async () => {
  await symlink(folder, join(folder, 'b/up'));
  await symlink(join(folder, 'loop'), join(folder, 'loop'));
  expect(await found()).toEqual([
    'a.json',
    'b/2.json',
    'b/c/1.json',
    'b/up (linkToFolder)',
    'loop (notReadable)',
    'z.csv',
  ]);
});

test('neither waits at a pipe nor stops at a link to nothing', async () => {
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  await symlink(join(folder, 'gone'), join(folder, 'link'));
  expect(await found()).toEqual([
    'a.json',
    'b/2.json',
    'b/c/1.json',
    'link (notFound)',
    'pipe (notOrdinaryFile)',
    'z.csv',
  ]);
});

test('reports a folder that does not exist', async () => {
  await expect(filesInFolder(join(folder, 'none'))).rejects.toMatchObject({ code: 'notFound' });
});
