import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import type { ClosingPolicy } from '../../shared/domain/coverage/closingPolicy';
import { UsageError } from '../commands/failure';
import { printableJson } from '../commands/printable';
import { fileErrorOf } from '../files/fileError';

type Tell = (sentence: string) => void;

/** Writes the policy that would close the gaps: the file is there only once it is whole. */
export async function writeClosing(path: string, closing: ClosingPolicy | null, tell: Tell): Promise<void> {
  if (closing === null) {
    tell(`${path} is not written: there is nothing to close`);
    return;
  }
  const part = `${path}.${randomUUID().slice(0, 8)}.part`;
  try {
    await writeFile(part, closingJson(closing), { flag: 'wx' });
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw fileErrorOf(error, path);
  }
  tell(`${path} holds the policy that would close the gaps, report-only`);
}

export function closingJson(closing: ClosingPolicy): string {
  return `${printableJson(closing, 2)}\n`;
}

/** @throws UsageError where the closing policy would take the place of an export, or mix with the result */
export function refuseOut(out: string | undefined, paths: readonly string[]): void {
  if (out === '-') throw new UsageError('--out takes a file: standard output has the result.');
  if (out !== undefined && paths.includes(out))
    throw new UsageError(`--out ${out} is read as an export: write the closing policy to another file.`);
}
