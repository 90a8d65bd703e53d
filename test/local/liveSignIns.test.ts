import { describe, expect, test } from '@jest/globals';
import { readLive } from '../../local/commands/liveSignIns';
import { cutInWords } from '../../local/words/check';
import { GraphError } from '../../shared/graph/graphError';
import { aRawSignIn } from '../jobs/rawSignIn';

const PLENTY = { pages: 100, records: 1_000, accounts: 100 };
const PATH = '/beta/auditLogs/signIns';

/** Pages of two sign-ins each, and then an error or, without one, no end. */
async function* pagesOf(count: number, error?: Error) {
  for (let page = 0; error === undefined || page < count; page++)
    yield ['a', 'b'].map((name) => aRawSignIn({ id: `${name}${page}`, userId: `${name}${page}` }));
  throw error;
}

describe('the live log', () => {
  test.each([
    ['pages', { ...PLENTY, pages: 3 }, 6],
    ['records', { ...PLENTY, records: 7 }, 8],
    ['accounts', { ...PLENTY, accounts: 3 }, 4],
  ])('without an end is read up to the most %s', async (_what, most, read) => {
    const { signIns, cut } = await readLive(pagesOf(0), most);
    expect([signIns.length, cut]).toEqual([read, 'tooMuch']);
  });

  test.each([
    ['outOfTime', 'tooLong'],
    ['timedOut', 'tooLong'],
    ['tooLarge', 'tooLarge'],
    ['endlessPaging', 'endlessPaging'],
  ] as const)('that ends with %s after some pages is judged as far as it was read', async (code, cut) => {
    const error = new GraphError(code, PATH);
    expect(await readLive(pagesOf(2, error), PLENTY)).toMatchObject({ signIns: { length: 4 }, cut });
    await expect(readLive(pagesOf(0, error), PLENTY)).rejects.toBe(error);
  });

  test('that cannot be read for another reason fails', async () => {
    for (const error of [new GraphError('unavailable', PATH), new Error('disk on fire')])
      await expect(readLive(pagesOf(2, error), PLENTY)).rejects.toBe(error);
  });

  test('of exactly as many pages as are read is whole', async () => {
    async function* two() {
      yield [aRawSignIn({ id: 'a' })];
      yield [aRawSignIn({ id: 'b' }), 'no record'];
    }
    const { signIns, bad, cut } = await readLive(two(), { ...PLENTY, pages: 2, records: 3 });
    expect([signIns.length, bad, cut]).toEqual([2, [{ line: 3, error: expect.any(String) }], null]);
  });
});

test('a log that was not read to its end is reported with what was read and what to do', async () => {
  const { signIns } = await readLive(pagesOf(0), { ...PLENTY, pages: 1 });
  const sentence = cutInWords('tooLong', signIns, 5);
  expect(sentence).toMatch(
    /^This is not the whole span: 2 sign-ins from .+ to .+ were read, and check reads for 5 minutes/,
  );
  expect(sentence).toContain('--days');
  expect(cutInWords('tooMuch', [], 5)).toContain('no sign-in was read');
});
