import { describe, expect, test } from '@jest/globals';
import { forgetPosture, latestPosture, postureSince, savePosture } from '../../shared/tables/posture';
import { fc } from '../seededFc';
import { collected, emptyTables, rowsOf } from './world';

const tables = emptyTables();

describe('the posture', () => {
  test('is the newest of its kind', async () => {
    expect(await latestPosture(tables().posture, 'coverage')).toBeNull();
    await savePosture(tables().posture, 'coverage', '2026-11-20', { azureCli: 'none' });
    await savePosture(tables().posture, 'coverage', '2026-11-19', { azureCli: 'someone' });
    await savePosture(tables().posture, 'counts', '2026-11-21', [1]);
    expect(await latestPosture(tables().posture, 'coverage')).toEqual({
      day: '2026-11-20',
      value: { azureCli: 'none' },
    });
  });

  test('of a day is replaced as a whole, when it shrinks too', async () => {
    await savePosture(tables().posture, 'coverage', '2026-11-20', 'a'.repeat(100_000));
    await savePosture(tables().posture, 'coverage', '2026-11-20', null);
    expect(await latestPosture(tables().posture, 'coverage')).toEqual({ day: '2026-11-20', value: null });
  });

  test('is read as it was saved, whatever it holds and however long it is', async () => {
    const long = fc.tuple(fc.string({ unit: 'binary', maxLength: 9 }), fc.integer({ min: 1, max: 6000 }));
    const anyJson = fc.oneof(
      fc.jsonValue(),
      long.map(([text, times]) => [text.repeat(times)]),
    );
    await fc.assert(
      fc.asyncProperty(anyJson, async (value) => {
        await savePosture(tables().posture, 'odd/kind', '2026-11-20', value);
        const stored = await latestPosture(tables().posture, 'odd/kind');
        expect(stored).toEqual({ day: '2026-11-20', value: JSON.parse(JSON.stringify(value)) });
      }),
      { numRuns: 6 },
    );
  });

  test('is never cut in the middle of a character', async () => {
    for (const value of ['💡'.repeat(40_000), `x${'💡'.repeat(40_000)}`]) {
      await savePosture(tables().posture, 'coverage', '2026-11-20', value);
      const [row] = await rowsOf(tables().posture);
      expect(Object.values(row ?? {}).join('\n')).not.toMatch(/\p{Surrogate}/u);
      expect(await latestPosture(tables().posture, 'coverage')).toEqual({ day: '2026-11-20', value });
    }
  });

  test('says so when it is more than a row can hold', async () => {
    const saved = savePosture(tables().posture, 'coverage', '2026-11-20', 'a'.repeat(900 * 512));
    await expect(saved).rejects.toMatchObject({ code: 'tooBig' });
  });

  test('is forgotten by the day', async () => {
    await savePosture(tables().posture, 'coverage', '2026-11-19', 1);
    await savePosture(tables().posture, 'coverage', '2026-11-20', 2);
    await savePosture(tables().posture, 'counts', '2026-11-18', 3);
    expect(await forgetPosture(tables().posture, '2026-11-20')).toBe(2);
    expect(await rowsOf(tables().posture)).toHaveLength(1);
  });
});

test('the posture since a day comes oldest first, of that kind alone', async () => {
  for (const day of ['2026-11-21', '2026-11-19', '2026-11-20'])
    await savePosture(tables().posture, 'counts', day, { day });
  await savePosture(tables().posture, 'coverage', '2026-11-20', 1);
  expect(await collected(postureSince(tables().posture, 'counts', '2026-11-20'))).toEqual([
    { day: '2026-11-20', value: { day: '2026-11-20' } },
    { day: '2026-11-21', value: { day: '2026-11-21' } },
  ]);
});
