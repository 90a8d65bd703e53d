import {
  AzureCliCredential,
  AzurePowerShellCredential,
  ChainedTokenCredential,
  ManagedIdentityCredential,
  type TokenCredential,
} from '@azure/identity';
import type { TenantConfig } from '../config';
import { CLOUD_ENDPOINTS } from '../domain/cloud';
import { isLoopback } from '../domain/loopback';

/** What a simulated tenant on this machine is given: no secret, and of no use anywhere else. */
const LOCAL_TOKEN = 'local';

/** A command line tool that hangs, on a prompt or a proxy, would never be given up otherwise. */
const TOOL_TIMEOUT_MS = 25_000;

/** The app's own identity in Azure. Without `AZURE_CLIENT_ID` the admin's, who is signed in to a command line. */
export function credentialFor(config: TenantConfig): TokenCredential {
  if (config.clientId !== null) return new ManagedIdentityCredential({ clientId: config.clientId });
  const options = { processTimeoutInMs: TOOL_TIMEOUT_MS };
  return new ChainedTokenCredential(new AzureCliCredential(options), new AzurePowerShellCredential(options));
}

/** Gets tokens for Graph. A loopback endpoint gets a fixed local one: no real token ever leaves over plain http. */
export function graphToken(config: TenantConfig, credential: TokenCredential): () => Promise<string> {
  return tokensFor(CLOUD_ENDPOINTS[config.cloud].graph, config.graphEndpoint, credential);
}

/** Gets tokens for Azure Resource Manager, likewise. */
export function armToken(config: TenantConfig, credential: TokenCredential): () => Promise<string> {
  return tokensFor(CLOUD_ENDPOINTS[config.cloud].arm, config.armEndpoint, credential);
}

function tokensFor(audience: string, endpoint: string, credential: TokenCredential): () => Promise<string> {
  if (isLoopback(endpoint)) return async () => LOCAL_TOKEN;
  const scope = `${audience}/.default`;
  return async () => {
    const token = await credential.getToken(scope);
    if (token === null)
      throw new Error(`No token for ${scope}: check the identity of the app (AZURE_CLIENT_ID).`);
    return token.token;
  };
}
