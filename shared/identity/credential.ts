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

/** The token for a simulated tenant on this machine: no secret, and useless elsewhere. */
const LOCAL_TOKEN = 'local';

/** For a command line tool that hangs, on a prompt or a proxy. */
const TOOL_TIMEOUT_MS = 25_000;

/** The app's own identity in Azure; without `AZURE_CLIENT_ID`, the admin who is signed in to a command line tool. */
export function credentialFor(config: TenantConfig): TokenCredential {
  if (config.clientId !== null) return new ManagedIdentityCredential({ clientId: config.clientId });
  const options = { processTimeoutInMs: TOOL_TIMEOUT_MS };
  return new ChainedTokenCredential(new AzureCliCredential(options), new AzurePowerShellCredential(options));
}

/** Gets tokens for Graph. A loopback endpoint gets a fixed local token: no real token is sent over plain http. */
export function graphToken(config: TenantConfig, credential: TokenCredential): () => Promise<string> {
  return tokensFor(CLOUD_ENDPOINTS[config.cloud].graph, config.graphEndpoint, credential);
}

/** Gets tokens for Azure Resource Manager, likewise. */
export function armToken(config: TenantConfig, credential: TokenCredential): () => Promise<string> {
  return tokensFor(CLOUD_ENDPOINTS[config.cloud].arm, config.armEndpoint, credential);
}

/** Gets tokens for Log Analytics, likewise. */
export function workspaceToken(
  config: TenantConfig,
  endpoint: string,
  credential: TokenCredential,
): () => Promise<string> {
  return tokensFor(CLOUD_ENDPOINTS[config.cloud].logAnalytics, endpoint, credential);
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
