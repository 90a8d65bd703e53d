import type { NoToken } from '../doctor/noToken';
import { TOKEN_TIMEOUT_MS } from '../doctor/signIn';

/**
 * Why there is no token of the admin's own sign-in.
 *
 * @param service that the token is for
 */
export function noTokenInWords(noToken: NoToken, service: string): string {
  switch (noToken.code) {
    case 'notInstalled':
      return 'Nobody is signed in on this machine. Install Azure CLI (https://aka.ms/azure-cli), then sign in.';
    case 'nobodySignedIn':
      return 'Nobody is signed in to Azure CLI.';
    case 'timedOut':
      return `Azure CLI gave no token for ${service} within ${TOKEN_TIMEOUT_MS / 1000} seconds.`;
    case 'refused':
      return `Azure CLI gives no token for ${service}: ${noToken.says === '' ? 'it does not say why.' : noToken.says}`;
  }
}
