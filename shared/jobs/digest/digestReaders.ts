import type { DigestEntry } from '../../domain/digest/digestLedger';
import { MAX_RECIPIENTS } from '../../domain/digest/mail';
import type { Today } from './composeToday';
import { DigestError } from './digestError';

/**
 * The sets of a day do not change once there are several: an address must not move to a set that has a digest of its
 * own.
 */
export function readersOf(
  to: readonly string[] | undefined,
  claimed: DigestEntry,
  { recipients }: Today,
): Pick<DigestEntry, 'to' | 'others'> {
  if (to) return { to, others: [] };
  if (claimed.others.length > 0) return { to: claimed.to, others: claimed.others };
  const [first = [], ...others] = batchesOf(recipients.addresses);
  return { to: first, others };
}

/** Names the problem that kept the administrators from being read, if there is one. */
export function nobody(today: Today): DigestError {
  const why = today.content.problems.find(
    ({ code }) => code === 'missingPermission' || code === 'identityUnknown',
  );
  const because = why
    ? `${why.sentence} ${why.mend}`
    : 'no Global Administrator has an address and DIGEST_RECIPIENTS is empty';
  return new DigestError('noRecipients', `There is nobody to send it to: ${because}`);
}

function batchesOf(addresses: readonly string[]): string[][] {
  const batches: string[][] = [];
  for (let from = 0; from < addresses.length; from += MAX_RECIPIENTS) {
    batches.push(addresses.slice(from, from + MAX_RECIPIENTS));
  }
  return batches;
}
