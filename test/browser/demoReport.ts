import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { mfaWatch } from '../local/commandLine';

/** The report that the demo writes: every section of it, made by the whole product. */
export async function demoReport(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mfa-watch-demo-'));
  try {
    const { code, stderr } = await mfaWatch(['demo', '--once', '--port', '0', '--out', folder]);
    expect([code, stderr]).toEqual([0, '']);
    return await readFile(join(folder, 'report.html'), 'utf8');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
