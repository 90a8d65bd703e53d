import { expect, test } from '@jest/globals';
import { signInRowPages } from '../../shared/logAnalytics/signInRows';
import type { Workspace, WorkspaceQuery } from '../../shared/logAnalytics/workspace';
import { collected } from '../tables/world';
import { aQuestion, NOW } from './builders';

function aWorkspace(count: number) {
  const asked: (WorkspaceQuery & { readonly until: number | undefined })[] = [];
  const workspace: Workspace = {
    ask: async (query, until) => {
      asked.push({ ...query, until });
      return {
        columns: ['Id', 'AppId'],
        rows: Array.from({ length: count }, (_, index) => [`id ${index}`, 'a']),
      };
    },
  };
  return { workspace, asked };
}

test('rows come in pages, as objects by column', async () => {
  const { workspace } = aWorkspace(1_001);
  const pages = await collected(signInRowPages(workspace, aQuestion()));
  expect(pages.map(({ length }) => length)).toEqual([500, 500, 1]);
  expect(pages[2]).toEqual([{ Id: 'id 1000', AppId: 'a' }]);
});

test('more sign-ins than are read at once are noticed by one row more, and read in shorter spans', async () => {
  const { workspace, asked } = aWorkspace(11);
  await expect(collected(signInRowPages(workspace, aQuestion(), { most: 10 }))).rejects.toMatchObject({
    code: 'tooBig',
  });
  expect(asked[0]?.query.kql).toContain('| take 11');
  expect(await collected(signInRowPages(workspace, aQuestion(), { most: 11 }))).toHaveLength(1);
});

test('a workspace is asked once for a span, until the run ends, for rows of the month before it', async () => {
  const { workspace, asked } = aWorkspace(0);
  const span = { from: NOW - 3_600_000, to: NOW };
  await collected(signInRowPages(workspace, aQuestion({ span }), { until: NOW + 1 }));
  expect(asked).toMatchObject([{ until: NOW + 1 }]);
  expect(asked[0]?.generated).toEqual({
    from: Date.parse('2026-01-31T11:00:00Z'),
    to: Date.parse('2026-03-03T15:00:00Z'),
  });
});

test('nothing is asked for no app', async () => {
  const { workspace, asked } = aWorkspace(1);
  expect(await collected(signInRowPages(workspace, aQuestion({ appIds: [], resourceIds: [] })))).toEqual([]);
  expect(asked).toEqual([]);
});
