import { plainText } from '../domain/plainText';
import { UNNAMED_ACCOUNT } from './words/finding';

type Named = {
  readonly userId: string | null;
  readonly userPrincipalName: string | null;
  readonly userDisplayName: string | null;
};

/** The name of the account for a reader, and its UPN if that says more. */
export function accountName(account: Named): { readonly name: string; readonly upn: string | null } {
  const upn = readable(account.userPrincipalName);
  const name = readable(account.userDisplayName);
  if (name !== null && name !== upn) return { name, upn };
  return { name: upn ?? readable(account.userId) ?? UNNAMED_ACCOUNT, upn: null };
}

function readable(text: string | null): string | null {
  const line = plainText(text ?? '');
  return line === '' ? null : line;
}
