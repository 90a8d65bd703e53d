import { once } from 'node:events';
import { EmailClient, type EmailMessage, type EmailSendOptionalParams } from '@azure/communication-email';
import { z } from 'zod';
import { guard } from '../http/guard';
import { MOST_REFUSAL_BYTES } from '../http/limits';
import { isOfProxy } from '../http/proxy';

export type AcsConnection = {
  /** Of the Communication Services resource; plain http for loopback only. */
  readonly endpoint: string;
  /** A token credential; LOCAL_CREDENTIAL for loopback. */
  readonly credential: ConstructorParameters<typeof EmailClient>[1];
  /** For one talk, token included; 60 seconds by default. */
  readonly timeoutMs?: number;
};

/** The key for a local stand-in of the service; no real resource has it. */
export const LOCAL_CREDENTIAL = { key: Buffer.from('MFA Watch on this machine').toString('base64') };

/** All answers of the service, in order, and the error that ended the talk, if there is one. */
export type Talk = { readonly answers: readonly Answer[]; readonly error: unknown };

export type Answer = {
  readonly status: number;
  /** The header as it came; `null` without one. */
  readonly retryAfter: string | null;
  /** The state of the operation, under any name; `null` if the answer has none. */
  readonly state: string | null;
  readonly code: string | null;
  /** Whether a proxy refused in place of the service. */
  readonly isOfProxy: boolean;
};

export type Acs = {
  /** Posts, then looks at the state once, as the client does. */
  readonly post: (message: EmailMessage, operationId: string) => Promise<Talk>;
  readonly look: (operationId: string) => Promise<Talk>;
};

const TIMEOUT_MS = 60_000;

/** Microsoft's client, limited to one try and a time, returning the answers instead of throwing. */
export function connectAcs({ endpoint, credential, timeoutMs = TIMEOUT_MS }: AcsConnection): Acs {
  const client = new EmailClient(endpoint, credential, {
    allowInsecureConnection: endpoint.startsWith('http:'),
    // Its retries post again after a dropped connection, and honour a `Retry-After` of any length.
    retryOptions: { maxRetries: 0 },
    redirectOptions: { maxRetries: 0 },
    // It looks at the state wherever `Operation-Location` leads. All answers about mails are as small as refusals.
    additionalPolicies: [
      { policy: guard({ endpoint, mostBytes: MOST_REFUSAL_BYTES }), position: 'perRetry' },
    ],
  });

  async function talk(message: EmailMessage, how: EmailSendOptionalParams): Promise<Talk> {
    const abortSignal = AbortSignal.timeout(timeoutMs);
    const answers: Answer[] = [];
    const onResponse = (response: RawResponse) => void answers.push(answerIn(response));
    try {
      // Raced, because a token that never comes does not heed the signal.
      await Promise.race([
        client.beginSend(message, { ...how, abortSignal, onResponse }),
        once(abortSignal, 'abort'),
      ]);
      return { answers, error: abortSignal.reason };
    } catch (error) {
      return { answers, error };
    }
  }

  return {
    post: (message, operationId) => talk(message, { operationId }),
    look: (operationId) => talk(NO_MESSAGE, { resumeFrom: pollerAt(endpoint, operationId) }),
  };
}

type RawResponse = Parameters<NonNullable<EmailSendOptionalParams['onResponse']>>[0];

const answerBody = z.object({
  status: z.string().nullish(),
  error: z.object({ code: z.string().nullish() }).nullish(),
});

function answerIn({ status, headers, bodyAsText }: RawResponse): Answer {
  const text = bodyAsText ?? '';
  const body = bodyIn(text);
  return {
    status,
    retryAfter: headers.get('retry-after') ?? null,
    state: body?.status ?? null,
    code: body?.error?.code ?? null,
    isOfProxy: isOfProxy({ status, contentType: headers.get('content-type') ?? null, text }),
  };
}

function bodyIn(text: string): z.infer<typeof answerBody> | null {
  try {
    return answerBody.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** A poller of the client in its serialized form: only a resumed poller asks for an operation. */
function pollerAt(endpoint: string, operationId: string): string {
  const operationLocation = `${endpoint}/emails/operations/${operationId}?api-version=2025-09-01`;
  const config = { operationLocation, metadata: { mode: 'OperationLocation' } };
  return JSON.stringify({ state: { status: 'running', config } });
}

/** Never posted: a resumed poller only asks. */
const NO_MESSAGE: EmailMessage = {
  senderAddress: '',
  content: { subject: '', plainText: '' },
  recipients: { to: [] },
};
