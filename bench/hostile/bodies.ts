import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

const MIB = 2 ** 20;
const PIECES_OF_GB = 1_024;

/** A mebibyte of rows, so that the whole begins as a page does. */
const ROWS = Buffer.from('{"id":"00000000-0000-4000-8000-000000000001"},'.repeat(MIB / 46));

/** Counts what is sent, at the pace of the reader; ends early if he leaves. */
async function sendPieces(response: ServerResponse, pieces: Iterable<Uint8Array>): Promise<void> {
  for (const piece of pieces) {
    if (response.destroyed) return;
    if (!response.write(piece)) await drainedOrClosed(response);
  }
  response.end();
}

function drainedOrClosed(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}

/** Sends a gigabyte of JSON from one mebibyte. */
export function sendHuge(response: ServerResponse, status = 200): Promise<void> {
  response.writeHead(status, JSON_TYPE);
  return sendPieces(response, hugeJson());
}

function* hugeJson(): Generator<Uint8Array> {
  yield Buffer.from('{"value":[');
  for (let piece = 0; piece < PIECES_OF_GB; piece++) yield ROWS;
}

let member: Buffer | undefined;

/** Sends a megabyte of gzip that becomes a gigabyte: the same member again and again. */
export function sendBomb(response: ServerResponse): Promise<void> {
  member ??= gzipSync(Buffer.alloc(16 * MIB, ' '), { level: 9 });
  response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' });
  return sendPieces(response, Array<Uint8Array>(PIECES_OF_GB / 16).fill(member));
}

/** Sends the head of a gzip stream, and then empty blocks, as long as the reader stays. */
export async function sendEmptyGzip(response: ServerResponse): Promise<void> {
  response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' });
  const head = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
  const emptyBlocks = Buffer.alloc(5 * 10_000, Buffer.from([0, 0, 0, 0xff, 0xff]));
  await sendPieces(response, forEver(head, emptyBlocks));
}

function* forEver(head: Uint8Array, piece: Uint8Array): Generator<Uint8Array> {
  yield head;
  for (;;) yield piece;
}

/** Sends a body that is small enough as text, and large in memory. */
export function sendManyValues(response: ServerResponse): Promise<void> {
  response.writeHead(200, JSON_TYPE);
  const objects = Buffer.from('{},'.repeat(MIB / 3));
  return sendPieces(response, [
    Buffer.from('{"value":['),
    ...Array<Uint8Array>(29).fill(objects),
    Buffer.from('{}]}'),
  ]);
}

/** Begins an answer, and adds a byte a second. */
export async function sendSlowly(response: ServerResponse): Promise<void> {
  response.writeHead(200, JSON_TYPE);
  response.write('{"value":[');
  const timer = setInterval(() => response.write(' '), 1_000);
  await once(response, 'close');
  clearInterval(timer);
}

export function sendPage(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
  response.end('<!DOCTYPE html><html><title>Sign in to the network</title></html>');
}

const JSON_TYPE = { 'content-type': 'application/json' };

export function sendJson(
  response: ServerResponse,
  body: unknown,
  {
    status = 200,
    headers = {},
  }: { readonly status?: number; readonly headers?: Record<string, string> } = {},
): void {
  response.writeHead(status, { ...JSON_TYPE, ...headers });
  response.end(JSON.stringify(body));
}
