import { describe, expect, test } from '@jest/globals';
import type { GraphCode } from '../../../shared/domain/fault';
import { DAY_MS, HOUR_MS, isoTime, MINUTE_MS, type Span } from '../../../shared/domain/time';
import { GraphError } from '../../../shared/graph/graphError';
import { NOW } from '../../domain/builders';
import { aWorld, hoursOf } from '../pollWorld';
import { aRawMfaSignIn, aRawSignIn } from '../rawSignIn';

const SIGN_INS = '/beta/auditLogs/signIns';
const QUARTER_MS = 15 * MINUTE_MS;

function fail(code: GraphCode): never {
  throw new GraphError(code, SIGN_INS);
}

/** Sign-ins of the last twelve hours, evenly spread. */
function signInsOf(count: number) {
  return Array.from({ length: count }, (_, index) =>
    aRawMfaSignIn({
      id: `a${index}`,
      createdDateTime: isoTime(NOW - Math.floor(((index + 1) * 12 * HOUR_MS) / (count + 1))),
    }),
  );
}

/** Slices of the log that add up to a span, in whichever order, whatever else they cover. */
function cover(slices: readonly Span[], whole: Span): boolean {
  let reached = whole.from;
  for (const { from, to } of slices.toSorted((a, b) => a.from - b.from)) {
    if (from > reached) return false;
    reached = Math.max(reached, to);
  }
  return reached >= whole.to;
}

describe('a slice', () => {
  test.each(['timedOut', 'tooLarge', 'expiredPage', 'endlessPaging'] as const)(
    'is begun again and halved until it goes well: %s',
    async (code) => {
      const world = aWorld();
      world.takes((span) => (hoursOf(span) > 2 ? fail(code) : MINUTE_MS));
      world.put(aRawSignIn());
      await world.poll();
      expect(world.asked.slice(0, 4).map(hoursOf)).toEqual([12, 6, 3, 1.5]);
      expect([...world.findings.keys()]).toEqual(['a1']);
      expect(
        cover(
          world.asked.filter((span) => hoursOf(span) <= 2),
          { from: NOW - 12 * HOUR_MS, to: NOW },
        ),
      ).toBe(true);
    },
  );

  test('grows again while it goes well, but not to what has been too long in the same run', async () => {
    const world = aWorld();
    world.takes((span) => (hoursOf(span) > 2 ? fail('timedOut') : 1));
    await world.poll();
    expect(world.asked.map(hoursOf).filter((hours) => hours > 2)).toEqual([12, 6, 3]);
    world.takes(() => 1);
    world.asked.length = 0;
    await world.poll(NOW + 2 * DAY_MS);
    expect(world.asked.slice(0, 4).map(hoursOf)).toEqual([1.5, 3, 6, 12]);
  });

  test('that brings more sign-ins than fit well into memory makes the next ones shorter', async () => {
    const world = aWorld();
    world.put(...signInsOf(16_000));
    await world.poll();
    expect(world.asked.slice(0, 2).map(hoursOf)).toEqual([12, 6]);
  });

  test('that brings far too many sign-ins is begun again, shorter, and stored once', async () => {
    const world = aWorld();
    world.put(...signInsOf(34_000));
    const { read } = await world.poll();
    expect([world.asked.slice(0, 2).map(hoursOf), read]).toEqual([[12, 6], 34_000]);
  });

  test('is as long in the next run as it could be in this one', async () => {
    const world = aWorld();
    world.takes((span) => (hoursOf(span) > 2 ? fail('timedOut') : 10 * MINUTE_MS));
    await world.poll();
    world.asked.length = 0;
    await world.poll(NOW + QUARTER_MS);
    expect(world.asked.map(hoursOf)).toEqual([1.5, 1.5, 1.5, 0.25, 1, 0.5]);
  });

  test('that is not read however short fails, saying which and why, and leaves the checkpoint alone', async () => {
    const world = aWorld();
    world.takes(() => fail('endlessPaging'));
    await expect(world.poll()).rejects.toMatchObject({
      code: 'unreadable',
      fault: { from: expect.stringMatching(/^2026-/), why: { system: 'graph', code: 'endlessPaging' } },
    });
    expect(world.asked.at(-1)).toEqual({ from: NOW - DAY_MS / 2, to: NOW - DAY_MS / 2 + MINUTE_MS });
    expect(world.asked.length).toBeLessThan(15);
    expect(world.checkpoints.has('recent')).toBe(false);
    expect(world.checkpoints.get('run')?.problems).toMatchObject([{ code: 'pollFailed' }]);
  });

  test('that is as short as can be is tried three times before it fails', async () => {
    const world = aWorld();
    await world.poll();
    const pace = { lengthMs: 3 * HOUR_MS, inPiecesSince: null };
    world.checkpoints.set('run', { at: isoTime(NOW), problems: [], pace, etag: '' });
    let failures = 0;
    world.takes((span) => (hoursOf(span) < 1 && failures++ < 2 ? fail('expiredPage') : 0));
    world.asked.length = 0;
    expect((await world.poll(NOW + 30_000)).complete).toBe(true);
    const rest = { from: NOW, to: NOW + 30_000 };
    expect(world.asked.slice(1)).toEqual([rest, rest, rest]);
  });

  test('that fails for a reason that a shorter one would not fix is not asked for again', async () => {
    const world = aWorld();
    world.takes(() => fail('unavailable'));
    await expect(world.poll()).rejects.toMatchObject({ code: 'unavailable' });
    expect(world.asked).toHaveLength(1);
  });
});

