import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { BadRecord } from '../../local/commands/judgedOutput';
import { FileError } from '../../local/files/fileError';
import { openInput } from '../../local/files/openInput';
import type { Entry } from '../../local/scan/entry';
import { entriesIn, entryBlock } from '../../local/scan/entryBlock';
import { type DecodedSource, readOnce } from '../../local/scan/readOnce';
import type { Source } from '../../local/scan/source';
import { decodeSignIn } from '../../shared/decode/signIn';
import { aGraphRecord } from '../decode/records';
import { fc } from '../seededFc';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-once-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function aSource(content: string): Promise<Source & { readonly reads: () => number }> {
  const path = join(folder, 'signins.json');
  await writeFile(path, content);
  const input = await openInput(path);
  let reads = 0;
  const read: Source['read'] = (onBytes) => {
    reads++;
    return input.read(onBytes ? { onBytes } : {});
  };
  return { ...input, read, index: 0, folder: null, dateOrder: null, form: 'graph', reads: () => reads };
}

async function entriesOf(source: DecodedSource | undefined): Promise<readonly unknown[]> {
  const entries: unknown[] = [];
  try {
    for await (const batch of source?.entries(() => {}) ?? []) entries.push(...batch);
  } catch (error) {
    entries.push(error);
  }
  return entries;
}

const records = Array.from({ length: 500 }, (_, n) =>
  n % 100 === 7
    ? '{"id":'
    : JSON.stringify(
        aGraphRecord({ id: `${n}`, userDisplayName: `Zoë ${n} \ud800 漢`, noise: 'x'.repeat(n) }),
      ),
);
const content = records.join('\n');

test.each([
  ['in memory', 1e9],
  ['in a temporary file', 0],
  ['in both', 20_000],
])(
  'reads a source once, keeps it %s, and gives the same entries as often as they are asked for',
  async (_, inMemory) => {
    const source = await aSource(content);
    const once = readOnce([source], { inMemory });
    const first = await entriesOf(once.sources[0]);
    expect(first).toHaveLength(500);
    expect(await entriesOf(once.sources[0])).toEqual(first);
    expect(await entriesOf(once.sources[0])).toEqual(first);
    expect(source.reads()).toBe(1);
    once.close();
  },
);

test('leaves nothing in the temporary folder, not even while it reads', async () => {
  const source = await aSource(content);
  const once = readOnce([source], { temporary: folder, inMemory: 0 });
  await entriesOf(once.sources[0]);
  expect(await readdir(folder)).toEqual(['signins.json']);
  once.close();
  expect(await readdir(folder)).toEqual(['signins.json']);
});

test('makes no temporary file for a small log', async () => {
  const source = await aSource(content);
  const once = readOnce([source], { temporary: join(folder, 'missing') });
  await entriesOf(once.sources[0]);
  await entriesOf(once.sources[0]);
  expect(source.reads()).toBe(1);
  once.close();
});

test('reads a source again if no copy can be kept', async () => {
  const source = await aSource(content);
  const once = readOnce([source], { temporary: join(folder, 'missing'), inMemory: 10_000 });
  const first = await entriesOf(once.sources[0]);
  expect(await entriesOf(once.sources[0])).toEqual(first);
  expect(source.reads()).toBe(2);
  once.close();
});

test('ends the same way each time if the file cannot be read to its end', async () => {
  const source = await aSource('{"displayName":"a policy"}');
  const once = readOnce([source]);
  const first = await entriesOf(once.sources[0]);
  expect(first).toEqual([expect.any(FileError)]);
  expect(await entriesOf(once.sources[0])).toEqual(first);
  expect(source.reads()).toBe(1);
  once.close();
});

test('reports its progress, up to the whole source, when it returns the entries again', async () => {
  const source = await aSource(content);
  const once = readOnce([source]);
  await entriesOf(once.sources[0]);
  const told: number[] = [];
  for await (const _ of once.sources[0]?.entries((bytes) => told.push(bytes)) ?? []);
  expect(told.at(-1)).toBe(source.bytes);
  once.close();
});

const isOdd = ({ id }: { readonly id: string }) => Number(id) % 2 === 1;

test.each([
  ['put aside', undefined],
  ['read again', 'missing'],
])('leaves out done sign-ins the second time, %s', async (_, missing) => {
  const source = await aSource(content);
  const once = readOnce([source], { isDone: isOdd, temporary: join(folder, missing ?? ''), inMemory: 0 });
  const first = await entriesOf(once.sources[0]);
  expect(first).toHaveLength(500);
  const wanted = first.filter((entry) => !isOdd({ id: '0', ...Object(entry) }));
  expect(wanted.length).toBeLessThan(300);
  expect(await entriesOf(once.sources[0])).toEqual(wanted);
  once.close();
});

test('reads the sources again after forget()', async () => {
  const source = await aSource(content);
  let isDone = isOdd;
  const once = readOnce([source], { isDone: (signIn) => isDone(signIn) });
  const first = await entriesOf(once.sources[0]);
  isDone = () => false;
  once.forget();
  expect(await entriesOf(once.sources[0])).toEqual(first);
  expect(await entriesOf(once.sources[0])).toEqual(first);
  expect(source.reads()).toBe(2);
  once.close();
});

describe('a block of entries', () => {
  const bad: fc.Arbitrary<BadRecord> = fc.record({ line: fc.nat(), error: fc.string() });
  const signIn = fc
    .record({
      id: fc.string({ minLength: 1, unit: 'binary' }),
      userDisplayName: fc.option(fc.string({ unit: 'binary' })),
      authenticationDetails: fc.constantFrom([], undefined, [
        { authenticationMethod: 'Password', succeeded: true },
      ]),
      errorCode: fc.constantFrom(0, 50_126),
    })
    .map(({ errorCode, ...fields }) => decodeSignIn(aGraphRecord({ ...fields, status: { errorCode } })))
    .map((decoded) => (decoded.kind === 'signIn' ? decoded.signIn : { line: 1, error: decoded.kind }));

  test('returns the entries that it was given', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof<fc.Arbitrary<Entry>[]>(signIn, bad, fc.record({ log: fc.string() }))),
        (entries) => {
          const block = entryBlock();
          for (const entry of entries) block.add(entry);
          expect(entries.length === 0 ? [] : [...entriesIn(block.take())]).toEqual(entries);
          expect(block.size()).toBe(0);
        },
      ),
    );
  });
});
