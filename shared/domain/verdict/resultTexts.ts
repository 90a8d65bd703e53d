import type { MfaProof, Skip } from './verdict';

/** The meaning for MFA of a step's result text, or of `status.additionalDetails`. */
export type Meaning =
  | { readonly kind: 'proof'; readonly by: MfaProof }
  | { readonly kind: 'skipped'; readonly detail: Skip }
  | { readonly kind: 'lapsed'; readonly because: 'expiredProof' | 'registrationPrompted' }
  /** The first factor came from a token: says nothing of MFA. */
  | { readonly kind: 'firstFactor' }
  /** The user was sent to another provider for MFA; the outcome is not stated. */
  | { readonly kind: 'redirected' }
  /** MFA was required; the outcome is not stated. */
  | { readonly kind: 'required' }
  | { readonly kind: 'denied' }
  /** The password was right, whatever the step was for. */
  | { readonly kind: 'password' }
  /** The step went well, whatever it was for. */
  | { readonly kind: 'succeeded' };

/**
 * Texts in the order they are tried, written as `plain` leaves them. The first that matches counts.
 * Sources: https://learn.microsoft.com/entra/identity/authentication/howto-mfa-reporting (read 2026-11-21) and
 * exported records; texts that are not MFA, although Microsoft lists them under "MFA satisfied", come first.
 */
const TEXTS: readonly (readonly [RegExp, Meaning])[] = [
  [/^(first factor|primary authentication|single factor) requirement/, { kind: 'firstFactor' }],
  [/skipped.* app password/, { kind: 'skipped', detail: 'appPassword' }],
  [/skipped.* remembered device/, { kind: 'skipped', detail: 'rememberedDevice' }],
  [/skipped.* registered device/, { kind: 'skipped', detail: 'registeredDevice' }],
  [/skipped.* (insidecorpnet|corporate|intranet)/, { kind: 'skipped', detail: 'corporateNetwork' }],
  [/skipped.* (location|ip address|trusted ip)/, { kind: 'skipped', detail: 'location' }],
  [/skipped.* broker/, { kind: 'skipped', detail: 'brokerFlow' }],
  [/\bskipped\b/, { kind: 'skipped', detail: 'other' }],
  [/^(mfa )?(requirement |proof )?(has )?expired\b/, { kind: 'lapsed', because: 'expiredProof' }],
  [/^(mfa )?registration prompted/, { kind: 'lapsed', because: 'registrationPrompted' }],
  [/in progress/, { kind: 'denied' }],
  [/\b(declined|denied|hung up|voicemail|misconfiguration|service error)\b/, { kind: 'denied' }],
  [/(incorrect|invalid|already used|unable to|is blocked|not found|duplicate)/, { kind: 'denied' }],
  [/(did not|didn't|never|doesn't have|does not have)\b/, { kind: 'denied' }],
  [
    /^(mfa (requirement )?)?satisfied by claim provided by external provider/,
    { kind: 'proof', by: 'externalProvider' },
  ],
  [/^(mfa (requirement )?)?satisfied by claim in the token/, { kind: 'proof', by: 'claimInToken' }],
  [
    /^(mfa (requirement )?)?satisfied by (strong authentication|mfa device)/,
    { kind: 'proof', by: 'strongPrimary' },
  ],
  [/^mfa requirement satisfied/, { kind: 'proof', by: 'requirementMet' }],
  [/^mfa (was )?(successfully )?completed/, { kind: 'proof', by: 'prompted' }],
  [/^completed in (the cloud|entra)/, { kind: 'proof', by: 'prompted' }],
  [/^redirected to external provider/, { kind: 'redirected' }],
  [/^mfa required/, { kind: 'required' }],
  [/^correct password/, { kind: 'password' }],
  [/^(successfully completed|user approved|method ?succeeded|correct )/, { kind: 'succeeded' }],
];

/** One spelling for all: lower case, one space, `mfa` and `entra` for their many names. */
export function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/multi[- ]?factor( authentication)?/g, 'mfa')
    .replace(/\b(first|single)-factor/g, '$1 factor')
    .replace(/(microsoft )?(azure ad\b|azure active directory|entra id\b)/g, 'entra')
    .replace(/(microsoft )?\b(azure|entra) mfa/g, 'mfa')
    .replace(/in-progress/g, 'in progress')
    .trim();
}

/** The meaning of a text; `null` if it is not known. */
export const meaningOf: (text: string) => Meaning | null = remembered((text) => {
  const words = plain(text);
  return TEXTS.find(([pattern]) => pattern.test(words))?.[1] ?? null;
});

/**
 * Remembers the answers of a pure function of a text. Few texts occur, millions of times; hostile logs hold many,
 * hence the bound.
 */
export function remembered<T>(answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const found = answer(text);
    if (known.size < 1_000) known.set(text, found);
    return found;
  };
}
