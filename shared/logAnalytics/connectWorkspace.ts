import {
  LogsQueryClient,
  type LogsQueryClientOptions,
  LogsQueryResultStatus,
} from '@azure/monitor-query-logs';
import { type AskLimits, askAgain } from '../http/ask';
import { type Clock, SYSTEM_CLOCK } from '../http/clock';
import { guard } from '../http/guard';
import type { HttpError } from '../http/httpError';
import { MOST_BYTES } from '../http/limits';
import { answerPolicy, type PolicyParts } from './answerPolicy';
import type { Workspace, WorkspaceQuery, WorkspaceTable } from './workspace';
import { WorkspaceError, workspaceError } from './workspaceError';

export type WorkspaceOptions = Partial<Clock> & {
  /** Origin of Log Analytics in the cloud, without a slash at the end; it alone gets the token. */
  readonly endpoint: string;
  /** A GUID. */
  readonly workspaceId: string;
  readonly token: () => Promise<string>;
  /** For one try, token and body included; 100 seconds by default: a third of a run. */
  readonly requestTimeoutMs?: number;
  /** The longest `Retry-After` that is honoured; 2 minutes by default. */
  readonly longestWaitMs?: number;
};

const NEVER = Number.POSITIVE_INFINITY;
/** A slow answer is slow again, so the caller asks for less. */
const TRIES: Readonly<Record<string, number>> = { throttled: 4, unavailable: 4 };
/** https://learn.microsoft.com/azure/azure-monitor/logs/api/timeouts (read 2026-11-30) */
const LONGEST_QUERY_S = 600;

/**
 * Connects to a Log Analytics workspace, and repeats a query after a passing fault.
 *
 * A WorkspaceError is thrown after 4 failed tries, or at once for a fault that lasts.
 */
export function connectWorkspace(options: WorkspaceOptions): Workspace {
  const { endpoint, workspaceId, token, requestTimeoutMs = 100_000, longestWaitMs = 120_000 } = options;
  const clock: Clock = { ...SYSTEM_CLOCK, ...options };
  const limits: AskLimits = { clock, fail: workspaceError, requestTimeoutMs, longestWaitMs };
  const client = clientFor(endpoint, { token, now: clock.now });
  return {
    ask: (query, until = NEVER) =>
      askAgain({ url: endpoint, until, triesFor }, limits, (timeoutMs) =>
        askOnce({ client, workspaceId, timeoutMs }, query),
      ),
  };
}

function triesFor({ code }: HttpError): number {
  return TRIES[code] ?? 1;
}

function clientFor(endpoint: string, parts: PolicyParts): LogsQueryClient {
  const options: LogsQueryClientOptions = {
    // The client adds the version only to its own endpoint.
    endpoint: `${endpoint}/v1`,
    allowInsecureConnection: true,
    // The tries are counted here, in the bounds of a run.
    retryOptions: { maxRetries: 0 },
    additionalPolicies: [
      { policy: answerPolicy(parts), position: 'perRetry' },
      { policy: guard({ endpoint, mostBytes: MOST_BYTES, compressed: true }), position: 'perRetry' },
    ],
  };
  const client = new LogsQueryClient({ getToken: async () => null }, options);
  // The first would refuse plain http to this machine, and the second would follow an answer to another host.
  client.pipeline.removePolicy({ name: 'bearerTokenAuthenticationPolicy' });
  client.pipeline.removePolicy({ name: 'redirectPolicy' });
  return client;
}

type Try = {
  readonly client: LogsQueryClient;
  readonly workspaceId: string;
  readonly timeoutMs: number;
};

async function askOnce(
  { client, workspaceId, timeoutMs }: Try,
  { query, generated }: WorkspaceQuery,
): Promise<WorkspaceTable> {
  const timespan = { startTime: new Date(generated.from), endTime: new Date(generated.to) };
  const answer = await client
    .queryWorkspace(workspaceId, query.kql, timespan, {
      serverTimeoutInSeconds: Math.min(Math.ceil(timeoutMs / 1_000), LONGEST_QUERY_S),
      requestOptions: { timeout: timeoutMs },
    })
    .catch((error: unknown) => {
      // All that the policy lets through is an answer of status 200.
      throw error instanceof WorkspaceError ? error : new WorkspaceError('badAnswer', { cause: error });
    });
  if (answer.status === LogsQueryResultStatus.PartialFailure)
    throw new WorkspaceError('partial', { status: 200, serviceCode: answer.partialError.code });
  const [table] = answer.tables;
  if (table === undefined) return { columns: [], rows: [] };
  return { columns: table.columnDescriptors.map(({ name }) => name ?? ''), rows: table.rows };
}
