import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { repeatedName } from './repeatedName';
import { answerError } from './response';

/** A thousand users, each of the longest name that is common, with a reason. */
export const MOST_BODY_BYTES = 64 * 1024;

type Read = { readonly json: unknown } | { readonly refusal: HttpResponseInit };

/** The JSON of a body, whatever it says; the answer if it is too long, of another type, or no JSON. */
export async function readJson(request: HttpRequest): Promise<Read> {
  if (Number(request.headers.get('content-length') ?? 0) > MOST_BODY_BYTES) return TOO_LARGE;
  if (!isJson(request.headers)) return NOT_JSON;
  const bytes = await bytesOf(request);
  if (bytes === null) return TOO_LARGE;
  if (bytes.length === 0) return refused('is missing. Send it with its length (content-length).');
  const text = textOf(bytes);
  if (text === null) return refused('must be UTF-8.');
  const json = jsonOf(text);
  if (json === undefined) return refused('is not valid JSON.');
  const repeated = repeatedName(text);
  return repeated === null ? { json } : refused(`gives ${JSON.stringify(repeated)} twice in one object.`);
}

const TOO_LARGE = {
  refusal: answerError(
    'bodyTooLarge',
    `The body may have at most ${MOST_BODY_BYTES / 1024} KiB. Nothing was changed. Send several smaller requests.`,
  ),
};
const NOT_JSON = {
  refusal: answerError(
    'notJson',
    'The body must be JSON in UTF-8, uncompressed, with the header content-type: application/json. Nothing was changed.',
  ),
};

function refused(what: string): Read {
  return { refusal: answerError('badRequest', `The JSON body ${what}`) };
}

/**
 * JSON alone. A form or plain text may come from a web page in the browser of somebody who is signed in, without a question
 * (https://fetch.spec.whatwg.org/#simple-header, read 2026-11-30); so may a body without any type. Types that end in `+json` mean
 * something else than our schemas.
 */
function isJson(headers: HttpRequest['headers']): boolean {
  const [type = '', ...parameters] = (headers.get('content-type') ?? '').split(';');
  const charsets = parameters.flatMap(
    (parameter) => /^\s*charset\s*=\s*(.*?)\s*$/i.exec(parameter)?.[1] ?? [],
  );
  const encoding = headers.get('content-encoding')?.trim() || 'identity';
  return (
    type.trim().toLowerCase() === 'application/json' &&
    charsets.every((charset) => /^"?utf-?8"?$/i.test(charset)) &&
    encoding.toLowerCase() === 'identity'
  );
}

/** `null` if there are more than may be, whatever length the request gave. The rest is not read. */
async function bytesOf({ body }: HttpRequest): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.byteLength;
    if (length > MOST_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
