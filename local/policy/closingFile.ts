import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import type { ClosingPolicy } from '../../shared/domain/coverage/closingPolicy';
import { UsageError } from '../commands/failure';
import { printableJson } from '../commands/printable';
import { fileErrorOf } from '../files/fileError';
import type { WriteRemark } from './policyRemark';

/** Writes the policy that would close the gaps: the file is there only once it is whole. */
export async function writeClosing(
  path: string,
  closing: ClosingPolicy | null,
  remark: WriteRemark,
): Promise<void> {
  if (closing === null) {
    remark({ code: 'closingNotNeeded', path });
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
  remark({ code: 'closingWritten', path });
}

export function closingJson(closing: ClosingPolicy): string {
  return `${printableJson(closing, 2)}\n`;
}

/** @throws UsageError if the closing policy would replace an export, or mix with the result */
export function refuseOut(out: string | undefined, paths: readonly string[]): void {
  if (out === '-') throw new UsageError('--out must name a file: the result goes to standard output.');
  if (out !== undefined && paths.includes(out))
    throw new UsageError(`--out ${out} is one of the exports. Write the closing policy to another file.`);
}
