import type { ServerResponse } from 'node:http';
import type { HttpResponse } from './http';
import { Refusal, refusalText } from './refusal';

/** A fault in the answer to one request. */
export type Fault =
  /** An answer of this status in place of the right one; by default with Graph's error body. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** No answer, ever. */
  | { readonly kind: 'hang' }
  /** The connection breaks before the answer. */
  | { readonly kind: 'drop' }
  /** The connection breaks half-way through the body. */
  | { readonly kind: 'truncate' }
  /** Status 200 and this body; by default a page of HTML, as a proxy returns it. */
  | { readonly kind: 'garbage'; readonly body?: string }
  /** The right answer, late. */
  | { readonly kind: 'delay'; readonly ms: number };

/** The answer after the fault; `null` if there is none. */
export function faultyAnswer(fault: Fault, right: () => HttpResponse): HttpResponse | null {
  switch (fault.kind) {
    case 'hang':
    case 'drop':
      return null;
    case 'truncate':
    case 'delay':
      return right();
    case 'garbage':
      return {
        status: 200,
        headers: { 'Content-Type': 'text/html' },
        body: Buffer.from(fault.body ?? '<!DOCTYPE html><title>Sign in to the network</title>'),
      };
    case 'status': {
      const refusal = new Refusal(fault.status, 'UnknownError', 'A fault made for a test.');
      const headers = { 'Content-Type': 'application/json', ...fault.headers };
      return {
        status: fault.status,
        headers,
        body: Buffer.from(fault.body ?? refusalText(refusal, 'made-up', 0)),
      };
    }
  }
}

/** Sends an answer, or the part of it that the fault leaves. */
export function send(response: ServerResponse, answer: HttpResponse | null, fault: Fault | null): void {
  if (fault?.kind === 'hang') return;
  if (answer === null) {
    response.destroy();
    return;
  }
  const { body } = answer;
  response.writeHead(answer.status, { ...answer.headers, 'Content-Length': body.length });
  if (fault?.kind !== 'truncate') response.end(body);
  else response.write(body.subarray(0, body.length / 2), () => response.destroy());
}
