import type { AccountView } from '../../domain/account/account';
import { CHANGES_DENIED, STOPPED_NOW } from '../../domain/account/readiness';
import { READINESS_WORDS, STOPPED_LABEL } from './words';

/** What happens to an account, in a word and in a sentence or two. */
export type Outlook = { readonly label: string; readonly reason: string };

/** An account that is stopped already is not said to be stopped in future; how often changes were denied stands beside it. */
export function outlookOf({ readiness, reason }: Pick<AccountView, 'readiness' | 'reason'>): Outlook {
  const isStopped = readiness === 'willBeStopped' || reason.includes(CHANGES_DENIED);
  return isStopped && reason.startsWith(STOPPED_NOW)
    ? { label: STOPPED_LABEL, reason: reason.slice(STOPPED_NOW.length).replace(CHANGES_DENIED, '').trim() }
    : { label: READINESS_WORDS[readiness], reason };
}
