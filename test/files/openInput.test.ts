import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { FileRecord } from '../../local/files/fileRecord';
import { type Input, openInput } from '../../local/files/openInput';
import { aGraphRecord } from '../decode/records';

const record = { ...aGraphRecord(), id: randomUUID() };
const text = JSON.stringify(record);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'open-input-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function readAll(input: Input): Promise<readonly FileRecord[]> {
  const records: FileRecord[] = [];
  for await (const batch of input.read()) records.push(...batch);
  return records;
}

/** The temporary files that hold our text, and nobody else's. */
async function putAside(): Promise<readonly string[]> {
  const folders = (await readdir(tmpdir())).filter((name) => name.startsWith('mfa-watch-'));
  const contents = folders.map((name) => readFile(join(tmpdir(), name, 'input'), 'utf8').catch(() => ''));
  return (await Promise.all(contents)).filter((content) => content.includes(record.id));
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
  const input = await openInput('-', Readable.from([text.slice(0, 5), text.slice(5)]));
  expect(input).toMatchObject({ name: 'standard input', bytes: text.length });
  expect(await readAll(input)).toEqual([{ line: 1, raw: record }]);
  expect(await readAll(input)).toEqual([{ line: 1, raw: record }]);
  expect(await putAside()).toEqual([text]);
  await input.close();
  expect(await putAside()).toEqual([]);
});

test('leaves nothing behind if standard input breaks off', async () => {
  async function* breakingOff(): AsyncGenerator<string> {
    yield text;
    // Until the text has reached the disk.
    while ((await putAside()).length === 0) await setTimeout(10);
    throw new Error('broken pipe');
  }
  await expect(openInput('-', Readable.from(breakingOff()))).rejects.toThrow('broken pipe');
  expect(await putAside()).toEqual([]);
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
])('refuses %j as %s', async (name, code) => {
  await expect(openInput(join(folder, name))).rejects.toMatchObject({ code });
});

test('refuses an empty standard input by name', async () => {
  await expect(openInput('-', Readable.from([]))).rejects.toMatchObject({
    code: 'empty',
    message: expect.stringMatching(/^standard input: it is empty/),
  });
});
