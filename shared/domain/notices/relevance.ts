import type { Post } from './notice';

/**
 * Microsoft's words by which posts about the mandate differ from the many others that name MFA.
 * https://learn.microsoft.com/entra/identity/authentication/concept-mandatory-multifactor-authentication (read 2026-11-21)
 */
const TERMS = {
  mfa: [/\bmulti-?\s?factor authentication\b/i, /\bMFA\b/],
  requirement: [
    /\bmandatory\b/i,
    /\benforce(s|d|ment)?\b/i,
    /\benforcing\b/i,
    /\brequire(s|d|ment)?\b/i,
    /\bpostpone/i,
  ],
  place: [
    /\bAzure portal\b/i,
    /\b(Entra|Intune|Microsoft 365) admin cent(er|re)s?\b/i,
    /\badmin portals?\b/i,
    /\bAzure (CLI|PowerShell|mobile app|SDK)\b/i,
    /\bAzure Resource Manager\b/i,
    /\bsign-?in to Azure\b/i,
    /\binfrastructure[ -]as[ -]code\b/i,
  ],
  /** Short links of the mandate: one of them is enough. */
  link: [/\baka\.ms\/(managemfaforazure|postponePhase2MFA|mfaforazure|azuremfaenforcement)\b/i],
  /** Ways to do MFA that Microsoft ends in 2027. */
  ending: [/\bSMS\b/i, /\btext messages?\b/i, /\bcustom controls?\b/i],
  retirement: [/\bretir(e|es|ed|ing|ement)\b/i, /\bdeprecat(e|es|ed|ing|ion)\b/i, /\bend of support\b/i],
  /** Services that the mandate comes from. */
  service: [/\bEntra\b/i, /\bAzure\b/i, /\bMicrosoft 365 (suite|apps|admin)\b/i, /\bIntune\b/i],
} as const satisfies Record<string, readonly RegExp[]>;

/**
 * Whether a post is about mandatory MFA, or about the end of a way to do it. It names a short link of the mandate; or MFA in the
 * title, and in title or body a requirement and a place under the mandate; or it is about a service of the mandate and has the words
 * "mandatory MFA"; or it is about Entra, and its title names the retirement of SMS or of custom controls.
 */
export function isAboutMandate({ title, body, services }: Post): boolean {
  const all = `${title}\n${body}`;
  if (names('link', all)) return true;
  if (names('mfa', title) && names('requirement', all) && names('place', all)) return true;
  if (services.some((service) => ENTRA.test(service)) && names('ending', title) && names('retirement', title))
    return true;
  return services.some((service) => names('service', service)) && MANDATE.test(all);
}

const ENTRA = /\bEntra\b/i;
const MANDATE = /\bmandatory (Microsoft Entra )?(multi-?\s?factor authentication|MFA)\b/i;

function names(kind: keyof typeof TERMS, text: string): boolean {
  return TERMS[kind].some((term) => term.test(text));
}
