import { describe, expect, test } from '@jest/globals';
import {
  ENFORCED_BECAUSE,
  type Enforcement,
  NOT_ENFORCED_BECAUSE,
  type PhaseState,
} from '../../shared/domain/enforcement/enforcement';
import type { UnprovenWrites } from '../../shared/domain/enforcement/unprovenWrites';
import type { MicrosoftReport } from '../../shared/domain/microsoftReport';
import type { Notice } from '../../shared/domain/notices/notice';
import { renderDigest } from '../../shared/render/digest/mail';
import { renderReport } from '../../shared/render/report/reportPage';
import { phaseInWords } from '../../shared/render/words/enforcement';
import { aDigest, anAccount, aReport } from './builders';
import { unbalanced } from './markup';

const STATES: readonly PhaseState[] = [
  ...ENFORCED_BECAUSE.map((because) => ({ state: 'enforced' as const, because })),
  ...NOT_ENFORCED_BECAUSE.map((because) => ({ state: 'notEnforced' as const, because })),
  { state: 'postponed', until: '2026-12-01T00:00:00.000Z' },
  { state: 'notVisible', because: 'forbidden' },
];
const ENFORCED: PhaseState = { state: 'enforced', because: 'allDenied' };
const HIDDEN: PhaseState = { state: 'notVisible', because: 'forbidden' };
const AT = '2026-11-21T03:20:00.000Z';

function anEnforcement(change: Partial<Enforcement> = {}): Enforcement {
  return { at: AT, phase1: ENFORCED, phase2: ENFORCED, ...change };
}

function aNotice(change: Partial<Notice> = {}): Notice {
  return { id: 'MC1', title: 'Mandatory MFA', startsAt: AT, modifiedAt: AT, actBy: null, ...change };
}

function someWrites(change: Partial<UnprovenWrites> = {}): UnprovenWrites {
  return {
    at: AT,
    from: '2026-11-14T03:20:00.000Z',
    subscriptions: 2,
    noted: 1,
    read: 1,
    isCut: false,
    writers: [
      { userId: 'u', userPrincipalName: 'svc@contoso.example', wentThrough: 12, stopped: 3, last: AT },
    ],
    ...change,
  };
}

function page(microsoft: Partial<MicrosoftReport>, accounts = [anAccount()]): string {
  const html = renderReport(
    aReport({ accounts, microsoft: { enforcement: null, writes: null, notices: null, ...microsoft } }),
  );
  expect(unbalanced(html)).toEqual([]);
  return html;
}

