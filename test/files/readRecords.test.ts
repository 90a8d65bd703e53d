import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FileError } from '../../local/files/fileError';
import type { FileRecord } from '../../local/files/fileRecord';
import { readRecords } from '../../local/files/readRecords';
import {
  aGraphRecord,
  asEventHubRecord,
  asLogAnalyticsCsvRow,
  asLogAnalyticsRow,
  asPortalCsvRow,
  csv,
} from '../decode/records';
import { errors, raws } from './parsing';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-records-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function aFile(content: string | Uint8Array): Promise<string> {
  const path = join(folder, 'input');
  await writeFile(path, content);
  return path;
}

async function read(content: string | Uint8Array): Promise<readonly FileRecord[]> {
  const records: FileRecord[] = [];
  for await (const batch of readRecords(await aFile(content), { name: 'signins' })) records.push(...batch);
  return records;
}

async function failure(content: string | Uint8Array): Promise<string> {
  try {
    await read(content);
  } catch (error) {
    if (error instanceof FileError) return `${error.code} ${error.message}`;
    throw error;
  }
  return 'no failure';
}

const records = [aGraphRecord({ id: 'a', userDisplayName: 'Zoë 漢字' }), aGraphRecord({ id: 'b' })];
const page = JSON.stringify({ value: records });

describe('recognises', () => {
  test.each<[string, string, unknown]>([
    ['a page', page, records],
    ['one record per line', records.map((record) => JSON.stringify(record)).join('\n'), records],
    ['JSON after blank lines', `\n\n  ${page}`, records],
    [
      'event hub envelopes',
      JSON.stringify({ records: records.map(asEventHubRecord) }),
      records.map(asEventHubRecord),
    ],
    ['rows of Log Analytics', JSON.stringify(records.map(asLogAnalyticsRow)), records.map(asLogAnalyticsRow)],
    ['the CSV of Log Analytics', csv(records.map(asLogAnalyticsCsvRow)), records.map(asLogAnalyticsCsvRow)],
    ['CSV with semicolons', csv(records.map(asLogAnalyticsCsvRow), ';'), records.map(asLogAnalyticsCsvRow)],
    ['CSV with tabs', csv(records.map(asLogAnalyticsCsvRow), '\t'), records.map(asLogAnalyticsCsvRow)],
  ])('%s', async (_form, text, expected) => {
    expect(raws(await read(text))).toEqual(expected);
  });

  test('the CSV of the portal, whose headings end in spaces', async () => {
    const ids = raws(await read(csv(records.map(asPortalCsvRow)))).map(
      (raw) => (raw as { readonly 'Application ID': string })['Application ID'],
    );
    expect(ids).toEqual(records.map((record) => record.appId));
  });

  test.each<[string, Uint8Array]>([
    ['UTF-8 with a mark', Buffer.from(`\ufeff${page}`)],
    ['UTF-16 LE with a mark', Buffer.from(`\ufeff${page}`, 'utf16le')],
    ['UTF-16 LE without one', Buffer.from(page, 'utf16le')],
    ['UTF-16 BE with a mark', Buffer.from(`\ufeff${page}`, 'utf16le').swap16()],
    ['UTF-16 BE without one', Buffer.from(page, 'utf16le').swap16()],
    ['gzip', gzipSync(page)],
    ['gzip of UTF-16', gzipSync(Buffer.from(`\ufeff${page}`, 'utf16le'))],
    ['gzip in several parts', Buffer.concat([gzipSync(page.slice(0, 9)), gzipSync(page.slice(9))])],
    ['gzip with padding', Buffer.concat([gzipSync(page), Buffer.alloc(600)])],
  ])('%s', async (_encoding, bytes) => {
    expect(raws(await read(bytes))).toEqual(records);
  });

  test('an empty export, which has no records and is not a failure', async () => {
    expect(await read('{"value":[]}')).toEqual([]);
    expect(await read(csv(records.map(asPortalCsvRow)).split('\r\n')[0] ?? '')).toEqual([]);
  });
});

describe('of a file that is cut short', () => {
  const many = Array.from({ length: 3_000 }, (_, index) =>
    JSON.stringify(aGraphRecord({ id: `${index}`, noise: Math.sin(index) })),
  ).join('\n');

  test('gives the records before the cut', async () => {
    expect(await read(page.slice(0, -9))).toEqual([
      { line: 1, raw: records[0] },
      { line: 1, error: 'the file ends inside a record' },
    ]);
  });

  test('gives the records before the cut if it is packed', async () => {
    const packed = gzipSync(many);
    const found = await read(packed.subarray(0, packed.length / 2));
    expect(raws(found).length).toBeGreaterThan(1_000);
    expect(errors(found)).toEqual([
      { line: raws(found).length + 1, error: 'the compressed data is damaged or cut short' },
    ]);
  });

  test('notices that packed data ends right after a record', async () => {
    const packed = gzipSync(`${JSON.stringify(records[0])}\n`);
    expect(errors(await read(packed.subarray(0, -1)))).toEqual([
      { line: 2, error: 'the compressed data is damaged or cut short' },
    ]);
  });
});

