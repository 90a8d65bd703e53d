import { describe, expect, test } from '@jest/globals';
import { deadlineInWords, phoneOnlyInBrief, phoneOnlyInWords } from '../../../shared/render/words/deadline';

const at = (day: string) => Date.parse(`${day}T09:00:00Z`);

describe('the deadline of an account in words', () => {
  const on = (day: string, now: string) => deadlineInWords({ on: day, because: 'onlyPhoneMethods' }, at(now));

  test('says when it is', () => {
    expect(on('2027-02-01', '2026-11-29')).toBe(
      'Only phone numbers are registered. Microsoft stops SMS and voice MFA on 1 February 2027, in 64 days; after that the user must register a passkey to get in.',
    );
    expect(on('2027-07-01', '2027-06-30')).toContain('on 1 July 2027, in 1 day; after that');
  });

  test('says when it was, from its day on', () => {
    for (const day of ['2027-02-01', '2027-03-01'])
      expect(on('2027-02-01', day)).toBe(
        'Only phone numbers are registered. Microsoft stopped SMS and voice MFA on 1 February 2027; the user must register a passkey to get in.',
      );
  });
});

describe('the users with only a phone number in words', () => {
  test('are counted, with both days', () => {
    expect(phoneOnlyInWords({ phoneOnly: 1_057, phoneOnlyAdmins: 3 }, at('2026-11-29'))).toBe(
      '1,057 users have only a phone number registered, 3 administrators among them. Microsoft stops SMS and voice MFA on 1 February 2027, in 64 days; for Global Administrators and external users on 1 July 2027. After that they must register a passkey to get in, unless the tenant pays a telephony provider of its own.',
    );
  });

  test('follow the date', () => {
    expect(phoneOnlyInWords({ phoneOnly: 1 }, at('2027-07-02'))).toBe(
      '1 user has only a phone number registered. Microsoft stopped SMS and voice MFA on 1 February 2027; for Global Administrators and external users on 1 July 2027. They must register a passkey to get in, unless the tenant pays a telephony provider of its own.',
    );
  });

  test('are not mentioned if there are none, or nobody counted them', () => {
    expect(phoneOnlyInWords({ phoneOnly: 0, phoneOnlyAdmins: 0 }, at('2026-11-29'))).toBeNull();
    expect(phoneOnlyInWords({}, at('2026-11-29'))).toBeNull();
  });
});

test('users with only a phone number in brief, before and after the end of SMS', () => {
  const brief = (day: string) =>
    phoneOnlyInBrief({ phoneOnly: 27, phoneOnlyAdmins: 3 }, Date.parse(day), (iso) => iso);
  expect(brief('2026-11-29')).toBe(
    '27 users (3 administrators) have only a phone number registered. SMS and voice MFA end on 2027-02-01, in 64 days (Global Administrators and external users: 2027-07-01). Have them register a passkey before.',
  );
  expect(brief('2027-03-01')).toMatch(/MFA ended on 2027-02-01 \(.*\)\. Have them register a passkey\.$/);
  expect(phoneOnlyInBrief({ phoneOnly: 0, phoneOnlyAdmins: 0 }, 0, (iso) => iso)).toBeNull();
});
