import { describe, expect, test } from '@jest/globals';
import type { Enforcement, PhaseState } from '../../shared/domain/enforcement/enforcement';
import type { UnprovenWrites } from '../../shared/domain/enforcement/unprovenWrites';
import type { MicrosoftReport } from '../../shared/domain/microsoftReport';
import type { Notice } from '../../shared/domain/notices/notice';
import { renderDigest } from '../../shared/render/digest/mail';
import { renderReport } from '../../shared/render/report/reportPage';
import {
  ENFORCEMENT_CHANGED,
  ENFORCEMENT_TITLE,
  noticesTitle,
  readOn,
} from '../../shared/render/words/enforcement';
import { moreWriters, notReported, writesInWords } from '../../shared/render/words/writes';
import { aDigest, anAccount, aReport, someWrites } from './builders';
import { unbalanced, withoutScripts } from './markup';

const ENFORCED: PhaseState = { state: 'enforced', because: 'allDenied' };
const HIDDEN: PhaseState = { state: 'notVisible', because: 'forbidden' };
const AT = '2026-11-21T03:20:00.000Z';

function anEnforcement(change: Partial<Enforcement> = {}): Enforcement {
  return { at: AT, phase1: ENFORCED, phase2: ENFORCED, ...change };
}

function aNotice(change: Partial<Notice> = {}): Notice {
  return { id: 'MC1', title: 'Mandatory MFA', startsAt: AT, modifiedAt: AT, actBy: null, ...change };
}

function page(microsoft: Partial<MicrosoftReport>, accounts = [anAccount()]): string {
  const html = renderReport(
    aReport({ accounts, microsoft: { enforcement: null, writes: null, notices: null, ...microsoft } }),
  );
  expect(unbalanced(html)).toEqual([]);
  return html;
}

describe('the report', () => {
  test('has no section for facts that were never read', () => {
    const html = page({});
    expect(html).not.toContain('id="enforcement"');
    expect(html).not.toContain('id="writes"');
    expect(renderReport(aReport({ microsoft: null }))).not.toContain('id="enforcement"');
  });

  test('has both phases after the accounts, with the time of reading', () => {
    const html = page({ enforcement: anEnforcement({ phase1: HIDDEN }) });
    expect(html.indexOf('Phase 1')).toBeGreaterThan(html.indexOf('id="accounts"'));
    expect(html).toContain('Not visible');
    expect(html).toContain('Enforced');
    expect(html).toContain(readOn(AT));
  });

  test('shows the newest five notices, with the day to act by', () => {
    const notices = Array.from({ length: 6 }, (_, n) =>
      aNotice({ id: `MC${n}`, actBy: n === 0 ? AT : null }),
    );
    const html = page({ notices: { at: AT, notices } });
    expect(html.match(/messages\/MC\d/g)).toEqual(
      ['MC0', 'MC1', 'MC2', 'MC3', 'MC4'].map((id) => `messages/${id}`),
    );
    expect(html.match(/Act by/g)).toHaveLength(1);
  });

  test('names writers like the accounts, else by UPN or id', () => {
    const writers = ['known', 'upn', 'id'].map((userId) => ({
      userId,
      userPrincipalName: userId === 'id' ? null : `${userId}@contoso.example`,
      wentThrough: 1_234,
      stopped: 0,
      last: AT,
    }));
    const html = page({ writes: someWrites({ writers }) }, [
      anAccount({ userId: 'known', userDisplayName: 'Anna Berg' }),
    ]);
    const section = html.slice(html.indexOf('id="writes"'), html.indexOf('id="findings"'));
    for (const text of ['Anna Berg', 'upn', '>id<', '1,234', writesInWords(someWrites())])
      expect(section).toContain(text);
  });

  test('has a sentence in place of the table if no account made such changes', () => {
    const none = someWrites({ writers: [] });
    expect(page({ writes: none })).toContain(writesInWords(none));
  });

  test('links to the audit policies if no policy reports such changes', () => {
    const html = page({ writes: someWrites({ noted: 0, read: 0, writers: [] }) });
    expect(html).toContain(notReported(someWrites()).link);
    expect(html).toContain('tutorials/mfa-enforcement');
  });

  test('lists a hundred writers, and counts the rest', () => {
    const writers = Array.from({ length: 103 }, (_, n) => ({ ...someWrites().writers[0], userId: `u${n}` }));
    const html = page({ writes: someWrites({ writers: writers as UnprovenWrites['writers'] }) });
    expect(html).toContain(moreWriters(3));
  });

  test('never makes markup from a title or a name', () => {
    const html = page({
      notices: { at: AT, notices: [aNotice({ id: '"><script>', title: '<img src=x>' })] },
      writes: someWrites({
        writers: [{ userId: '<script>', userPrincipalName: '<b>x', wentThrough: 1, stopped: 0, last: AT }],
      }),
    });
    expect(withoutScripts(html)).not.toMatch(/<script|<img/);
  });
});

describe('the digest', () => {
  const quietNews = { news: [], quiet: false };

  test('has both phases if one has changed, and the change in the subject', () => {
    const mail = renderDigest(
      aDigest({ ...quietNews, microsoft: { enforcement: anEnforcement(), firstRead: null, notices: [] } }),
    );
    expect(mail.subject).toBe("MFA Watch: Microsoft's enforcement changed; 1 gets in");
    expect(mail.text).toContain(ENFORCEMENT_CHANGED);
    for (const part of [mail.text, mail.html]) {
      expect(part).toContain('Phase 1: enforced');
      expect(part).toContain('Microsoft 365 admin center: enforced');
      expect(part).toContain('Phase 2: enforced');
    }
  });

  test('has the state of both phases the first time', () => {
    const microsoft = { enforcement: null, firstRead: anEnforcement(), notices: [] };
    const mail = renderDigest(aDigest({ first: true, microsoft }));
    expect(mail.subject).not.toContain('changed');
    expect(mail.text).toContain(`${ENFORCEMENT_TITLE}\n`);
  });

  test('has five notices at most, each with its address', () => {
    const notices = Array.from({ length: 7 }, (_, n) => aNotice({ id: `MC${n}`, actBy: AT }));
    const mail = renderDigest(
      aDigest({ ...quietNews, microsoft: { enforcement: null, firstRead: null, notices } }),
    );
    expect(mail.subject).toBe('MFA Watch: 7 notices from Microsoft; 1 gets in');
    expect(mail.text).toContain(noticesTitle(7));
    expect(mail.text).toContain('https://admin.microsoft.com/#/MessageCenter/:/messages/MC4');
    expect(mail.text).not.toContain('messages/MC5');
    expect(unbalanced(mail.html)).toEqual([]);
  });

  test('never makes a link from a title', () => {
    const microsoft = {
      enforcement: null,
      firstRead: null,
      notices: [aNotice({ title: 'See evil.example <b>' })],
    };
    const mail = renderDigest(aDigest({ microsoft }));
    expect(mail.text).toContain('evil[.]example');
    expect(mail.html).not.toContain('<b>See evil.example');
  });
});
