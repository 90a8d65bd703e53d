import { expect, test } from '@jest/globals';
import { ENFORCED_APPS, indexApps } from '../../../shared/domain/apps/enforcedApps';
import { HOUR_MS, isoTime, type Span } from '../../../shared/domain/time';
import { judgePages } from '../../../shared/jobs/poll/judgePages';
import { storeReading } from '../../../shared/jobs/poll/storeReading';
import { NOW } from '../../domain/builders';
import { aRawSignIn } from '../rawSignIn';

/** The span in which stored findings are compared with sign-ins of these times. */
async function comparedSpan(span: Span, times: readonly number[]): Promise<Span> {
  const page = times.map((ms, index) => aRawSignIn({ id: `a${index}`, createdDateTime: isoTime(ms) }));
  async function* pages() {
    yield page;
  }
  const reading = await judgePages(pages(), { apps: indexApps(ENFORCED_APPS), tenantId: null, now: NOW });
  const compared: Span[] = [];
  await storeReading(
    {
      writeFindings: async (read) => {
        compared.push(read.span);
        return { written: 0, over: [], transactions: 0 };
      },
      removeFindings: async () => ({ removed: 0, transactions: 0 }),
      updateAccounts: async () => 0,
      saveRejects: async () => 0,
    },
    { span, reading },
    NOW,
  );
  return compared[0] ?? { from: 0, to: 0 };
}

const HOUR: Span = { from: NOW - HOUR_MS, to: NOW };

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
