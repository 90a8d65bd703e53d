import { RestError, type TableServiceClientOptions } from '@azure/data-tables';
import { codeIn } from '../domain/word';
import { GuardError } from '../http/guard';

type Policy = NonNullable<TableServiceClientOptions['additionalPolicies']>[number];
type Bounds = { readonly tryTimeoutMs: number; readonly longestWaitMs: number };

const WAIT_HEADERS = { 'retry-after-ms': 1, 'x-ms-retry-after-ms': 1, 'retry-after': 1000 } as const;

/**
 * Limits that the SDK lacks: on the time of one try, body included, and on the wait that the service may ask for. Without them
 * the SDK waits for hours if asked to, on a billed instance.
 */
export function boundedTries({ tryTimeoutMs, longestWaitMs }: Bounds): Policy {
  return {
    position: 'perRetry',
    policy: {
      name: 'boundedTries',
      sendRequest: async (request, next) => {
        const timeout = AbortSignal.timeout(tryTimeoutMs);
        request.abortSignal = timeout;
        try {
          const response = await next(request);
          boundWait(response.headers, longestWaitMs);
          return response;
        } catch (error) {
          // The SDK retries ETIMEDOUT; it would take an abort for the caller's.
          if (timeout.aborted) throw new RestError('no answer in time', { code: 'ETIMEDOUT', request });
          if (error instanceof GuardError || error instanceof RestError) throw error;
          // The body broke off. The SDK retries that too, if it comes as an error of its own class.
          throw new RestError('the answer broke off', { code: codeIn(error) ?? 'ECONNRESET', request });
        } finally {
          delete request.abortSignal;
        }
      },
    },
  };
}

type Headers = {
  readonly get: (name: string) => string | undefined;
  readonly set: (name: string, value: string) => void;
};

// A date is not parsed: it becomes the longest wait too.
function boundWait(headers: Headers, longestWaitMs: number): void {
  for (const [name, unitMs] of Object.entries(WAIT_HEADERS)) {
    const asked = headers.get(name);
    if (asked === undefined || Number(asked) * unitMs <= longestWaitMs) continue;
    headers.set(name, String(longestWaitMs / unitMs));
  }
}
