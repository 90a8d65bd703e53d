import { decodePolicyExport, type PolicyExport } from '../../shared/decode/policyExport';
import { savedErrorText } from '../../shared/decode/policyExportFaults';
import { WatchError } from '../../shared/domain/watchError';
import { printable } from '../commands/printable';
import { unpackedBytes } from '../files/bytes';
import { fileErrorOf } from '../files/fileError';
import { DamagedGzipError } from '../files/gunzip';
import { textOf } from '../files/text';

/** A file that is no export of Conditional Access policies. The message names it and what is wrong, in one line. */
export class PolicyFileError extends WatchError {
  readonly code = 'badFile';
  readonly file: string;
  /** What is wrong with it, without its name. */
  readonly problem: string;

  constructor(file: string, problem: string, why: Why = {}) {
    super(printable(`${file}: ${problem}; ${why.advice ?? ADVICE}`), { cause: why.cause });
    this.name = 'PolicyFileError';
    this.file = file;
    this.problem = printable(problem);
  }
}

type Why = { readonly advice?: string | null; readonly cause?: unknown };

const ADVICE = 'export the answer of GET /v1.0/identity/conditionalAccess/policies, as JSON';

export type PolicyFile = Extract<PolicyExport, { readonly kind: 'policies' }>;

/**
 * The policies in a file.
 *
 * @param path `-` for standard input
 * @throws PolicyFileError, or FileError when it cannot be read
 */
export async function readPolicyFile(path: string): Promise<PolicyFile> {
  const found = decodePolicyExport(parsed(await readText(path), path));
  if (found.kind === 'bad') throw new PolicyFileError(path, found.problem, { advice: found.advice });
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
    if (error instanceof DamagedGzipError) throw new PolicyFileError(path, error.message, { cause: error });
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
    if (text.trim() === '') throw new PolicyFileError(path, 'is empty', { cause: error });
    const refusal = savedErrorText(text);
    const { problem, advice } = refusal ?? { problem: 'is not JSON', advice: null };
    throw new PolicyFileError(path, problem, { advice, cause: error });
  }
}
