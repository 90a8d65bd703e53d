import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { accountOf, allAccounts } from '../../shared/tables/accounts';
import { connectTables, type Tables } from '../../shared/tables/connect';
import { countRejects, saveRejects } from '../../shared/tables/rejects';
import { collected, emptyTables, guid } from './world';

const tables = emptyTables();
const QUICK = { credential: null, firstWaitMs: 1, longestWaitMs: 20 } as const;
const closers: (() => void)[] = [];

afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A server in place of Table Storage, with the number of its requests. */
async function answering(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  limits: { readonly tryTimeoutMs?: number } = {},
) {
  let asked = 0;
  const server = createServer((request, response) => {
    asked++;
    request.resume().on('end', () => answer(request, response));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  closers.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return {
    tables: connectTables({ ...QUICK, ...limits, endpoint: `http://127.0.0.1:${port}` }),
    asked: () => asked,
  };
}

function answeringWith(status: number, body = '', headers: Record<string, string> = {}) {
  return answering((_, response) => response.writeHead(status, headers).end(body));
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** Counts what the client sends: a slow machine may give up a try before the server sees it. */
function triesOf({ accounts }: Tables): () => number {
  let tries = 0;
  accounts.pipeline.addPolicy(
    {
      name: 'countTries',
      sendRequest: (request, next) => {
        tries++;
        return next(request);
      },
    },
    { afterPhase: 'Retry' },
  );
  return () => tries;
}

function serviceError(code: string): string {
  return JSON.stringify({ 'odata.error': { code, message: { lang: 'en-US', value: 'as it says' } } });
}

describe('ensure', () => {
  test('creates the eight tables, again and again', async () => {
    const again = connectTables({ endpoint: tables().accounts.url, credential: null });
    await Promise.all([again.ensure(), again.ensure()]);
    await again.ensure();
    const { ensure: _, pause: __, ...clients } = again;
    const names = Object.values(clients).map(({ tableName }) => tableName);
    expect(names.toSorted()).toEqual([
      'Accounts',
      'Audit',
      'Checkpoints',
      'Digests',
      'Findings',
      'Posture',
      'Rejects',
      'Unsettled',
    ]);
  });

  test('asks once when all goes well, and again after a failure', async () => {
    let status = 403;
    const service = await answering((_, response) => response.writeHead(status).end());
    await expect(service.tables.ensure()).rejects.toMatchObject({ code: 'forbidden' });
    status = 204;
    await service.tables.ensure();
    const asked = service.asked();
    await service.tables.ensure();
    expect(service.asked()).toBe(asked);
  });
});

describe('connectTables', () => {
  test('finds Azurite by its account, named in the URL or not', async () => {
    const endpoint = tables().accounts.url.replace('/devstoreaccount1', '');
    expect(await accountOf(connectTables({ endpoint, credential: null }).accounts, guid(1))).toBeNull();
  });

  test('needs a credential for anything but Azurite', () => {
    const endpoint = 'https://contoso.table.core.windows.net';
    expect(() => connectTables({ endpoint, credential: null })).toThrow(
      expect.objectContaining({ code: 'forbidden' }),
    );
  });

  test('reports a missing token', async () => {
    const noToken = Object.assign(new Error('no identity'), { name: 'CredentialUnavailableError' });
    const credential = { getToken: () => Promise.reject(noToken) };
    const { accounts } = connectTables({
      ...QUICK,
      endpoint: 'https://contoso.table.core.windows.net',
      credential,
    });
    await expect(accountOf(accounts, guid(1))).rejects.toMatchObject({ code: 'forbidden', cause: noToken });
  });
});

describe('a failed answer of Table Storage', () => {
  const read = ({ accounts }: Tables) => accountOf(accounts, guid(1));

  test('has its code: nothing there', async () => {
    const { tables: gone } = await answeringWith(200);
    for (const close of closers.splice(0)) close();
    await expect(read(gone)).rejects.toMatchObject({ code: 'unreachable' });
  });

  test.each([
    [401, serviceError('InvalidAuthenticationInfo'), 'forbidden'],
    [403, serviceError('AuthorizationPermissionMismatch'), 'forbidden'],
    [404, serviceError('TableNotFound'), 'noTable'],
    [404, '<html>', 'badAnswer'],
    [400, serviceError('InvalidInput'), 'failed'],
    [413, serviceError('RequestBodyTooLarge'), 'tooBig'],
    [429, '', 'throttled'],
    [500, serviceError('InternalError'), 'unreachable'],
    [503, serviceError('ServerBusy'), 'throttled'],
  ])('has its code: %i %s', async (status, body, code) => {
    const service = await answeringWith(status, body, JSON_TYPE);
    await expect(read(service.tables)).rejects.toMatchObject({
      name: 'TablesError',
      code,
      fault: { status },
    });
  });

  test('is reported without naming the row', async () => {
    const service = await answeringWith(403, serviceError('AuthorizationPermissionMismatch'), JSON_TYPE);
    const error = await read(service.tables).catch((caught: unknown) => caught);
    expect(String(error)).toContain('AuthorizationPermissionMismatch');
    expect(String(error)).not.toContain(guid(1));
  });

  test.each([
    ['headers', (_: IncomingMessage, response: ServerResponse) => void response.socket],
    [
      'a body',
      (_: IncomingMessage, response: ServerResponse) => void response.writeHead(200, JSON_TYPE).write('{'),
    ],
  ])('is not waited for: %s that never come', async (_, hang) => {
    const service = await answering(hang, { tryTimeoutMs: 120 });
    const tries = triesOf(service.tables);
    await expect(read(service.tables)).rejects.toMatchObject({ code: 'unreachable' });
    expect(tries()).toBe(4);
  });

  test.each([
    { 'retry-after': '7200' },
    { 'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT' },
    { 'x-ms-retry-after-ms': '7200000' },
  ])('is not waited for: a wait of hours, %o', async (headers) => {
    const service = await answeringWith(429, '', headers);
    await expect(read(service.tables)).rejects.toMatchObject({ code: 'throttled' });
    expect(service.asked()).toBe(4);
  });

  test('is waited for as long as it asks, within the bound', async () => {
    let asked = 0;
    const service = await answering((_, response) => {
      if (asked++ === 0) response.writeHead(503, { 'x-ms-retry-after-ms': '15' }).end();
      else response.writeHead(404, JSON_TYPE).end(serviceError('ResourceNotFound'));
    });
    expect(await read(service.tables)).toBeNull();
  });
});

describe('an answer that is no answer', () => {
  test.each([
    ['HTML', '<html></html>', { 'content-type': 'text/html' }],
    ['nothing', '', JSON_TYPE],
    ['broken JSON', '{"value":[', JSON_TYPE],
    ['JSON of another kind', '{"hello":1}', JSON_TYPE],
    ['a list of something else', '{"value":[{"hello":1}]}', JSON_TYPE],
  ])('is not taken for an empty table: %s', async (_, body, headers) => {
    const { tables: proxy } = await answeringWith(200, body, headers);
    await expect(collected(allAccounts(proxy.accounts))).rejects.toMatchObject({ code: 'badAnswer' });
    await expect(countRejects(proxy.rejects, '2026-11-20')).rejects.toMatchObject({ code: 'badAnswer' });
    await expect(accountOf(proxy.accounts, guid(1))).rejects.toMatchObject({ code: 'badAnswer' });
  });

  test.each([
    [200, '<html></html>'],
    [202, ''],
  ])('is not taken for a saved batch: %i %s', async (status, body) => {
    const { tables: proxy } = await answeringWith(status, body, { 'content-type': 'multipart/mixed' });
    const saved = saveRejects(proxy.rejects, '2026-11-20', [{ field: 'id', reason: 'missing', raw: '{}' }]);
    await expect(saved).rejects.toMatchObject({ code: 'badAnswer' });
  });
});
