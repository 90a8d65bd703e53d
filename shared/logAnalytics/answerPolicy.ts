import { once } from 'node:events';
import type { LogsQueryClientOptions } from '@azure/monitor-query-logs';
import { z } from 'zod';
import { GuardError } from '../http/guard';
import { readAnswer } from '../http/readAnswer';
import { WorkspaceError, workspaceError } from './workspaceError';

type PipelinePolicy = NonNullable<LogsQueryClientOptions['additionalPolicies']>[number]['policy'];
type PipelineRequest = Parameters<PipelinePolicy['sendRequest']>[0];
type PipelineResponse = Awaited<ReturnType<PipelinePolicy['sendRequest']>>;

export type PolicyParts = {
  readonly token: () => Promise<string>;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
};

/**
 * Puts the token on a request, ends it in time, and turns every answer but a good one into a WorkspaceError. The client drops
 * the signal of its caller, and the status and wait of a refusal that is not JSON (@azure/monitor-query-logs 1.0.0).
 */
export function answerPolicy({ token, now }: PolicyParts): PipelinePolicy {
  return {
    name: 'mfaWatchAnswerPolicy',
    sendRequest: async (request, next) => {
      const signal = AbortSignal.timeout(request.timeout);
      const given = token().catch((error: unknown) => {
        throw new WorkspaceError('unauthorized', { cause: error });
      });
      const answer = Promise.race([given, rejectWhenAborted(signal)]).then((word) => {
        request.headers.set('Authorization', `Bearer ${word}`);
        request.abortSignal = signal;
        // The timer of the client outlives a request that fails, and keeps the process alive.
        request.timeout = 0;
        return next(request);
      });
      return checked(await answer.catch((error: unknown) => rethrow(error, signal)), request, now);
    },
  };
}

/** A token request that hangs ignores the signal. */
async function rejectWhenAborted(signal: AbortSignal): Promise<never> {
  await once(signal, 'abort');
  throw signal.reason;
}

function rethrow(error: unknown, signal: AbortSignal): never {
  if (error instanceof WorkspaceError) throw error;
  if (error instanceof GuardError) {
    const { status } = error;
    throw new WorkspaceError(error.code === 'tooLarge' ? 'tooLarge' : 'badAnswer', { status, cause: error });
  }
  throw new WorkspaceError(signal.aborted ? 'timedOut' : 'unavailable', { cause: error });
}

async function checked(
  answer: PipelineResponse,
  { url }: PipelineRequest,
  now: () => number,
): Promise<PipelineResponse> {
  const { status, bodyAsText: text } = answer;
  if (status === 200) return answer;
  // A workspace without any data: https://learn.microsoft.com/azure/azure-monitor/logs/api/timeouts (read 2026-11-30)
  if (status === 204) return { ...answer, status: 200, bodyAsText: NO_TABLE };
  if (status === 400) throw badRequest(text ?? '');
  const headers = answer.headers.toJSON();
  await readAnswer(new Response(text || null, { status, headers }), { url, fail: workspaceError, now });
  throw new WorkspaceError('badAnswer', { status });
}

const NO_TABLE = JSON.stringify({ tables: [] });

type Inner = {
  readonly code: string;
  readonly message?: string | undefined;
  readonly innererror?: Inner | undefined;
};

const inner: z.ZodType<Inner, unknown> = z.lazy(() =>
  z.object({ code: z.string(), message: z.string().optional(), innererror: inner.optional() }),
);
const refusal = z.object({ error: inner });

/** The innermost code says most, for example `SEM0100`. Its message names the table if that is missing. */
function badRequest(text: string): WorkspaceError {
  let found = refusalIn(text);
  while (found?.innererror !== undefined) found = found.innererror;
  const isTable =
    /resolve table/i.test(found?.message ?? '') &&
    /'(SigninLogs|AADNonInteractiveUserSignInLogs)'/.test(found?.message ?? '');
  return new WorkspaceError(isTable ? 'noTable' : 'badRequest', {
    status: 400,
    serviceCode: found?.code ?? null,
  });
}

function refusalIn(text: string): Inner | null {
  try {
    return refusal.parse(JSON.parse(text)).error;
  } catch {
    return null;
  }
}
