import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FileRecord } from '../local/files/fileRecord';
import { readRecords } from '../local/files/readRecords';

// One folder per real-life case: record.json or record.csv as a source wrote it, expected.json with one entry for each
// record in order, why.md with the story. The expectation comes from the source that why.md names, never from a run.
export const FIXTURES: string = join(__dirname, 'fixtures/sign-ins');
export const CASES: readonly string[] = readdirSync(FIXTURES);

export function recordFile(name: string): string {
  const json = join(FIXTURES, name, 'record.json');
  return existsSync(json) ? json : join(FIXTURES, name, 'record.csv');
}

const read = new Map<string, Promise<readonly FileRecord[]>>();

/** The records of a case, read once for all tests. */
export function recordsOf(name: string): Promise<readonly FileRecord[]> {
  const records = read.get(name) ?? readCase(name);
  read.set(name, records);
  return records;
}

async function readCase(name: string): Promise<readonly FileRecord[]> {
  const records: FileRecord[] = [];
  for await (const batch of readRecords(recordFile(name))) records.push(...batch);
  return records;
}
