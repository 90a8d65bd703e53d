import { plainText } from './plainText';

type Named = {
  readonly userId: string | null;
  readonly userPrincipalName: string | null;
  readonly userDisplayName: string | null;
};

/** What a reader calls the account, and its UPN where that says more. */
export function accountName(account: Named): { readonly name: string; readonly upn: string | null } {
  const upn = readable(account.userPrincipalName);
  const name = readable(account.userDisplayName);
  if (name !== null && name !== upn) return { name, upn };
  return { name: upn ?? readable(account.userId) ?? 'An account the log does not name', upn: null };
}

function readable(text: string | null): string | null {
  const line = plainText(text ?? '');
  return line === '' ? null : line;
}
