import type { SignIn } from '../../shared/domain/signIn/signIn';
import type { BadRecord } from '../commands/judgedOutput';

/** A whole record of another log, by the name of that log. */
export type OtherLog = { readonly log: string };

/** A decoded record, or the reason why it is not a sign-in. */
export type Entry = SignIn | OtherLog | BadRecord;

export function isSignIn(entry: Entry): entry is SignIn {
  return !('error' in entry || 'log' in entry);
}
