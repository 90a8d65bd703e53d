import type { DigestEntry } from '../../domain/digest/digestLedger';
import { MAX_RECIPIENTS } from '../../domain/digest/mail';
import type { NoRecipients } from '../../domain/fault';
import type { Problem } from '../../domain/problem';
import { DigestError } from './digestError';
import type { Composed } from './letter';

/**
 * The sets of a day do not change once there are several: an address must not move to a set that has a mail of its
 * own.
 */
export function readersOf(
  to: readonly string[] | undefined,
  claimed: DigestEntry,
  { recipients }: Composed,
): Pick<DigestEntry, 'to' | 'others'> {
  if (to) return { to, others: [] };
  if (claimed.others.length > 0) return { to: claimed.to, others: claimed.others };
  const [first = [], ...others] = batchesOf(recipients.addresses);
  return { to: first, others };
}

/** Names the problem that kept the administrators from being read, if there is one. */
export function nobody({ problems }: Composed): DigestError {
  const [why = { kind: 'noAddress' }] = problems.flatMap(unreadBy);
  return new DigestError({ system: 'watch', code: 'noRecipients', why });
}

function unreadBy(problem: Problem): NoRecipients[] {
  const { code } = problem;
  if (code === 'identityUnknown') return [{ kind: code }];
  if (code !== 'missingPermission') return [];
  return [{ kind: code, permission: 'permission' in problem ? problem.permission : null }];
}

function batchesOf(addresses: readonly string[]): string[][] {
  const batches: string[][] = [];
  for (let from = 0; from < addresses.length; from += MAX_RECIPIENTS) {
    batches.push(addresses.slice(from, from + MAX_RECIPIENTS));
  }
  return batches;
}
