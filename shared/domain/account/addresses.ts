/**
 * The address by which people know an account, lower case: the directory that a guest is invited to spells it
 * `kim.osei_fabrikam.example#EXT#@contoso.example`, and the sign-in log `kim.osei@fabrikam.example`.
 * https://learn.microsoft.com/entra/external-id/user-properties (read 2026-11-29)
 */
export function addressOf(name: string): string {
  const lower = name.trim().toLowerCase();
  const guest = /^(.+)_([^_]+)#ext#@/.exec(lower);
  return guest ? `${guest[1]}@${guest[2]}` : lower;
}

/** The beginning of the user principal name of a guest with this address; `null` if the text is no address. */
export function guestNameStart(address: string): string | null {
  const at = address.lastIndexOf('@');
  return at < 1 ? null : `${address.slice(0, at)}_${address.slice(at + 1)}#EXT#@`;
}

export function isUserId(text: string): boolean {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
}
