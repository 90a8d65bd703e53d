import { describe, expect, test } from '@jest/globals';
import type { SignInQuery } from '../../shared/domain/signIn/signInQuery';
import { signInPages } from '../../shared/graph/signIns';
import type { Asked, Reply } from '../loopbackServer';
import { everyPage, refusal } from '../served';
import { connected } from './connect';

const CLI = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
const PORTAL = 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c';
const ARM = '797f4846-ba00-4fd7-ba43-dac1f8f63013';

function aQuery(changes: Partial<SignInQuery> = {}): SignInQuery {
  return {
    span: { from: Date.parse('2026-11-21T09:00:00Z'), to: Date.parse('2026-11-21T12:00:00Z') },
    appIds: [CLI, PORTAL],
    resourceIds: [ARM],
    includeNonInteractive: true,
    userId: null,
    ...changes,
  };
}

function filterIn({ url }: Asked): string | null {
  return new URLSearchParams(url.slice(url.indexOf('?'))).get('$filter');
}

describe('sign-ins', () => {
  test('are asked for by time, app and kind, a thousand at once', async () => {
    const { graph, server } = await connected(() => ({ body: { value: [{ id: 'a' }] } }));
    expect(await everyPage(signInPages(graph, aQuery()))).toEqual([{ id: 'a' }]);
    expect(server.asked).toHaveLength(1);
    expect(server.asked[0]?.url).toMatch(/^\/beta\/auditLogs\/signIns\?\$filter=[^&]+&\$top=1000$/);
    expect(server.asked.map(filterIn)).toEqual([
      'createdDateTime ge 2026-11-21T09:00:00.000Z and createdDateTime le 2026-11-21T11:59:59.9999999Z ' +
        `and (appId eq '${CLI}' or appId eq '${PORTAL}' or resourceId eq '${ARM}') ` +
        "and signInEventTypes/any(t: t eq 'interactiveUser' or t eq 'nonInteractiveUser')",
    ]);
  });

  test('are asked for by user, and interactive only, on request', async () => {
    const { graph, server } = await connected(() => ({ body: { value: [] } }));
    await everyPage(signInPages(graph, aQuery({ includeNonInteractive: false, userId: "o'neil" })));
    expect(server.asked.map(filterIn)).toEqual([
      expect.stringMatching(/any\(t: t eq 'interactiveUser'\) and userId eq 'o''neil'$/),
    ]);
  });

  test.each([aQuery({ appIds: [], resourceIds: [] }), aQuery({ span: { from: 5, to: 5 } })])(
    'are not asked for when none can match (%#)',
    async (query) => {
      const { graph, server } = await connected(() => ({ body: { value: [] } }));
      expect(await everyPage(signInPages(graph, query))).toEqual([]);
      expect(server.asked).toEqual([]);
    },
  );
});

describe('a filter that Graph refuses', () => {
  const onlySimple = (asked: Asked): Reply =>
    filterIn(asked)?.includes(' or ') ? refusal(400, 'BadRequest') : { body: { value: [filterIn(asked)] } };

  test('is asked in pieces of one app and one kind each', async () => {
    const { graph } = await connected(onlySimple);
    let inPieces = false;
    const onPieces = () => {
      inPieces = true;
    };
    const filters = await everyPage(signInPages(graph, aQuery(), { onPieces }));
    const pieces = [`appId eq '${CLI}'`, `appId eq '${PORTAL}'`, `resourceId eq '${ARM}'`].flatMap((app) =>
      ['interactiveUser', 'nonInteractiveUser'].map((kind) => ({ app, kind })),
    );
    expect(filters).toHaveLength(pieces.length);
    pieces.forEach(({ app, kind }, i) => {
      expect(filters[i]).toContain(`and (${app}) and signInEventTypes/any(t: t eq '${kind}')`);
      expect(filters[i]).toMatch(/^createdDateTime ge 2026-11-21T09:00:00\.000Z and createdDateTime le /);
    });
    expect(inPieces).toBe(true);
  });

  test('is not asked at all when that is known', async () => {
    const { graph, server } = await connected(onlySimple);
    await everyPage(signInPages(graph, aQuery(), { inPieces: true }));
    expect(server.asked).toHaveLength(6);
    expect(server.asked.every((asked) => !filterIn(asked)?.includes(' or '))).toBe(true);
  });

  test('is an error when the pieces are refused too, and not the fault of the filter', async () => {
    const { graph, server } = await connected(() => refusal(400, 'BadRequest'));
    const onPieces = () => {
      throw new Error('the pieces were not answered either');
    };
    const pages = signInPages(graph, aQuery(), { onPieces });
    await expect(everyPage(pages)).rejects.toMatchObject({ code: 'badRequest' });
    expect(server.asked).toHaveLength(2);
  });

  test('is not what an expired page is', async () => {
    const { graph, server } = await connected(({ url }, endpoint) =>
      url === '/p' ? refusal(400, 'BadRequest') : { body: { value: [], '@odata.nextLink': `${endpoint}/p` } },
    );
    await expect(everyPage(signInPages(graph, aQuery()))).rejects.toMatchObject({ code: 'expiredPage' });
    expect(server.asked).toHaveLength(2);
  });

  test('is what a short span is not answered for', async () => {
    const to = Date.parse('2026-11-21T12:00:00Z');
    const { graph, server } = await connected((asked) =>
      filterIn(asked)?.includes(' or ') ? refusal(504, 'UnknownError') : { body: { value: [] } },
    );
    await everyPage(signInPages(graph, aQuery({ span: { from: to - 3_600_000, to } })));
    expect(server.asked).toHaveLength(2 + 6);
    const longer = signInPages(graph, aQuery({ span: { from: to - 3_600_001, to } }));
    await expect(everyPage(longer)).rejects.toMatchObject({ code: 'timedOut' });
  });

  test('is not what fails after a page', async () => {
    const to = Date.parse('2026-11-21T12:00:00Z');
    const { graph, server } = await connected(({ url }, endpoint) =>
      url === '/p'
        ? refusal(504, 'UnknownError')
        : { body: { value: [], '@odata.nextLink': `${endpoint}/p` } },
    );
    const pages = signInPages(graph, aQuery({ span: { from: to - 60_000, to } }));
    await expect(everyPage(pages)).rejects.toMatchObject({ code: 'timedOut' });
    expect(server.asked.map(({ url }) => url).filter((url) => url !== '/p')).toHaveLength(1);
  });

  test('is not what a missing permission is', async () => {
    const { graph, server } = await connected(() => refusal(403, 'Authorization_RequestDenied'));
    await expect(everyPage(signInPages(graph, aQuery()))).rejects.toMatchObject({ code: 'forbidden' });
    expect(server.asked).toHaveLength(1);
  });
});