describe('a slice that takes long', () => {
  /** Pages of an hour of the log each; each takes 30 seconds. */
  function slowly(span: Span, page: () => void) {
    return async function* () {
      for (let hour = 0; hour < Math.ceil(hoursOf(span)); hour++) {
        page();
        yield [];
      }
    };
  }

  function aSlowWorld(budgetMs: number) {
    const asked: Span[] = [];
    let pages = 0;
    const world: ReturnType<typeof aWorld> = aWorld({
      budgetMs,
      readSignIns: ({ span }) => {
        asked.push(span);
        return slowly(span, () => {
          pages++;
          world.passed(30_000);
        })();
      },
    });
    return { ...world, asked, pages: () => pages };
  }

  test('is cut while it runs, and begun again, shorter', async () => {
    const world = aSlowWorld(5 * MINUTE_MS);
    await world.poll();
    // A third of five minutes is over with the fourth page of 30 seconds.
    expect([world.asked.map(hoursOf), world.pages()]).toEqual([[12, 6, 1 / 60], 5 + 5 + 1]);
  });

  test('is not cut when its last page has come', async () => {
    const world = aSlowWorld(5 * MINUTE_MS);
    await world.poll();
    world.asked.length = 0;
    await world.poll(NOW + QUARTER_MS);
    expect(world.asked[0]).toEqual({
      from: NOW - 12 * HOUR_MS + MINUTE_MS,
      to: NOW - 9 * HOUR_MS + MINUTE_MS,
    });
    expect(world.checkpoints.get('recent')?.at.localeCompare(isoTime(NOW - 9 * HOUR_MS))).toBe(1);
  });
});

describe('a run whose time is over', () => {
  test.each(['outOfTime', 'throttled'] as const)(
    'in the middle of a slice (%s) keeps what it has stored, reports no problem, and the next one goes on',
    async (code) => {
      const world = aWorld();
      world.takes((span) => (span.to < NOW ? fail(code) : 10 * MINUTE_MS));
      world.put(aRawSignIn({ createdDateTime: isoTime(NOW - 5 * HOUR_MS) }));
      expect(await world.poll()).toMatchObject({
        complete: false,
        spans: 1,
        readUntil: isoTime(NOW),
        readFrom: isoTime(NOW - 12 * HOUR_MS),
      });
      expect([...world.findings.keys()]).toEqual(['a1']);
      expect(world.checkpoints.get('run')?.problems).toEqual([]);
      world.takes(() => 0);
      world.asked.length = 0;
      expect((await world.poll(NOW + QUARTER_MS)).complete).toBe(true);
      expect(world.asked.slice(0, 2).map(hoursOf)).toEqual([3.25, 12]);
    },
  );

  test('asks for less as it comes to its end, and never for less again because of that', async () => {
    const world = aWorld({ budgetMs: 5 * MINUTE_MS });
    world.takes(() => MINUTE_MS);
    await world.poll();
    expect(world.asked.map(hoursOf)).toEqual(
      [12, 12, 12, 0.8 * 12, 0.4 * 12].map((hours) => expect.closeTo(hours)),
    );
    world.asked.length = 0;
    await world.poll(NOW + QUARTER_MS);
    expect(world.asked.slice(0, 3).map(hoursOf)).toEqual([3.25, 12, 12]);
  });

  test('before it has begun does the same', async () => {
    const world = aWorld({ readTenantId: async () => fail('outOfTime') });
    expect(await world.poll()).toMatchObject({
      complete: false,
      spans: 0,
      readUntil: isoTime(NOW - DAY_MS / 2),
    });
    expect([...world.checkpoints.keys()]).toEqual(['run']);
  });

  test('is given to Graph from the start', async () => {
    const world = aWorld({ budgetMs: 5 * MINUTE_MS });
    await world.poll();
    expect(new Set(world.how.map(({ until }) => until))).toEqual(new Set([NOW + 5 * MINUTE_MS]));
  });
});

