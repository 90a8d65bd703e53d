import { describe, expect, test } from '@jest/globals';
import { NO_EFFECT } from '../../../shared/domain/account/effect';
import { firstSteps } from '../../../shared/domain/digest/firstSteps';
import { renderDigest } from '../../../shared/render/digest/mail';
import { digestHeadline } from '../../../shared/render/words/digestHeadline';
import { accounts, aDigest, anAccount, NO_COUNTS } from '../builders';
import { count, visibleText } from '../markup';
import { DAYS, digestOn } from './days';
import { MAILS } from './mails';

const AT = '2026-11-20T17:41:30.000Z';

const flat = (text: string) => text.replace(/\s+/g, ' ');

/** Both parts, each as one line of text. */
function parts(...digest: Parameters<typeof renderDigest>): readonly string[] {
  const { text, html } = renderDigest(...digest);
  return [flat(text), flat(visibleText(html))];
}

const preheaderOf = (html: string) => /<div style="display:none">([^<]*)<\/div>/.exec(html)?.[1] ?? '';

describe.each(DAYS)('a digest of the day: %s', (day) => {
  test.each([27, 1_000])('gives no account two lines of its own, of %i accounts', (size) => {
    const { text } = renderDigest(digestOn(day, size));
    // A name stands on a line of its own, and what happened to it below.
    const names = [...text.matchAll(/^ {2}(\S[^\n]*)\n {4}/gmu)].map(([, name]) => name);
    expect(names).toEqual([...new Set(names)]);
    expect(names.length > 0).toBe(['first', 'bad', 'ordinary'].includes(day));
  });

  test('counts one as one, and ends each sentence once', () => {
    for (const part of parts(digestOn(day)))
      expect(part).not.toMatch(
        /…\.|\.\.|\. and |\b1 (accounts|others|people|scripts|administrators|admins|problems|days)\b/,
      );
  });
});

describe('with old data', () => {
  const content = digestOn('old');

  test('the mail does not say that nothing has changed, for nobody knows', () => {
    for (const part of parts(content)) expect(part).not.toContain('Nothing has changed');
    expect(renderDigest(content).subject).not.toContain('nothing new');
    for (const part of parts(digestOn('quiet'))) expect(part).toContain('Nothing has changed');
  });

  test('the numbers are those of the day up to which the log was read', () => {
    for (const part of parts(content)) {
      expect(part).toContain('All accounts on 17 Nov 2026');
      expect(part).not.toContain('today');
    }
    for (const part of parts(digestOn('quiet'))) expect(part).toContain('All accounts today');
  });
});

describe('before the log was read', () => {
  const content = aDigest({ readUntil: null, news: [], effects: NO_COUNTS });

  test('the mail has no table of zeros', () => {
    for (const part of parts(content)) expect(part).not.toMatch(/All accounts|Can only read/);
  });

  test('the line beside the subject does not say that nothing waits', () => {
    expect(preheaderOf(renderDigest(content).html)).toBe(
      'Contoso. The findings appear after the first read of the sign-in log.',
    );
  });
});

test('if a policy blocks somebody, the mail does not say that nobody is stopped', () => {
  const stopped = [anAccount({ effect: NO_EFFECT, lastSignal: { signal: 'blocked', at: AT } })];
  const content = aDigest({ news: [], effects: NO_COUNTS, stopped });
  expect(digestHeadline(content)).toEqual({ main: 'nobody gets in without MFA', rest: null });
  expect(renderDigest(content).subject).toBe('MFA Watch: 1 just stopped; nobody in without MFA');
});

test('an account that got in before, and that a policy now blocks, is listed as stopped only', () => {
  const account = anAccount({
    state: 'resolved',
    effect: NO_EFFECT,
    lastSignal: { signal: 'blocked', at: AT },
  });
  const content = aDigest({ news: [], stopped: [account], resolved: [account, ...accounts(1)] });
  for (const part of parts(content)) {
    expect(count(part, /Anna Berg/g)).toBe(1);
    expect(part).toContain('Resolved: 1 account');
  }
  expect(renderDigest(content).subject).toContain('1 just stopped, 1 resolved;');
});

test('after the first digest, the mail says since when accounts were stopped; an earlier digest may have listed them too', () => {
  for (const part of parts(digestOn('bad'))) {
    expect(part).toContain('Since the last digest: 11 stopped (3 admins), 9 new (3 admins)');
    expect(part).toContain('Stopped since the last digest: 11 accounts');
  }
  for (const part of parts(digestOn('first'))) expect(part).toContain('Stopped now: 11 accounts');
});

describe('a break-glass account that gets in', () => {
  test.each([27, 1_000, 10_000])('comes before all others, of %i accounts', (size) => {
    const content = digestOn('bad', size);
    expect(content.news[0]?.kind).toBe('breakGlass');
    expect(content.firstSteps[0]?.accounts.map(({ userDisplayName }) => userDisplayName)).toEqual([
      'Emergency 1',
    ]);
    for (const part of parts(content)) {
      expect(part).toMatch(
        /Do first\W+1\. Give the account a passkey \(FIDO2\) or a certificate: 1 account Emergency 1 2\./,
      );
      expect(part).toMatch(/Emergency 1,? Global Administrator, break-glass account/);
    }
  });

  test('and one that does nothing, or is at rest, comes after them', () => {
    const rest = anAccount({ userId: 'b', kind: 'breakGlass', effect: NO_EFFECT, advice: ['enablePasskey'] });
    expect(firstSteps([rest, ...accounts(2)]).map(({ action }) => action)).toEqual(['registerMethod']);
  });
});

test('the day of a mail that was not sent is the same in every time zone', () => {
  const problems = [{ code: 'digestLate', localDay: '2026-11-20' }] as const;
  for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/Berlin']) {
    for (const part of parts(aDigest({ timeZone, problems })))
      expect(part).toContain('The mail of 20 Nov 2026 was not sent.');
  }
});

test('of many notices from Microsoft, five are named and the others counted', () => {
  const notices = (size: number) =>
    Array.from({ length: size }, (_, n) => ({
      id: `MC${n}`,
      title: `Notice ${n}`,
      startsAt: AT,
      modifiedAt: AT,
      actBy: null,
    }));
  const microsoft = (size: number) => ({ enforcement: null, firstRead: null, notices: notices(size) });
  for (const part of parts(aDigest({ microsoft: microsoft(7) }))) {
    expect(part).toContain('From Microsoft: 7 notices');
    expect(part).toContain('And 2 more in the message center of Microsoft 365.');
  }
  for (const part of parts(aDigest({ microsoft: microsoft(5) }))) expect(part).not.toContain('And ');
});

test('the first subject does not count the administrators twice', () => {
  expect(renderDigest(digestOn('first')).subject).toBe(
    'MFA Watch: 11 stopped, 4 admins in by password; 9 others get in, 3 only read',
  );
});

test.each(MAILS)(
  '%s has a line beside the subject that repeats no part of it',
  (_name, { subject, html }) => {
    const preheader = preheaderOf(html);
    const said = subject.replace(/^MFA Watch: /, '').split(/[;,] /);
    expect(preheader.length).toBeGreaterThan(10);
    expect(said.filter((part) => preheader.toLowerCase().includes(part.toLowerCase()))).toEqual([]);
  },
);

test.each(MAILS)(
  '%s says in the first 50 characters of its subject what matters most',
  (_name, { subject }) => {
    // A first clause that is cut says less than it means.
    expect(subject.split(/[;,] /)[0]?.length).toBeLessThanOrEqual(50);
  },
);
