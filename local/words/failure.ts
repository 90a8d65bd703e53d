import { ROLE_FIX } from '../../shared/render/words/serviceFaults';
import { loginCommand, type NoToken } from '../doctor/noToken';
import { noTokenInWords } from './noToken';

/** Graph got no token of the admin's own sign-in. */
export function notSignedInInWords(noToken: NoToken): string {
  return `${noTokenInWords(noToken, 'Microsoft Graph')} Run: ${loginCommand(noToken)}`;
}

/** Graph refuses the admin's own sign-in, which carries the permission. */
export function roleMissingInWords(permission: string): string {
  return `You may not read this. Your sign-in by Azure CLI (az login) carries ${permission}, so most likely a directory role is missing. ${ROLE_FIX} You can also ask the deployed app (/api/check), or run mfa-watch scan on a download of the log.`;
}
