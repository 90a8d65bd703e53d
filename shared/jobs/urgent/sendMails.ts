import { type DigestDeps, type DigestSummary, sendDigest } from '../digest/sendDigest';
import { sendUrgent, type UrgentDeps, type UrgentSummary } from './sendUrgent';

export type MailDeps = DigestDeps & UrgentDeps;

/**
 * Sends the urgent mails, then the digest if it is due. An error of one does not keep the other from running.
 *
 * @throws the first error, after both
 */
export async function sendMails(deps: MailDeps, now: Date): Promise<DigestSummary & UrgentSummary> {
  const shared = { ...deps, readAdministrators: readOnce(deps.readAdministrators) };
  const urgent = await ended(sendUrgent(shared, now));
  const digest = await ended(sendDigest(shared, now));
  if ('error' in urgent) throw urgent.error;
  if ('error' in digest) throw digest.error;
  return { ...digest.summary, ...urgent.summary };
}

async function ended<T>(run: Promise<T>): Promise<{ readonly summary: T } | { readonly error: unknown }> {
  try {
    return { summary: await run };
  } catch (error) {
    return { error };
  }
}

/** All mails of a run go to the same administrators, and reading them may take minutes. */
function readOnce(read: MailDeps['readAdministrators']): MailDeps['readAdministrators'] {
  let known: ReturnType<typeof read> | null = null;
  return (until) => {
    known ??= read(until).catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  };
}
