import { expect, test } from '@jest/globals';
import { postPages } from '../../shared/graph/posts';
import { everyPage, refusal } from '../served';
import { connected } from './connect';

const ROW = {
  id: 'MC1',
  title: 'Mandatory MFA',
  startDateTime: '2026-10-01T00:00:00Z',
  lastModifiedDateTime: '2026-11-01T08:30:00.1234567Z',
  actionRequiredByDateTime: '2026-12-01T00:00:00Z',
  services: ['Microsoft Entra'],
  body: {
    contentType: 'html',
    content: '<p>See&nbsp;<a class="x" href="https://aka.ms/mfaforazure">this</a> &amp;\n<b>that</b></p>',
  },
};

test('posts are read with times in UTC and their body as text, links kept', async () => {
  const { graph, server } = await connected(() => ({ body: { value: [ROW] } }));
  expect(await everyPage(postPages(graph))).toEqual([
    {
      id: 'MC1',
      title: 'Mandatory MFA',
      startsAt: '2026-10-01T00:00:00.000Z',
      modifiedAt: '2026-11-01T08:30:00.123Z',
      actBy: '2026-12-01T00:00:00.000Z',
      services: ['Microsoft Entra'],
      body: ' See https://aka.ms/mfaforazure this & that ',
    },
  ]);
  expect(server.asked[0]?.url).toBe('/v1.0/admin/serviceAnnouncement/messages');
});

test('optional fields of a post may be missing', async () => {
  const { actionRequiredByDateTime: _, services: __, body: ___, ...least } = ROW;
  const { graph } = await connected(() => ({ body: { value: [least] } }));
  expect(await everyPage(postPages(graph))).toMatchObject([{ actBy: null, services: [], body: '' }]);
});

test.each([{ ...ROW, id: null }, { ...ROW, title: '' }, { ...ROW, lastModifiedDateTime: 'lately' }, 'x'])(
  'a post that cannot be read costs the others nothing (%#)',
  async (bad) => {
    const { graph } = await connected(() => ({ body: { value: [bad, ROW] } }));
    expect(await everyPage(postPages(graph))).toMatchObject([{ id: 'MC1' }]);
  },
);

test('a missing permission is named', async () => {
  const { graph } = await connected(() => refusal(403, 'Authorization_RequestDenied'));
  await expect(everyPage(postPages(graph))).rejects.toThrow('ServiceMessage.Read.All');
});