describe('refuses', () => {
  test.each<[string, string | Uint8Array, RegExp]>([
    ['an empty file', '', /^empty signins: it is empty/],
    ['blank lines', ' \n\n', /^empty signins: it is empty/],
    ['gzip of nothing', gzipSync(''), /^empty signins: it is empty/],
    ['plain text', 'Dear all,\nplease find attached\n', /^notRecords signins: it holds no sign-ins\. Give/],
    ['text in brackets', '[info] starting\n[info] done\n', /^notRecords/],
    ['a web page', '<!DOCTYPE html><html>Sign in</html>', /^notRecords .* web page/],
    ['a workbook', Buffer.from('PK\x03\x04\x14\x00\x06\x00'), /^notRecords .* save it as CSV/],
    ['CSV with other columns', 'Name,Size\na,1\n', /^notRecords/],
    [
      'the CSV of authentication details',
      'Date (UTC),Request ID,Authentication method,Succeeded\nx,y,Password,true\n',
      /^notRecords/,
    ],
    [
      'an error of Graph',
      '{"error":{"code":"Authentication_RequestFromNonPremiumTenantOrB2CTenant"}}',
      /^notRecords/,
    ],
    [
      'other JSON',
      JSON.stringify(Array.from({ length: 500 }, () => ({ displayName: 'x', state: 'enabled' }))),
      /^notRecords/,
    ],
    ['a record larger than any', `{"accounts":"${'x'.repeat(17 * 2 ** 20)}"}`, /^notRecords/],
    [
      'damaged gzip',
      Buffer.concat([gzipSync(page).subarray(0, 10), Buffer.alloc(99, 0xff)]),
      /^notReadable .* damaged/,
    ],
  ])('%s', async (_kind, content, message) => {
    expect(await failure(content)).toMatch(message);
  });

  test('a file that is not there', async () => {
    const path = join(folder, 'missing.json');
    await expect(readRecords(path).next()).rejects.toMatchObject({ code: 'notFound', file: path });
  });

  test('a folder', async () => {
    await expect(readRecords(folder).next()).rejects.toMatchObject({ code: 'isFolder' });
  });
});

test('reads a file whose only record is broken as a sign-in log', async () => {
  expect(await read('{"id":"a","createdDateTime":')).toEqual([
    { line: 1, error: 'the file ends inside a record' },
  ]);
});

test('reports how much it has read, up to the whole file', async () => {
  const packed = gzipSync(
    Array.from({ length: 5_000 }, (_, id) => JSON.stringify(aGraphRecord({ id, noise: Math.sin(id) }))).join(
      '\n',
    ),
  );
  const told: number[] = [];
  for await (const _ of readRecords(await aFile(packed), { onBytes: (bytesRead) => told.push(bytesRead) }));
  expect(told.length).toBeGreaterThan(1);
  expect(told).toEqual(told.toSorted((x, y) => x - y));
  expect(told.at(-1)).toBe(packed.length);
});

test.each<[string, (records: readonly object[]) => string]>([
  ['a page', (many) => JSON.stringify({ value: many })],
  ['an indented list', (many) => JSON.stringify(many, null, 2)],
  ['one record per line', (many) => many.map((record) => JSON.stringify(record)).join('\n')],
  ['CSV', () => csv(Array.from({ length: 5_000 }, () => asLogAnalyticsCsvRow(aGraphRecord())))],
])('gives the first records of %s before it has read the rest', async (_form, write) => {
  const path = await aFile(write(Array.from({ length: 5_000 }, (_, id) => aGraphRecord({ id }))));
  let bytesRead = 0;
  const onBytes = (bytes: number) => {
    bytesRead = bytes;
  };
  for await (const _ of readRecords(path, { onBytes })) break;
  expect(bytesRead).toBeGreaterThan(0);
  expect(bytesRead).toBeLessThan(300_000);
});

test('can be left before the end', async () => {
  const path = await aFile(page);
  for await (const batch of readRecords(path)) {
    expect([...batch][0]).toEqual({ line: 1, raw: records[0] });
    break;
  }
});
