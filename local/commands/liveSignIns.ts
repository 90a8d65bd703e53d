import { decodeSignIn } from '../../shared/decode/signIn';
import type { SignIn } from '../../shared/domain/signIn/signIn';
import { GraphError } from '../../shared/graph/graphError';
import type { BadRecord } from './judgedOutput';

/** Why the rest of the log was not read. */
export type Cut = 'tooMuch' | 'tooLong' | 'tooLarge' | 'endlessPaging';

export type ReadLimits = { readonly pages: number; readonly records: number; readonly accounts: number };

export type LiveSignIns = {
  readonly signIns: readonly SignIn[];
  readonly bad: readonly BadRecord[];
  /** `null` if all was read. */
  readonly cut: Cut | null;
};

/**
 * Reads the pages of the sign-in log into memory, each sign-in once, as far as the limits allow; `line` is the number of the record
 * as it came.
 *
 * @throws GraphError if nothing was read, and for any fault but a lack of time and pages that are too many or too large
 */
export async function readLive(
  pages: AsyncIterable<readonly unknown[]>,
  most: ReadLimits,
): Promise<LiveSignIns> {
  const signIns = new Map<string, SignIn>();
  const bad: BadRecord[] = [];
  const accounts = new Set<string | null>();
  let read = 0;
  let line = 0;
  let cut: Cut | null = null;
  try {
    for await (const page of pages) {
      if (read === most.pages || line >= most.records || accounts.size >= most.accounts) {
        cut = 'tooMuch';
        break;
      }
      read++;
      for (const raw of page) {
        line++;
        const decoded = decodeSignIn(raw);
        if (decoded.kind === 'signIn') {
          signIns.set(decoded.signIn.id, decoded.signIn);
          accounts.add(decoded.signIn.userId);
        } else if (decoded.kind === 'rejected') {
          bad.push({ line, error: `${decoded.reject.field}: ${decoded.reject.reason}` });
        }
      }
    }
  } catch (error) {
    cut = read === 0 ? null : cutBy(error);
    if (cut === null) throw error;
  }
  return { signIns: [...signIns.values()], bad, cut };
}

function cutBy(error: unknown): Cut | null {
  if (!(error instanceof GraphError)) return null;
  switch (error.code) {
    case 'outOfTime':
    case 'timedOut':
      return 'tooLong';
    case 'tooLarge':
    case 'endlessPaging':
      return error.code;
    default:
      return null;
  }
}
