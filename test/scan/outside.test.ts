import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { aGraphRecord } from '../decode/records';
import { mfaWatchHere } from '../local/inProcess';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outside-'));
});
afterEach(() => rm(folder, { recursive: true }));

const NOT_ENFORCED = { appId: 'aaaaaaaa-0000-4000-8000-000000000001', resourceId: null };

function signIns(from: number, to: number): string {
  const numbers = Array.from({ length: to - from }, (_, index) => from + index);
  const records = numbers.map((n) => {
    const id = `${`${n}`.padStart(8, '0')}-0000-4000-8000-000000000001`;
    const createdDateTime = `2026-03-${10 + (n % 10)}T10:34:32Z`;
    return aGraphRecord({ id, correlationId: id, createdDateTime, ...(n % 4 === 0 ? {} : NOT_ENFORCED) });
  });
  return records.map((record) => JSON.stringify(record)).join('\n');
}

/** What a format says of the whole: records, and verdicts in the order of the table. */
async function counts(format: 'json' | 'table'): Promise<readonly number[]> {
  const { stdout } = await mfaWatchHere(['scan', '--format', format, folder], {});
  if (format === 'json') {
    const { summary } = JSON.parse(stdout);
    const { withoutMfa, cannotTell, mfa, outOfScope } = summary.byVerdict;
    return [summary.read, withoutMfa, cannotTell, mfa, outOfScope];
  }
  const read = /^(\d+) records read/m.exec(stdout)?.[1];
  const all = /^All sign-ins +(\d+) +(\d+) +(\d+) +(\d+)$/m.exec(stdout)?.slice(1) ?? [];
  return [read, ...all].map(Number);
}

test('counts a sign-in at another app once, whether it is judged at once or at the end', async () => {
  await writeFile(join(folder, 'a.ndjson'), signIns(0, 40));
  await writeFile(join(folder, 'b.ndjson'), signIns(40, 60));
  expect(await counts('json')).toEqual([60, 15, 0, 0, 45]);
  expect(await counts('table')).toEqual([60, 15, 0, 0, 45]);
});

test('counts it once even if another file repeats it', async () => {
  await writeFile(join(folder, 'a.ndjson'), signIns(0, 40));
  await writeFile(join(folder, 'b.ndjson'), signIns(20, 60));
  expect(await counts('json')).toEqual([60, 15, 0, 0, 45]);
  expect(await counts('table')).toEqual([60, 15, 0, 0, 45]);
});
