import { decodePolicyExport, type PolicyExport } from '../../shared/decode/policyExport';
import { savedErrorCodeIn } from '../../shared/decode/policyExportFaults';
import { WatchError } from '../../shared/domain/watchError';
import { printable } from '../commands/printable';
import { unpackedBytes } from '../files/bytes';
import { fileErrorOf } from '../files/fileError';
import { DamagedGzipError } from '../files/gunzip';
import { textOf } from '../files/text';
import { policyFileFaultInWords, policyFileFixInWords } from '../words/policyFile';
import type { PolicyFileFault } from './policyFileFault';

/** A file that is not an export of Conditional Access policies. The message names the file and its fault, in one line. */
export class PolicyFileError extends WatchError {
  readonly code = 'badFile';
  readonly file: string;
  readonly because: PolicyFileFault;

  constructor(file: string, because: PolicyFileFault, options?: ErrorOptions) {
    super(printable(`${file}: ${policyFileFaultInWords(because)} ${policyFileFixInWords(because)}`), options);
    this.name = 'PolicyFileError';
    this.file = file;
    this.because = because;
  }
}

export type PolicyFile = Extract<PolicyExport, { readonly kind: 'policies' }>;

/**
 * The policies in a file.
 *
 * @param path `-` for standard input
 * @throws PolicyFileError, or FileError if it cannot be read
 */
export async function readPolicyFile(path: string): Promise<PolicyFile> {
  const found = decodePolicyExport(parsed(await readText(path), path));
  if (found.kind === 'bad') throw new PolicyFileError(path, found.fault);
  return found;
}

async function readText(path: string): Promise<string> {
  let text = '';
  try {
    const bytes = path === '-' ? process.stdin : unpackedBytes(path, () => {});
    for await (const part of textOf(bytes)) {
      text += part;
      // A folder may hold anything, of any size.
      if (text.length > BEGINNING && !mayBeJson(text)) break;
    }
    return text;
  } catch (error) {
    if (error instanceof DamagedGzipError)
      throw new PolicyFileError(path, { code: 'damagedGzip' }, { cause: error });
    throw fileErrorOf(error, path);
  }
}

const BEGINNING = 4_000;

function mayBeJson(text: string): boolean {
  return /^\s*[[{]/.test(text.slice(0, BEGINNING));
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PolicyFileError(path, faultOf(text), { cause: error });
  }
}

/** @param text that is not JSON */
function faultOf(text: string): PolicyFileFault {
  if (text.trim() === '') return { code: 'empty' };
  const errorCode = savedErrorCodeIn(text);
  return errorCode === null ? { code: 'notJson' } : { code: 'graphError', errorCode };
}
