import { describe, expect, test } from '@jest/globals';
import {
  MOST_TIMES,
  mergeTimes,
  minuteOf,
  NO_TIMES,
  type UnattendedTimes,
} from '../../shared/domain/account/unattended';
import { fc } from '../seededFc';

describe('unattended times', () => {
  const one = fc.record({ app: fc.constantFrom('azureCli', 'adminPortals'), minute: fc.nat(200) });

  test('merge in any order, any number of times, to the newest', () => {
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 150 }), fc.nat(), (seen, seed) => {
        const parts = seen.map(({ app, minute }): UnattendedTimes => ({ [app]: [minute] }));
        const merged = parts.reduce(mergeTimes, NO_TIMES);
        const turned = parts.map((_, n) => parts[(n * 7 + seed) % parts.length] ?? NO_TIMES);
        expect([...parts].reverse().reduce(mergeTimes, NO_TIMES)).toEqual(merged);
        expect(mergeTimes([...turned, ...parts].reduce(mergeTimes, NO_TIMES), merged)).toEqual(merged);
        for (const app of Object.keys(merged)) {
          const all = [...new Set(seen.filter((some) => some.app === app).map(({ minute }) => minute))];
          expect(merged[app]).toEqual(all.sort((a, b) => a - b).slice(-MOST_TIMES));
        }
      }),
    );
  });

  test('are minutes', () => {
    expect(minuteOf('1970-01-02T00:01:59.999Z')).toBe(1_441);
  });
});
