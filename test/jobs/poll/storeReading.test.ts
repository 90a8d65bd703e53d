import { describe, expect, test } from '@jest/globals';
import { ENFORCED_APPS, indexApps } from '../../../shared/domain/apps/enforcedApps';
import { HOUR_MS, isoTime, type Span } from '../../../shared/domain/time';
import { judgePages } from '../../../shared/jobs/poll/judgePages';
import { type StoreDeps, storeReading } from '../../../shared/jobs/poll/storeReading';
import { NOW } from '../../domain/builders';
import { aRawSignIn } from '../rawSignIn';

const NOTHING_WRITTEN = { written: 0, over: [], transactions: 0 };

/** Stores a span of the log with sign-ins at these times. Tables that are not given do nothing. */
async function store(span: Span, times: readonly number[], tables: Partial<StoreDeps>): Promise<void> {
  const page = times.map((ms, index) => aRawSignIn({ id: `a${index}`, createdDateTime: isoTime(ms) }));
  async function* pages() {
    yield page;
  }
  const reading = await judgePages(pages(), { apps: indexApps(ENFORCED_APPS), tenantId: null, now: NOW });
  const deps: StoreDeps = {
    writeFindings: async () => NOTHING_WRITTEN,
    removeFindings: async () => ({ removed: 0, transactions: 0 }),
    updateAccounts: async () => 0,
    saveRejects: async () => 0,
    ...tables,
  };
  await storeReading(deps, { span, reading }, NOW);
}

/** The span in which stored findings are compared with sign-ins of these times. */
async function comparedSpan(span: Span, times: readonly number[]): Promise<Span> {
  const compared: Span[] = [];
  await store(span, times, {
    writeFindings: async (read) => {
      compared.push(read.span);
      return NOTHING_WRITTEN;
    },
  });
  return compared[0] ?? { from: 0, to: 0 };
}

const HOUR: Span = { from: NOW - HOUR_MS, to: NOW };

describe('findings and accounts', () => {
  /** Tables that take a moment, and note it. */
  function notingTables(steps: string[]): Partial<StoreDeps> {
    const noted = async <T>(name: string, answer: T): Promise<T> => {
      steps.push(`${name} begin`);
      await new Promise(setImmediate);
      steps.push(`${name} end`);
      return answer;
    };
    return {
      writeFindings: () => noted('findings', NOTHING_WRITTEN),
      updateAccounts: () => noted('accounts', 0),
      removeFindings: () => noted('removal', { removed: 0, transactions: 0 }),
    };
  }

  test('are written at the same time, and findings that are over go after both', async () => {
    const steps: string[] = [];
    await store(HOUR, [NOW - 1], notingTables(steps));
    expect(steps.slice(0, 4)).toEqual(['findings begin', 'accounts begin', 'findings end', 'accounts end']);
    expect(steps.slice(4)).toEqual(['removal begin', 'removal end']);
  });

  test.each(['writeFindings', 'updateAccounts'] as const)(
    'end both if %s fails, and nothing is removed',
    async (failing) => {
      const steps: string[] = [];
      const full = async () => {
        throw new Error('full');
      };
      await expect(store(HOUR, [NOW - 1], { ...notingTables(steps), [failing]: full })).rejects.toThrow(
        'full',
      );
      expect(steps).toEqual([expect.stringContaining('begin'), expect.stringContaining('end')]);
    },
  );
});

test('compares stored findings in the whole span', async () => {
  expect(await comparedSpan(HOUR, [])).toEqual(HOUR);
  expect(await comparedSpan(HOUR, [NOW - HOUR_MS / 2])).toEqual(HOUR);
});

test('compares stored findings back to a sign-in that came long after its time', async () => {
  const late = NOW - 20 * HOUR_MS;
  expect(await comparedSpan(HOUR, [NOW - 1, late])).toEqual({ from: late, to: NOW });
});

test('compares stored findings up to a sign-in dated after the span', async () => {
  expect(await comparedSpan(HOUR, [NOW + HOUR_MS])).toEqual({ from: HOUR.from, to: NOW + HOUR_MS + 1 });
});
