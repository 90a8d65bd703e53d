import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach } from '@jest/globals';
import { type Host, startHost } from '../../local/host/host';

export type GuardedHost = Host & {
  readonly port: number;
  /** What its functions have logged: a line for each run. */
  readonly runs: readonly string[];
};

const running: Host[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((host) => host.stop()));
});

/** The app of the fixture `guarded`, which notes each request that reaches it; stopped after the test. */
export async function guardedHost(): Promise<GuardedHost> {
  const runs: string[] = [];
  const host = await startHost({
    appRoot: join(__dirname, '../fixtures/apps/guarded'),
    env: {},
    port: 0,
    log: (_level, name, message) => {
      if (name !== null) runs.push(message);
    },
  });
  running.push(host);
  return { ...host, port: Number(new URL(host.url).port), runs };
}

export type RawAnswer = { readonly status: number; readonly headers: Headers; readonly body: string };

/** Sends bytes as they are, and reads until the host closes the connection. */
export async function sendRaw(port: number, ...parts: readonly (string | Buffer)[]): Promise<RawAnswer> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  let text = '';
  socket.on('data', (data) => {
    text += String(data);
  });
  // The host may close before it has read everything.
  socket.on('error', () => {});
  const closed = new Promise((resolve) => {
    socket.on('close', resolve);
  });
  for (const part of parts) socket.write(part);
  await closed;
  return readAnswer(text);
}

export function readAnswer(text: string): RawAnswer {
  const [head = '', ...body] = text.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  return { status: Number(first.split(' ')[1]), headers: new Headers(headers), body: body.join('\r\n\r\n') };
}

/** A request of which each line is given. */
export function rawRequest(line: string, headers: readonly string[], body = ''): string {
  return [`${line} HTTP/1.1`, ...headers, 'connection: close', '', body].join('\r\n');
}
