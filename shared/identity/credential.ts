import {
  AzureCliCredential,
  AzurePowerShellCredential,
  ChainedTokenCredential,
  ManagedIdentityCredential,
  type TokenCredential,
} from '@azure/identity';
import { isLoopback, type TenantConfig } from '../config';
import { CLOUD_ENDPOINTS } from '../domain/cloud';

/** What a simulated tenant on this machine is given: no secret, and of no use anywhere else. */
const LOCAL_TOKEN = 'local';

/** The app's own identity in Azure. Without `AZURE_CLIENT_ID` the admin's, who is signed in to a command line. */
export function credentialFor(config: TenantConfig): TokenCredential {
  if (config.clientId !== null) return new ManagedIdentityCredential({ clientId: config.clientId });
  return new ChainedTokenCredential(new AzureCliCredential(), new AzurePowerShellCredential());
}

/** Gets tokens for Graph. A loopback endpoint gets a fixed local one: no real token ever leaves over plain http. */
export function graphToken(config: TenantConfig, credential: TokenCredential): () => Promise<string> {
  if (isLoopback(config.graphEndpoint)) return async () => LOCAL_TOKEN;
  const scope = `${CLOUD_ENDPOINTS[config.cloud].graph}/.default`;
  return async () => {
    const token = await credential.getToken(scope);
    if (token === null)
      throw new Error(`No token for ${scope}: check the identity of the app (AZURE_CLIENT_ID).`);
    return token.token;
  };
}
