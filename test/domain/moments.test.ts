import { describe, expect, test } from '@jest/globals';
import {
  MOST_MOMENTS,
  type MomentsBy,
  mergeMomentsBy,
  minuteOf,
  NO_MOMENTS,
} from '../../shared/domain/account/moments';
import { fc } from '../seededFc';

describe('moments', () => {
  const one = fc.record({ app: fc.constantFrom('azureCli', 'adminPortals'), minute: fc.nat(200) });

  test('merge in any order, any number of times, to the newest', () => {
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 150 }), fc.nat(), (seen, seed) => {
        const parts = seen.map(({ app, minute }): MomentsBy => ({ [app]: [minute] }));
        const merged = parts.reduce(mergeMomentsBy, NO_MOMENTS);
        const turned = parts.map((_, n) => parts[(n * 7 + seed) % parts.length] ?? NO_MOMENTS);
        expect([...parts].reverse().reduce(mergeMomentsBy, NO_MOMENTS)).toEqual(merged);
        expect(mergeMomentsBy([...turned, ...parts].reduce(mergeMomentsBy, NO_MOMENTS), merged)).toEqual(
          merged,
        );
        for (const app of Object.keys(merged)) {
          const all = [...new Set(seen.filter((some) => some.app === app).map(({ minute }) => minute))];
          expect(merged[app]).toEqual(all.sort((a, b) => a - b).slice(-MOST_MOMENTS));
        }
      }),
    );
  });

  test('are minutes', () => {
    expect(minuteOf('1970-01-02T00:01:59.999Z')).toBe(1_441);
  });
});
