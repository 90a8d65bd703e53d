import { describe, expect, test } from '@jest/globals';
import type { KindEvidence } from '../../../shared/domain/account/kindEvidence';
import { evidenceInWords } from '../../../shared/render/words/kind';

const last = '2026-03-01T09:00:00.000Z';
const schedule = { times: [{ from: 120, to: 120 }], days: 28, weekday: null, isNearly: false };

const SENTENCES = {
  namedBreakGlass: [{ code: 'namedBreakGlass' }, 'Named in BREAK_GLASS_ACCOUNTS.'],
  homeTenant: [{ code: 'homeTenant', tenantId: 'x' }, 'Its home tenant is x.'],
  personalAccount: [{ code: 'personalAccount' }, 'A guest with a personal Microsoft account.'],
  noHomeTenant: [
    { code: 'noHomeTenant' },
    'A guest without a home tenant: signs in with Google, another provider or a passcode sent by mail.',
  ],
  homeTenantNotNamed: [{ code: 'homeTenantNotNamed' }, 'A guest; the log does not name its home tenant.'],
  syncsDirectory: [{ code: 'syncsDirectory' }, 'Synchronizes the directory with Microsoft Entra Connect.'],
  holdsSyncRole: [{ code: 'holdsSyncRole' }, 'Holds a directory role that exists only for synchronization.'],
  hasSyncName: [{ code: 'hasSyncName' }, 'Has the name of a directory sync account.'],
  neverInteractive: [{ code: 'neverInteractive' }, 'Never signs in interactively.'],
  ropc: [{ code: 'ropc', last }, 'Signs in with ROPC (password in the request), last on 2026-03-01.'],
  deviceCode: [{ code: 'deviceCode', last }, 'Signs in with device code, last on 2026-03-01.'],
  scriptClient: [
    { code: 'scriptClient', client: 'curl', last },
    'Signs in with a script client (curl), last on 2026-03-01.',
  ],
  sameMinutes: [
    { code: 'sameMinutes', from: 4, to: 7, hours: 8 },
    'Signs in only from minute 4 to 7 of the hour, in 8 hours of the day.',
  ],
  roundTheClock: [
    { code: 'roundTheClock', hours: 20 },
    'Signs in round the clock: in 20 of the 24 hours of the day.',
  ],
  schedule: [
    { code: 'schedule', schedule },
    'Signs in unattended, always between 02:00 and 02:01 UTC, on 28 days.',
  ],
} as const satisfies Record<KindEvidence['code'], readonly [KindEvidence, string]>;

test.each(Object.values(SENTENCES))('%j', (evidence, sentence) => {
  expect(evidenceInWords(evidence)).toBe(sentence);
});

test('a home tenant with a hostile name stays on one line', () => {
  expect(evidenceInWords({ code: 'homeTenant', tenantId: 'a\r\nb' })).toBe('Its home tenant is a b.');
});

describe('a schedule', () => {
  test.each([
    [{ weekday: 0 }, 'Signs in unattended, always on Sundays between 02:00 and 02:01 UTC, on 28 days.'],
    [{ isNearly: true }, 'Signs in unattended, nearly always between 02:00 and 02:01 UTC, on 28 days.'],
    [
      {
        times: [
          { from: 60, to: 65 },
          { from: 1_438, to: 1_439 },
        ],
      },
      'Signs in unattended, always between 01:00 and 01:06 or between 23:58 and 00:00 UTC, on 28 days.',
    ],
  ])('%j', (change, sentence) => {
    expect(evidenceInWords({ code: 'schedule', schedule: { ...schedule, ...change } })).toBe(sentence);
  });
});
