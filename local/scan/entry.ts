import type { SignIn } from '../../shared/domain/signIn/signIn';
import type { BadRecord } from '../commands/judgedOutput';

/** A whole record that is no sign-in; `log` names what it is. */
export type OtherLog = { readonly log: string };

/** A decoded record, or why it is none. */
export type Entry = SignIn | OtherLog | BadRecord;

export function isSignIn(entry: Entry): entry is SignIn {
  return !('error' in entry || 'log' in entry);
}