describe('a tenant of which little can be read at once', () => {
  /** No more than half an hour of its log is answered, and that takes 100 seconds: three such slices a run. */
  function aSlowTenant() {
    const world = aWorld({ budgetMs: 5 * MINUTE_MS });
    world.takes((span) => (hoursOf(span) > 0.5 ? fail('timedOut') : 100_000));
    return world;
  }

  test('is caught up with again and again, and never falls an hour behind', async () => {
    const world = aSlowTenant();
    const lags: number[] = [];
    for (let run = 0; run < 25; run++) {
      const now = NOW + run * QUARTER_MS;
      await world.poll(now);
      lags.push(now - Date.parse(world.checkpoints.get('recent')?.at ?? ''));
    }
    const later = lags.slice(15);
    expect([Math.min(...later), Math.max(...later) < HOUR_MS]).toEqual([0, true]);
  });
});

describe('after a long silence', () => {
  test('a run that dies on its way has the next one read the overlap too, though the last sweep is too old for it', async () => {
    const world = aWorld();
    await world.poll();
    const later = NOW + 5 * DAY_MS;
    let slices = 0;
    const read: Span[] = [];
    world.takes((span) => {
      if (slices++ === 1) throw new Error('killed');
      read.push(span);
      return 0;
    });
    world.checkpoints.set('run', { at: isoTime(NOW), problems: [], etag: '' });
    await expect(world.poll(later)).rejects.toThrow('killed');
    await world.poll(later + QUARTER_MS);
    expect(cover(read, { from: NOW - 3 * HOUR_MS, to: later + QUARTER_MS })).toBe(true);
  });
});

describe('a run that', () => {
  test('is cut on its way to now is not complete, though all else is', async () => {
    const world = aWorld({ budgetMs: 5 * MINUTE_MS });
    await world.poll();
    world.takes((span) => (hoursOf(span) > 1 ? fail('timedOut') : 100_000));
    expect((await world.poll(NOW + DAY_MS / 2)).complete).toBe(false);
  });

  test('another run is ahead of leaves the backfill to it', async () => {
    const world: ReturnType<typeof aWorld> = aWorld({
      moveCheckpoint: async (kind, to, etag) =>
        kind === 'backfill' ? null : world.moveCheckpoint(kind, to, etag),
    });
    expect(await world.poll()).toMatchObject({ complete: false, spans: 2 });
    // Two more slices were read while the first was stored.
    expect(world.asked).toHaveLength(4);
  });
});

describe('the daily sweep', () => {
  test('that does not come to its end in one run goes on in the next, and does not begin again', async () => {
    const world = aWorld({ budgetMs: 5 * MINUTE_MS });
    await world.poll();
    const begins = NOW + DAY_MS;
    world.takes((span) => (hoursOf(span) > 6 ? fail('timedOut') : 100_000));
    world.asked.length = 0;
    const complete: boolean[] = [];
    for (let run = 0; run < 8; run++) complete.push((await world.poll(begins + run * QUARTER_MS)).complete);
    const stored = world.asked.filter((span) => hoursOf(span) <= 6);
    expect(cover(stored, { from: begins - 2 * DAY_MS, to: begins })).toBe(true);
    expect(complete.at(-1)).toBe(true);
    const sweep = stored.filter(({ to }) => to <= begins - DAY_MS - 3 * HOUR_MS);
    expect(new Set(sweep.map(({ to }) => to)).size).toBe(sweep.length);
  });

  test('whose run dies before it has read anything is gone on with', async () => {
    const world = aWorld();
    await world.poll();
    const begins = NOW + DAY_MS;
    world.takes((span) => {
      if (span.from < begins - DAY_MS) throw new Error('killed');
      return 0;
    });
    await expect(world.poll(begins)).rejects.toThrow('killed');
    world.takes(() => 0);
    world.asked.length = 0;
    expect((await world.poll(begins + QUARTER_MS)).complete).toBe(true);
    expect(cover(world.asked, { from: begins - 2 * DAY_MS, to: begins - DAY_MS })).toBe(true);
  });
});

