import { odata, type TableClient } from '@azure/data-tables';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { type Azurite, startAzurite } from '../../local/azurite';
import type { AccountFacts } from '../../shared/domain/account/accountFacts';
import type { Finding } from '../../shared/domain/finding/finding';
import { DAY_MS, isoTime } from '../../shared/domain/time';
import { deleteWhere } from '../../shared/tables/batches';
import { connectTables, type Tables } from '../../shared/tables/connect';
import { rowsWhere, type StoredRow } from '../../shared/tables/rows';

type PipelinePolicy = Parameters<TableClient['pipeline']['addPolicy']>[0];

/** The tables of one Azurite for the tests of a file, empty before each. */
export function emptyTables(): () => Tables {
  let azurite: Azurite | undefined;
  let tables: Tables | undefined;
  beforeAll(async () => {
    azurite = await startAzurite();
    tables = connectTables({ endpoint: azurite.tablesEndpoint, credential: null });
    await tables.ensure();
  });
  beforeEach(async () => {
    const { ensure: _, pause: __, ...clients } = opened(tables);
    await Promise.all(
      Object.values(clients).map((client) => deleteWhere(client, odata`PartitionKey ge ${''}`)),
    );
  });
  afterAll(() => azurite?.stop());
  return () => opened(tables);
}

function opened(tables: Tables | undefined): Tables {
  if (!tables) throw new Error('Azurite has not started');
  return tables;
}

export async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Every row of a table, with its etag: two equal answers mean that nothing was written between them. */
export function rowsOf(client: TableClient): Promise<StoredRow[]> {
  return collected(rowsWhere(client, {}));
}

/** A client of its own for the same table, whose every write somebody else comes before. */
export function overtaken(client: TableClient, rival: () => Promise<unknown>): TableClient {
  return watched(client, async (request, next) => {
    if (request.method !== 'GET') await rival();
    return next(request);
  });
}

/** A client of its own for the same table, whose every request goes through `sendRequest`. */
export function watched(client: TableClient, sendRequest: PipelinePolicy['sendRequest']): TableClient {
  const { ensure: _, pause: __, ...clients } = connectTables({ endpoint: client.url, credential: null });
  const own = Object.values(clients).find(({ tableName }) => tableName === client.tableName);
  if (!own) throw new Error(`there is no table ${client.tableName}`);
  own.pipeline.addPolicy({ name: 'watched', sendRequest });
  return own;
}

export const NOON = Date.parse('2026-11-20T12:00:00.000Z');
export const DAY = { from: NOON - DAY_MS / 2, to: NOON + DAY_MS / 2 };

export function guid(n: number): string {
  return `${n.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
}

export function aFinding(fields: Partial<Finding> = {}): Finding {
  return {
    id: guid(1),
    createdDateTime: isoTime(NOON),
    userId: guid(0xa1),
    userPrincipalName: 'Ada@contoso.example',
    app: 'azureCli',
    verdict: 'withoutMfa',
    cause: 'rememberedDevice',
    because: 'skipped',
    detail: 'rememberedDevice',
    evidence: 'status.additionalDetails: MFA requirement skipped due to remembered device',
    provisional: false,
    signal: null,
    userDisplayName: 'Ada',
    interactive: true,
    ipAddress: '192.0.2.7',
    resourceId: '797f4846-ba00-4fd7-ba43-dac1f8f63013',
    resourceDisplayName: 'Windows Azure Service Management API',
    correlationId: 'c0000001-0000-4000-8000-000000000001',
    leansOn: null,
    reportOnlyStops: [],
    requirements: [],
    client: 'Edge 140.0.0, Windows 11',
    place: 'Exampletown, US',
    ...fields,
  };
}

export function someFacts(fields: Partial<AccountFacts> = {}): AccountFacts {
  return {
    userId: guid(0xa1),
    userPrincipalName: 'ada@contoso.example',
    userDisplayName: 'Ada',
    namedAt: isoTime(NOON),
    guest: false,
    homeTenantId: null,
    hasHomeTenant: null,
    federated: false,
    syncs: false,
    apps: {},
    lastSignal: null,
    stops: {},
    blocks: {},
    interactive: true,
    nonInteractive: false,
    sessions: {},
    protocols: {},
    clients: {},
    occasions: {},
    requiredBy: {},
    mandated: {},
    lastUse: null,
    hours: 0,
    minutes: 0,
    unattended: {},
    registration: null,
    exception: null,
    ...fields,
  };
}
