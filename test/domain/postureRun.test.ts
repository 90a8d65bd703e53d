import { expect, test } from '@jest/globals';
import { latestOfParts, type PartRun, type PostureRun } from '../../shared/domain/postureRun';

const MONDAY = '2026-03-02T03:20:00.000Z';
const TUESDAY = '2026-03-03T07:00:00.000Z';
const well = (at: string): PartRun => ({ at, problems: [], failure: null });
const failed = (at: string | null): PartRun => ({ at, problems: [], failure: { system: 'unknown' } });
const daily = (parts: PostureRun['parts']): PostureRun => ({ at: MONDAY, parts });
const again = (parts: PostureRun['parts']): PostureRun => ({ at: null, parts });

test('a part counts as it last went well, and the rest as the daily refresh left it', () => {
  const counts = failed(null);
  expect(
    latestOfParts(daily({ coverage: failed(null), counts }), again({ coverage: well(TUESDAY) })),
  ).toEqual({
    at: MONDAY,
    parts: { coverage: well(TUESDAY), counts },
  });
});

test('what was done once more before the daily refresh does not undo what that noted', () => {
  const run = daily({ coverage: well(TUESDAY), directory: well(TUESDAY) });
  expect(latestOfParts(run, again({ coverage: well(MONDAY), directory: failed(null) }))).toEqual(run);
});

test('a failure is reported beside the last success', () => {
  const run = latestOfParts(daily({ coverage: well(MONDAY) }), again({ coverage: failed(MONDAY) }));
  expect(run?.parts.coverage).toEqual(failed(MONDAY));
});

test('either may be missing', () => {
  expect(latestOfParts(null, again({ coverage: well(MONDAY) }))).toEqual(again({ coverage: well(MONDAY) }));
  expect(latestOfParts(daily({}), null)).toEqual(daily({}));
  expect(latestOfParts(null, null)).toBeNull();
});