describe('going back in time', () => {
  /** The world of a poll that notes when a slice is read and when it is stored. */
  function aNotedWorld(store: () => Promise<void>) {
    const steps: string[] = [];
    const world: ReturnType<typeof aWorld> = aWorld({
      keptDays: 3,
      saveRejects: async () => {
        steps.push('stores');
        await store();
        steps.push('stored');
        return 1;
      },
    });
    world.takes(() => {
      steps.push('reads');
      return 0;
    });
    for (const hours of [1, 20, 50]) {
      const createdDateTime = isoTime(NOW - hours * HOUR_MS);
      world.put(aRawSignIn({ id: `b${hours}`, createdDateTime, userAgent: 7 }));
    }
    return { world, steps };
  }

  test('reads the next two slices while one is stored', async () => {
    const { world, steps } = aNotedWorld(() => new Promise(setImmediate));
    await world.poll();
    const [, , , ...backfill] = steps;
    expect(backfill.slice(0, 5)).toEqual(['reads', 'reads', 'reads', 'stores', 'stored']);
  });

  test('waits for the slice that is being read if one cannot be stored, and then fails', async () => {
    let isFirst = true;
    const { world, steps } = aNotedWorld(async () => {
      if (!isFirst) throw new Error('full');
      isFirst = false;
    });
    await expect(world.poll()).rejects.toThrow('full');
    const before = steps.length;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([steps.length, world.checkpoints.has('backfill')]).toEqual([before, false]);
  });
});

describe('where the log begins', () => {
  test('is learnt from Graph when the tenant keeps seven days only, and no problem', async () => {
    const world = aWorld();
    world.takes((span) => (span.from < NOW - 7 * DAY_MS ? fail('badRequest') : 0));
    expect(await world.poll()).toMatchObject({
      complete: true,
      readFrom: isoTime(NOW - 7 * DAY_MS + HOUR_MS),
    });
    expect(world.checkpoints.get('run')?.problems).toEqual([]);
  });

  test('is not what a refusal of the last seven days is about', async () => {
    const world = aWorld();
    world.takes((span) => (span.from < NOW - 6 * DAY_MS ? fail('badRequest') : 0));
    await expect(world.poll()).rejects.toMatchObject({ code: 'badRequest' });
    expect(world.checkpoints.get('backfill')?.at).toBe(isoTime(NOW - 5.5 * DAY_MS));
  });

  test('is learnt after a long silence, too', async () => {
    const world = aWorld();
    await world.poll();
    const later = NOW + 20 * DAY_MS;
    world.takes((span) => (span.from < later - 7 * DAY_MS ? fail('badRequest') : 0));
    world.asked.length = 0;
    await world.poll(later);
    const stored = world.asked.filter((span) => span.from >= later - 7 * DAY_MS);
    expect(cover(stored, { from: later - 7 * DAY_MS + HOUR_MS, to: later })).toBe(true);
  });
});

describe('a query that is answered in pieces only', () => {
  test('is reported by the run, and asked in pieces by those that follow for a day', async () => {
    const world = aWorld();
    world.takes((_, { inPieces, onPieces }) => {
      if (!inPieces) onPieces();
      return 0;
    });
    await world.poll();
    expect(world.how.map(({ inPieces }) => inPieces)).toEqual([false, ...world.how.slice(1).map(() => true)]);
    expect(world.checkpoints.get('run')?.problems).toMatchObject([{ code: 'filterInPieces' }]);
    world.how.length = 0;
    await world.poll(NOW + QUARTER_MS);
    expect(world.how.map(({ inPieces }) => inPieces)).toEqual([true]);
    expect(world.checkpoints.get('run')?.problems).toMatchObject([{ code: 'filterInPieces' }]);
  });

  test('is tried whole again after a day, and no longer a problem when that is answered', async () => {
    const world = aWorld();
    world.takes((_, { onPieces }) => {
      onPieces();
      return 0;
    });
    await world.poll();
    world.takes(() => 0);
    world.how.length = 0;
    await world.poll(NOW + DAY_MS);
    expect(world.how[0]?.inPieces).toBe(false);
    expect(world.checkpoints.get('run')?.problems).toEqual([]);
  });
});
