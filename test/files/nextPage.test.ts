import { expect, test } from '@jest/globals';
import { nextPageWatch } from '../../local/files/nextPage';
import { fc } from '../seededFc';
import { split } from './parsing';

test('a link that is null is no next page', () => {
  expect(hasMore([JSON.stringify({ '@odata.nextLink': null, value: [] }, null, 2)])).toBe(false);
});

function hasMore(pieces: readonly string[]): boolean {
  const watch = nextPageWatch();
  for (const piece of pieces) watch.see(piece);
  return watch.hasMore();
}

const link = { '@odata.nextLink': 'https://graph.microsoft.com/beta/auditLogs/signIns?$skiptoken=x' };
const context = { '@odata.context': 'https://graph.microsoft.com/beta/$metadata#auditLogs/signIns' };
const first = JSON.stringify({
  ...context,
  ...link,
  value: [{ id: 'a', '@odata.type': '#microsoft.graph.signIn' }],
});
const last = JSON.stringify({ ...context, value: [{ id: 'b' }] });

test.each<[string, string, boolean]>([
  ['a first page', first, true],
  ['a last page', last, false],
  ['all pages', `${first}\n${last}`, false],
  ['pages without the last', `${first}\n${first}`, true],
  ['a page whose context was dropped', JSON.stringify({ value: [], ...link }), true],
  ['no pages', '{"id":"a"}', false],
])('%s, in pieces of any size', (_what, text, expected) => {
  fc.assert(
    fc.property(fc.array(fc.nat(text.length)), (places) => {
      expect(hasMore(split(text, places))).toBe(expected);
    }),
  );
});
