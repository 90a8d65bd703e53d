import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** https://learn.microsoft.com/azure/azure-functions/functions-bindings-http-webhook-trigger#limits (read 2026-11-30) */
const MOST_BYTES = 104_857_600;

/**
 * The body of a request, as the deployed host passes it on: only if the request names its length.
 *
 * @returns `null` if it is longer than Azure takes; nothing of it is read
 * @see https://github.com/Azure/azure-functions-host src/WebJobs.Script.Grpc/MessageExtensions/GrpcMessageConversionExtensions.cs (read 2026-11-30)
 */
export async function readBody(message: IncomingMessage): Promise<Buffer | null> {
  const length = Number(message.headers['content-length'] ?? 0);
  if (length > MOST_BYTES) return null;
  return length > 0 ? buffer(message) : Buffer.alloc(0);
}
