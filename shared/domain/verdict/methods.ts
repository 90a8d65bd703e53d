import { plain, remembered } from './resultTexts';

/**
 * The worth of a method as the first factor. `password`: never anything but the first. `secondFactor`: only ever used
 * after another one.
 * `token`: nothing was asked, an earlier proof was taken from a token.
 */
export type MethodClass =
  | 'strong'
  | 'certificate'
  | 'password'
  | 'weak'
  | 'secondFactor'
  | 'token'
  | 'federated'
  | 'unknown';

/**
 * Method names in the order they are tried, written as `plain` leaves them. Free text of Microsoft's, an open set.
 * Sources: https://learn.microsoft.com/graph/api/resources/authenticationdetail (read 2026-11-21), exported records and
 * https://learn.microsoft.com/entra/identity/authentication/concept-authentication-methods (strength of each).
 * A Temporary Access Pass alone satisfies the built-in MFA strength: https://learn.microsoft.com/entra/identity/authentication/concept-authentication-strengths
 * (read 2026-11-29). Neither a QR code with PIN nor a text message is a strong first factor.
 */
const METHODS: readonly (readonly [RegExp, MethodClass])[] = [
  [/previously satisfied|satisfied by token|claim in (the )?(access )?token/, 'token'],
  [/passkey|fido|windows hello|platform credential|secure enclave/, 'strong'],
  [/passwordless|phone sign[- ]?in|temporary access pass/, 'strong'],
  [/x\.?509|certificate/, 'certificate'],
  [
    /mobile app (notification|verification code)|oath|phone call|authenticator app|microsoft authenticator/,
    'secondFactor',
  ],
  [/federat|external|ad ?fs|saml/, 'federated'],
  [/^(app )?password(?!-less)|qr code/, 'password'],
  [/^sms|text message|^voice|one-time passcode/, 'weak'],
];

export const methodClassOf: (method: string) => MethodClass = remembered((method) => {
  const words = plain(method);
  return METHODS.find(([pattern]) => pattern.test(words))?.[1] ?? 'unknown';
});
