import { setTimeout as wait } from 'node:timers/promises';
import { AzureNamedKeyCredential, TableClient, type TableServiceClientOptions } from '@azure/data-tables';
import type { TokenCredential } from '@azure/identity';
import { isLoopback } from '../domain/loopback';
import { guard } from '../http/guard';
import { MOST_TABLE_BYTES } from '../http/limits';
import { boundedTries } from './boundedTries';
import { TablesError, tablesError, unanswered } from './errors';

/** One client per table, for the functions of this folder. */
export type Tables = {
  readonly findings: TableClient;
  readonly accounts: TableClient;
  readonly posture: TableClient;
  readonly checkpoints: TableClient;
  readonly digests: TableClient;
  readonly rejects: TableClient;
  readonly unsettled: TableClient;
  readonly audit: TableClient;
  /** Creates missing tables; after one success it does nothing. */
  readonly ensure: () => Promise<void>;
  /** Waits for other runs to finish before a lost write is repeated; longer with each try, from 1. */
  readonly pause: (tries: number) => Promise<void>;
};

type ConnectOptions = {
  /** Table service URL; a loopback URL means Azurite. */
  readonly endpoint: string;
  /** Unused for a loopback URL, and then may be `null`. */
  readonly credential: TokenCredential | null;
  /** The longest time of one try of a request. Default 30,000. */
  readonly tryTimeoutMs?: number;
  /** The first of the waits between tries, which double. Default 800. */
  readonly firstWaitMs?: number;
  /** The longest wait between tries, even if the service asks for more. Default 20,000. */
  readonly longestWaitMs?: number;
};

// https://learn.microsoft.com/azure/storage/common/storage-use-azurite#well-known-storage-account-and-key (read 2026-11-21)
const AZURITE_ACCOUNT = 'devstoreaccount1';
const AZURITE_KEY =
  'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
const MOST_RETRIES = 3;
const LONGEST_PAUSE_MS = 100;

/**
 * Opens the eight tables; nothing is sent yet.
 *
 * @throws TablesError `forbidden` if an endpoint that requires a credential gets none
 */
export function connectTables(options: ConnectOptions): Tables {
  const open = opener(options);
  const clients = {
    findings: open('Findings'),
    accounts: open('Accounts'),
    posture: open('Posture'),
    checkpoints: open('Checkpoints'),
    digests: open('Digests'),
    rejects: open('Rejects'),
    unsettled: open('Unsettled'),
    audit: open('Audit'),
  };
  return {
    ...clients,
    ensure: onceDone(() => createAll(Object.values(clients))),
    // Random, because runs that met here would meet again after equal waits.
    pause: (tries) => wait(Math.random() * tries * LONGEST_PAUSE_MS),
  };
}

function opener({ endpoint, credential, ...bounds }: ConnectOptions): (name: string) => TableClient {
  const clientOptions = boundsOf(endpoint, bounds);
  if (isLoopback(endpoint)) {
    const key = new AzureNamedKeyCredential(AZURITE_ACCOUNT, AZURITE_KEY);
    const url = azuriteUrl(endpoint);
    return (name) => new TableClient(url, name, key, { ...clientOptions, allowInsecureConnection: true });
  }
  if (credential === null) throw new TablesError(unanswered('forbidden'));
  return (name) => new TableClient(endpoint, name, credential, clientOptions);
}

function boundsOf(
  endpoint: string,
  bounds: Omit<ConnectOptions, 'endpoint' | 'credential'>,
): TableServiceClientOptions {
  const { tryTimeoutMs = 30_000, firstWaitMs = 800, longestWaitMs = 20_000 } = bounds;
  return {
    retryOptions: { maxRetries: MOST_RETRIES, retryDelayInMs: firstWaitMs, maxRetryDelayInMs: longestWaitMs },
    redirectOptions: { maxRetries: 0 },
    additionalPolicies: [
      boundedTries({ tryTimeoutMs, longestWaitMs }),
      { policy: guard({ endpoint, mostBytes: MOST_TABLE_BYTES }), position: 'perRetry' },
    ],
  };
}

// Azurite takes the account from the path; without it the SDK takes localhost for Cosmos DB.
function azuriteUrl(endpoint: string): string {
  return new URL(endpoint).pathname === '/' ? new URL(AZURITE_ACCOUNT, endpoint).href : endpoint;
}

async function createAll(clients: readonly TableClient[]): Promise<void> {
  try {
    await Promise.all(clients.map((client) => client.createTable()));
  } catch (error) {
    throw tablesError(error);
  }
}

function onceDone(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null;
  return () => {
    done ??= work().catch((error: unknown) => {
      done = null;
      throw error;
    });
    return done;
  };
}
