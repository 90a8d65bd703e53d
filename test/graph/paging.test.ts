import { describe, expect, test } from '@jest/globals';
import { everyPage, inTurn, refusal, served } from '../served';
import { connected } from './connect';

const FIRST = '/beta/auditLogs/signIns?$top=2';

describe('pages', () => {
  test('come in order, the last one too, an empty one in between', async () => {
    const pages: Record<string, unknown> = { [FIRST]: [1, 2], '/p?2': [], '/p?3': [3] };
    const next: Record<string, string> = { [FIRST]: '/p?2', '/p?2': '/p?3' };
    const { graph } = await connected(({ url }, endpoint) => ({
      body: { value: pages[url], ...(next[url] && { '@odata.nextLink': endpoint + next[url] }) },
    }));
    expect(await everyPage(graph.pages(FIRST))).toEqual([1, 2, 3]);
  });

  test.each([
    '/beta/auditLogs/signIns?$skiptoken=a%2Bb%2fc+d==&&$top=2&$top=3&$filter=x%20eq%20%27y%27&flag&$select=id&$select=appId',
    '/beta/auditLogs/signIns?$skipToken=https://graph.example/v1.0/x&a=1(b=2)',
    '/beta//auditLogs/signIns/?%24skiptoken=%C3%A9%00',
  ])('are asked for by the link as it is written: %s', async (link) => {
    const { graph, server } = await connected(({ url }, endpoint) => ({
      body: { value: [], ...(url === FIRST && { '@odata.nextLink': endpoint + link }) },
    }));
    await everyPage(graph.pages(FIRST));
    expect(server.asked.map(({ url }) => url)).toEqual([FIRST, link]);
  });

  test('are not asked of another host, and no host but ours sees the token', async () => {
    const other = await served(() => ({ body: { value: [] } }));
    const { graph } = await connected(() => ({
      body: { value: [], '@odata.nextLink': `${other.endpoint}/p` },
    }));
    await expect(everyPage(graph.pages(FIRST))).rejects.toMatchObject({ code: 'foreignLink' });
    expect(other.asked).toEqual([]);
  });

  test.each([
    (endpoint: string) => endpoint.replace('http:', 'https:'),
    (endpoint: string) => endpoint.replace('127.0.0.1', 'localhost'),
    (endpoint: string) => `${endpoint}@fabrikam.example`,
  ])('are not asked of what only looks like our host (%#)', async (disguise) => {
    const { graph, server } = await connected((_, endpoint) => ({
      body: { value: [], '@odata.nextLink': `${disguise(endpoint)}/p` },
    }));
    await expect(everyPage(graph.pages(FIRST))).rejects.toMatchObject({ code: 'foreignLink' });
    expect(server.asked).toHaveLength(1);
  });

  test('that lead back to one already read are an error', async () => {
    const next: Record<string, string> = { [FIRST]: '/a', '/a': '/b', '/b': '/a' };
    const { graph, server } = await connected(({ url }, endpoint) => ({
      body: { value: [url], '@odata.nextLink': endpoint + next[url] },
    }));
    await expect(everyPage(graph.pages(FIRST))).rejects.toMatchObject({ code: 'endlessPaging' });
    expect(server.asked).toHaveLength(3);
  });

  test.each([
    ['/beta/auditLogs/signIns', 10_000],
    ['/v1.0/users', 1_000],
    ['/v1.0/identity/conditionalAccess/policies', 20],
    ['/v1.0/admin/serviceAnnouncement/messages', 100],
  ])('beyond any number that is right are an error: %s, %i', async (path, most) => {
    let asked = 0;
    const fetchPage = async () => {
      const isLast = ++asked > most;
      const next = `https://graph.example${path}?${asked}`;
      return Response.json({ value: [asked], ...(isLast ? {} : { '@odata.nextLink': next }) });
    };
    const { graph } = await connected(inTurn('drop'), {
      endpoint: 'https://graph.example',
      fetch: fetchPage,
    });
    await expect(everyPage(graph.pages(path))).rejects.toMatchObject({ code: 'endlessPaging' });
    expect(asked).toBe(most);
  });

  test('whose link Graph refuses have expired', async () => {
    const { graph } = await connected(({ url }, endpoint) =>
      url === FIRST
        ? { body: { value: [1], '@odata.nextLink': `${endpoint}/p` } }
        : refusal(400, 'Directory_ExpiredPageToken'),
    );
    await expect(everyPage(graph.pages(FIRST))).rejects.toMatchObject({
      code: 'expiredPage',
      fault: { status: 400, serviceCode: 'Directory_ExpiredPageToken' },
    });
  });

  test.each([{}, { value: null }, { value: [], '@odata.nextLink': 'p2' }, []])(
    'must be pages (%#)',
    async (body) => {
      const { graph } = await connected(() => ({ body }));
      await expect(everyPage(graph.pages(FIRST))).rejects.toMatchObject({ code: 'badAnswer' });
    },
  );

  test('are asked for one at a time, as they are wanted', async () => {
    const { graph, server } = await connected((_, endpoint) => ({
      body: { value: [1], '@odata.nextLink': `${endpoint}/p?2` },
    }));
    for await (const page of graph.pages(FIRST)) {
      expect(page).toEqual([1]);
      break;
    }
    expect(server.asked).toHaveLength(1);
  });
});