test.each(STATES)('%j is told in plain sentences', (state) => {
  for (const phase of ['phase1', 'phase2'] as const) {
    const words = phaseInWords(phase, state, (iso) => iso);
    expect(words).toMatch(/^[A-Z].*\.$/);
    expect(words).not.toMatch(/undefined|null|\$\{/);
  }
});

test('a phase that is not visible names the role that would show it', () => {
  expect(phaseInWords('phase1', HIDDEN, String)).toContain('Reader at /providers/Microsoft.PortalServices');
  expect(phaseInWords('phase2', HIDDEN, String)).toContain('Reader on any one subscription');
});

describe('the report', () => {
  test('says nothing of what was never read', () => {
    const html = page({});
    expect(html).not.toContain('id="enforcement"');
    expect(html).not.toContain('id="writes"');
    expect(renderReport(aReport({ microsoft: null }))).not.toContain('id="enforcement"');
  });

  test('tells both phases before the accounts, with when they were read', () => {
    const html = page({ enforcement: anEnforcement({ phase1: HIDDEN }) });
    expect(html.indexOf('Phase 1')).toBeLessThan(html.indexOf('id="accounts"'));
    expect(html).toContain('Not visible');
    expect(html).toContain('Enforced');
    expect(html).toContain('Read on 21 Nov 2026, 03:20 UTC.');
  });

  test('shows the newest five notices, with the day to act by', () => {
    const notices = Array.from({ length: 6 }, (_, n) =>
      aNotice({ id: `MC${n}`, actBy: n === 0 ? AT : null }),
    );
    const html = page({ notices: { at: AT, notices } });
    expect(html.match(/messages\/MC\d/g)).toEqual(
      ['MC0', 'MC1', 'MC2', 'MC3', 'MC4'].map((id) => `messages/${id}`),
    );
    expect(html.match(/to act on by/g)).toHaveLength(1);
  });

  test('names who writes without MFA as the accounts are named, else by UPN or id', () => {
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
    const section = html.slice(html.indexOf('id="writes"'), html.indexOf('id="accounts"'));
    for (const text of ['Anna Berg', 'upn', '>id<', '1,234', '7 days', '1 subscription'])
      expect(section).toContain(text);
    expect(section).not.toContain('at least');
  });

  test('says when counts are a lower bound, or nobody was found', () => {
    expect(page({ writes: someWrites({ isCut: true }) })).toContain('each count is at least this');
    expect(page({ writes: someWrites({ writers: [] }) })).toContain('None: the 7 days');
    expect(page({ writes: someWrites({ writers: [], isCut: true }) })).toContain('that could be read');
  });

  test('says how to have changes noted where no policy does', () => {
    const html = page({ writes: someWrites({ noted: 0, read: 0, writers: [] }) });
    expect(html).toContain('No policy notes them in 2 subscriptions');
    expect(html).toContain('tutorials/mfa-enforcement');
  });

  test('lists a hundred writers, and counts the rest', () => {
    const writers = Array.from({ length: 103 }, (_, n) => ({ ...someWrites().writers[0], userId: `u${n}` }));
    const html = page({ writes: someWrites({ writers: writers as UnprovenWrites['writers'] }) });
    expect(html).toContain('And 3 more accounts.');
  });

  test('draws no markup of a title or a name', () => {
    const html = page({
      notices: { at: AT, notices: [aNotice({ id: '"><script>', title: '<img src=x>' })] },
      writes: someWrites({
        writers: [{ userId: '<script>', userPrincipalName: '<b>x', wentThrough: 1, stopped: 0, last: AT }],
      }),
    });
    expect(html).not.toMatch(/<script|<img/);
  });
});

describe('the digest', () => {
  const quietNews = { news: [], quiet: false };

  test('tells of both phases when one has changed, and says so first', () => {
    const mail = renderDigest(
      aDigest({ ...quietNews, microsoft: { enforcement: anEnforcement(), firstRead: null, notices: [] } }),
    );
    expect(mail.subject).toBe("MFA Watch: Microsoft's enforcement changed");
    expect(mail.text).toContain('What Microsoft enforces here has changed');
    for (const part of [mail.text, mail.html]) {
      expect(part).toContain('Phase 1: enforced');
      expect(part).toContain('Phase 2: enforced');
    }
  });

  test('the first one tells how things stand', () => {
    const microsoft = { enforcement: null, firstRead: anEnforcement(), notices: [] };
    const mail = renderDigest(aDigest({ first: true, microsoft }));
    expect(mail.subject).not.toContain('changed');
    expect(mail.text).toContain('What Microsoft enforces here\n');
  });

  test('tells notices with their address, five at most', () => {
    const notices = Array.from({ length: 7 }, (_, n) => aNotice({ id: `MC${n}`, actBy: AT }));
    const mail = renderDigest(
      aDigest({ ...quietNews, microsoft: { enforcement: null, firstRead: null, notices } }),
    );
    expect(mail.subject).toBe('MFA Watch: 7 notices from Microsoft');
    expect(mail.text).toContain('From Microsoft: 7 notices');
    expect(mail.text).toContain('https://admin.microsoft.com/#/MessageCenter/:/messages/MC4');
    expect(mail.text).not.toContain('messages/MC5');
    expect(unbalanced(mail.html)).toEqual([]);
  });

  test('makes no link of a title', () => {
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
