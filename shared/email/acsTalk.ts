import { once } from 'node:events';
import { EmailClient, type EmailMessage, type EmailSendOptionalParams } from '@azure/communication-email';
import { z } from 'zod';

export type AcsConnection = {
  /** Of the Communication Services resource; plain http for loopback only. */
  readonly endpoint: string;
  /** A token credential; LOCAL_CREDENTIAL for loopback. */
  readonly credential: ConstructorParameters<typeof EmailClient>[1];
  /** For one talk, token included; 60 seconds unless told. */
  readonly timeoutMs?: number;
};

/** What a stand-in for the service on this machine is asked with; no real resource has this key. */
export const LOCAL_CREDENTIAL = { key: Buffer.from('MFA Watch on this machine').toString('base64') };

/** All that the service answered, in order, and the error that ended it, if one did. */
export type Talk = { readonly answers: readonly Answer[]; readonly error: unknown };

export type Answer = {
  readonly status: number;
  /** The header as it came; `null` without one. */
  readonly retryAfter: string | null;
  /** Of the operation, whatever the answer calls it; `null` without one. */
  readonly state: string | null;
  readonly code: string | null;
};

export type Acs = {
  /** Posts, then looks at the state once: so does the client. */
  readonly post: (message: EmailMessage, operationId: string) => Promise<Talk>;
  readonly look: (operationId: string) => Promise<Talk>;
};

const TIMEOUT_MS = 60_000;

/** Microsoft's client, held to one try and a time limit, with what it heard instead of what it throws. */
export function connectAcs({ endpoint, credential, timeoutMs = TIMEOUT_MS }: AcsConnection): Acs {
  const client = new EmailClient(endpoint, credential, {
    allowInsecureConnection: endpoint.startsWith('http:'),
    // Its retries post again after a dropped connection, and sleep for as long as any `Retry-After` says.
    retryOptions: { maxRetries: 0 },
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
  const body = bodyIn(bodyAsText ?? '');
  return {
    status,
    retryAfter: headers.get('retry-after') ?? null,
    state: body?.status ?? null,
    code: body?.error?.code ?? null,
  };
}

function bodyIn(text: string): z.infer<typeof answerBody> | null {
  try {
    return answerBody.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** A poller of the client as it writes itself down: resuming one is its only way to ask for an operation. */
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
