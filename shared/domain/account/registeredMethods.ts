/**
 * The worth of the methods in the registration report. Names as Graph writes them; an open set that grows.
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
const WINDOWS_HELLO = /windowshello/i;
const PLATFORM_CREDENTIAL = /secureenclave|platformcredential/i;

/** One factor, whatever its name. */
const SINGLE_FACTOR = /singlefactor/i;

/** Ends after hours or days. https://learn.microsoft.com/entra/identity/authentication/howto-authentication-temporary-access-pass */
const TEMPORARY = /^temporaryaccesspass/i;

/** Resets a forgotten password, and is never MFA. */
const NO_MFA = /^(email|securityquestions?|password|apppassword|qrcode.*)$/i;

/** Text messages and calls, which need a phone number and nothing else. */
const PHONE = /^((alternate)?mobilephone|officephone|smssignin)$/i;

/** Whether a method satisfies the mandate anywhere and without a phone: a break-glass account needs one. */
export function isPortableStrong(method: string): boolean {
  return PORTABLE.test(method) && !isOnOneComputer(method) && !SINGLE_FACTOR.test(method);
}

/** The best that is registered: nothing, a Temporary Access Pass, methods of one computer only, or a lasting method. */
export type Registered = 'none' | 'oneComputer' | 'temporary' | 'lasting';

export function registeredOf(methods: readonly string[]): Registered {
  const forMfa = methods.filter((method) => !NO_MFA.test(method));
  const lasting = lastingIn(forMfa);
  if (lasting.length === 0) return forMfa.length === 0 ? 'none' : 'temporary';
  return lasting.every(isOnOneComputer) ? 'oneComputer' : 'lasting';
}

/** Whether phone numbers are all that is registered for MFA and lasts; a method that is not known here is something else. */
export function hasOnlyPhones(methods: readonly string[]): boolean {
  const lasting = lastingIn(methods.filter((method) => !NO_MFA.test(method)));
  return lasting.length > 0 && lasting.every((method) => PHONE.test(method));
}

function lastingIn(forMfa: readonly string[]): readonly string[] {
  return forMfa.filter((method) => !TEMPORARY.test(method));
}

export type OneComputerMethod = 'windowsHello' | 'platformCredential';

/** A registered method that is bound to one computer, Windows Hello if there are several; `null` if none is. */
export function oneComputerMethod(methods: readonly string[]): OneComputerMethod | null {
  if (methods.some((method) => WINDOWS_HELLO.test(method))) return 'windowsHello';
  return methods.some((method) => PLATFORM_CREDENTIAL.test(method)) ? 'platformCredential' : null;
}

function isOnOneComputer(method: string): boolean {
  return WINDOWS_HELLO.test(method) || PLATFORM_CREDENTIAL.test(method);
}
