import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendBomb, sendEmptyGzip, sendHuge, sendJson, sendManyValues, sendPage, sendSlowly } from './bodies';
import type { Hostility, System } from './hostility';
import { kindAnswer, nextPage } from './systems';

export type Host = {
  readonly endpoint: string;
  readonly requests: () => number;
  readonly stop: () => Promise<void>;
};

export type Foreign = Host & {
  /** Whatever came with a request and may be a secret: tokens, keys, signatures. */
  readonly secrets: () => readonly string[];
};

type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

async function host(answer: Answer): Promise<Host> {
  let requests = 0;
  const server = createServer((request, response) => {
    requests++;
    response.on('error', () => {});
    // A client that leaves in the middle is what these answers are for.
    request.resume().on('end', () => void Promise.resolve(answer(request, response)).catch(() => {}));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** The host that no link may lead to. It answers as if all were well, so that a client which comes goes on. */
export async function foreignHost(): Promise<Foreign> {
  const secrets: string[] = [];
  const foreign = await host(({ headers }, response) => {
    for (const name of ['authorization', 'x-functions-key', 'cookie']) {
      const value = headers[name];
      if (value !== undefined) secrets.push(String(value));
    }
    sendJson(response, { id: 'x', status: 'Succeeded', value: [] });
  });
  return { ...foreign, secrets: () => secrets };
}

/**
 * A host in place of one of Microsoft's, on this machine. What a client needs before it gets anywhere is answered kindly.
 *
 * @param hostility `null` for a host that is kind throughout, and has nothing
 */
export function hostOf(system: System, hostility: Hostility | null, foreign: Foreign): Promise<Host> {
  return host((request, response) => {
    const { method = '', url = '' } = request;
    const kind = kindAnswer(system, method, url);
    if (hostility === null || kind.isNeeded) return sendJson(response, kind.body, kind);
    const here = `http://${request.headers.host}`;
    return HOSTILE[hostility](response, { system, url, here, foreign: foreign.endpoint });
  });
}

type Asked = {
  readonly system: System;
  readonly url: string;
  readonly here: string;
  readonly foreign: string;
};

const HOSTILE: Readonly<Record<Hostility, (response: ServerResponse, asked: Asked) => void | Promise<void>>> =
  {
    foreignLink: (response, { system, url, foreign }) => {
      const { body, ...head } = nextPage(system, url, { leadsTo: foreign });
      sendJson(response, body, head);
    },
    redirect: (response, { url, foreign }) => {
      response.writeHead(307, { location: foreign + url }).end();
    },
    endlessPages: (response, { system, url, here }) => {
      const { body, ...head } = nextPage(system, url, { leadsTo: here });
      sendJson(response, body, head);
    },
    samePage: (response, { system, url, here }) => {
      const { body, ...head } = nextPage(system, url, { leadsTo: here, isSame: true });
      sendJson(response, body, head);
    },
    hugePage: (response) => sendHuge(response),
    gzipBomb: sendBomb,
    emptyGzip: sendEmptyGzip,
    manyValues: sendManyValues,
    wrongType: (response) => sendPage(response, 200),
    proxyPage: (response) => sendPage(response, 403),
    proxyLogin: (response) => sendPage(response, 407),
    hugeRefusal: (response) => sendHuge(response, 403),
    slowBody: sendSlowly,
    silence: () => {},
    hugeWait: (response) =>
      sendJson(
        response,
        { error: { code: 'TooManyRequests', message: 'Later.' } },
        { status: 429, headers: { 'retry-after': '946080000' } },
      ),
  };
