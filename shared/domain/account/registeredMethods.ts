/**
 * What the methods of the registration report are good for. Names as Graph writes them; an open set that grows.
 * https://learn.microsoft.com/graph/api/resources/userregistrationdetails and the members of `usageAuthMethod`
 * (https://learn.microsoft.com/graph/api/resources/enums, both read 2026-11-29).
 */

/** Passkeys and certificates that go wherever the user goes. */
const PORTABLE = /^(passkey|fido)|certificate|x509/i;

/**
 * Bound to the one computer that it was set up on. The passkey of Windows Hello is one of them: "device-bound, stored in
 * the local Windows Hello container".
 * https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-entra-passkeys-on-windows (read 2026-11-29)
 */
const ONE_COMPUTER = /windowshello|secureenclave|platformcredential/i;

/** One factor, whatever its name. */
const SINGLE_FACTOR = /singlefactor/i;

/** Ends after hours or days. https://learn.microsoft.com/entra/identity/authentication/howto-authentication-temporary-access-pass */
const TEMPORARY = /^temporaryaccesspass/i;

/** For a forgotten password, and never for MFA. */
const NO_MFA = /^(email|securityquestions?|password|apppassword|qrcode.*)$/i;

/** Whether a method satisfies the mandate anywhere and without a phone: what a break-glass account is to have. */
export function isPortableStrong(method: string): boolean {
  return PORTABLE.test(method) && !ONE_COMPUTER.test(method) && !SINGLE_FACTOR.test(method);
}

/** What is all that is registered: nothing, methods of one computer, or a Temporary Access Pass; else `lasting`. */
export type Registered = 'none' | 'oneComputer' | 'temporary' | 'lasting';

export function registeredOf(methods: readonly string[]): Registered {
  const forMfa = methods.filter((method) => !NO_MFA.test(method));
  const lasting = forMfa.filter((method) => !TEMPORARY.test(method));
  if (lasting.length === 0) return forMfa.length === 0 ? 'none' : 'temporary';
  return lasting.every((method) => ONE_COMPUTER.test(method)) ? 'oneComputer' : 'lasting';
}

export function hasOneComputer(methods: readonly string[]): boolean {
  return methods.some((method) => ONE_COMPUTER.test(method));
}

/** How a reader calls the first of the methods that are bound to a computer. */
export function oneComputerName(methods: readonly string[]): string {
  return methods.some((method) => /secureenclave|platformcredential/i.test(method)) &&
    !methods.some((method) => /windowshello/i.test(method))
    ? 'a platform credential'
    : 'Windows Hello';
}
