/** A refusal in the words of Graph. The other parts of the tenant throw it; the server answers with it. */
export class Refusal extends Error {
  readonly status: number;
  /** Graph's own error code. */
  readonly code: string;
  readonly headers: Readonly<Record<string, string>> = {};

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
  }
}

export class Throttled extends Refusal {
  override readonly headers: Readonly<Record<string, string>>;

  /** @param retryAfter seconds; `null` if Graph does not say when to try again */
  constructor(retryAfter: number | null) {
    super(429, 'TooManyRequests', 'This request is throttled. Please try again later.');
    this.headers = retryAfter === null ? {} : { 'Retry-After': String(retryAfter) };
  }
}

export function badRequest(message: string): Refusal {
  return new Refusal(400, 'BadRequest', message);
}

export function notFound(message: string): Refusal {
  return new Refusal(404, 'Request_ResourceNotFound', message);
}

/** https://learn.microsoft.com/graph/errors (read 2026-11-21) */
export function refusalText({ code, message }: Refusal, requestId: string, atMs: number): string {
  const date = new Date(atMs).toISOString().slice(0, 19);
  const innerError = { date, 'request-id': requestId, 'client-request-id': requestId };
  return JSON.stringify({ error: { code, message, innerError } });
}
