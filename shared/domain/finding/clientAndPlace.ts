import { ENFORCED_APPS } from '../apps/enforcedApps';
import type { SignIn } from '../signIn/signIn';

/** In characters as a reader counts them. */
const LONGEST = 120;

/** The apps that a client id gives away: there, the name of the client is the name of the app. */
const NAMED_BY_CLIENT = new Set(
  ENFORCED_APPS.filter(({ clientAppIds }) => clientAppIds.length > 0).map(({ key }) => key),
);

/**
 * What signed in, as the sign-in log of Entra shows it: the client's name, unless the enforced app says it already; the browser or
 * library, else the user agent; the operating system. The class of client (`Browser`) only if the record says nothing more exact.
 *
 * @param app key of the enforced app
 * @returns `null` if the record does not say
 */
export function clientOf(signIn: SignIn, app: string): string | null {
  const name = NAMED_BY_CLIENT.has(app) ? null : signIn.appDisplayName;
  const program = signIn.browser ?? signIn.userAgent ?? signIn.clientAppUsed;
  return joined([name, program, signIn.operatingSystem]);
}

/** Where the sign-in came from, `Oslo, NO`; `null` if the record does not say. */
export function placeOf({ city, countryOrRegion }: SignIn): string | null {
  return joined([city, countryOrRegion]);
}

function joined(parts: readonly (string | null)[]): string | null {
  const text = parts.filter((part) => part !== null && part.trim() !== '').join(', ');
  if (text === '') return null;
  if (text.length <= LONGEST) return text;
  const characters = [...text];
  return characters.length <= LONGEST ? text : `${characters.slice(0, LONGEST - 1).join('')}…`;
}
