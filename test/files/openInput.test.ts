import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { FileRecord } from '../../local/files/fileRecord';
import { type Input, openInput } from '../../local/files/openInput';
import { aGraphRecord } from '../decode/records';

const record = aGraphRecord();
const text = JSON.stringify(record);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'open-input-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function readAll(input: Input): Promise<readonly FileRecord[]> {
  const records: FileRecord[] = [];
  for await (const each of input.read()) records.push(each);
  return records;
}

async function putAside(): Promise<readonly string[]> {
  return (await readdir(tmpdir())).filter((name) => name.startsWith('mfa-watch-'));
}

test('reads a file as often as needed', async () => {
  const path = join(folder, 'signins.json');
  await writeFile(path, text);
  const input = await openInput(path);
  expect(input).toMatchObject({ name: path, bytes: text.length });
  expect(await readAll(input)).toEqual([{ line: 1, raw: record }]);
  expect(await readAll(input)).toEqual([{ line: 1, raw: record }]);
  await input.close();
  expect(await readAll(input)).toHaveLength(1);
});

test('reads standard input as often as needed, and leaves nothing behind', async () => {
  const before = await putAside();
  const input = await openInput('-', Readable.from([text.slice(0, 5), text.slice(5)]));
  expect(input).toMatchObject({ name: 'standard input', bytes: text.length });
  expect(await readAll(input)).toEqual([{ line: 1, raw: record }]);
  expect(await readAll(input)).toEqual([{ line: 1, raw: record }]);
  await input.close();
  expect(await putAside()).toEqual(before);
});

test('reads a named pipe as often as needed', async () => {
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  const [input] = await Promise.all([openInput(path), writeFile(path, text)]);
  expect(await readAll(input)).toHaveLength(1);
  expect(await readAll(input)).toHaveLength(1);
  await input.close();
});

test.each([
  ['missing.json', 'notFound'],
  ['', 'isFolder'],
])('turns down %j as %s', async (name, code) => {
  await expect(openInput(join(folder, name))).rejects.toMatchObject({ code });
});

test('turns down an empty standard input by name, and leaves nothing behind', async () => {
  const before = await putAside();
  await expect(openInput('-', Readable.from([]))).rejects.toMatchObject({
    code: 'empty',
    message: expect.stringMatching(/^standard input: is empty/),
  });
  expect(await putAside()).toEqual(before);
});
