import { describe, expect, test } from '@jest/globals';
import { type MicrosoftKnown, microsoftNews, microsoftSent } from '../../shared/domain/digest/microsoftNews';
import type { Enforcement, PhaseState } from '../../shared/domain/enforcement/enforcement';
import { type Notice, newestFirst, noticeUrl, type Post } from '../../shared/domain/notices/notice';
import { isAboutMandate } from '../../shared/domain/notices/relevance';

function aNotice(change: Partial<Notice> = {}): Notice {
  return {
    id: 'MC1',
    title: 'Mandatory MFA',
    startsAt: '2026-10-01T00:00:00.000Z',
    modifiedAt: '2026-11-01T00:00:00.000Z',
    actBy: null,
    ...change,
  };
}

function aPost(change: Partial<Post>): Post {
  return { ...aNotice({ title: 'News' }), body: '', services: ['Exchange Online'], ...change };
}

describe('a post is about the mandate', () => {
  test.each<[string, Partial<Post>]>([
    ['by a short link alone', { body: 'See https://aka.ms/mfaforazure for more.' }],
    ['by another, in any case', { body: 'aka.ms/PostponePhase2MFA' }],
    [
      'by MFA in the title, a requirement and a place in the body',
      { title: 'Azure MFA, phase 2', body: 'From July, enforcement reaches Azure CLI.' },
    ],
    [
      'by all three in the title',
      { title: 'Multi-factor authentication will be required at the Microsoft 365 admin center' },
    ],
    [
      'by the words "mandatory MFA", for a service of the mandate',
      { services: ['Microsoft Entra'], body: 'the rollout of mandatory multifactor authentication' },
    ],
    [
      'by the retirement of SMS in its title, for Entra (MC1426371)',
      {
        services: ['Microsoft Entra'],
        title: 'Microsoft Entra ID retirement of SMS/Voice and passkey by default',
      },
    ],
    [
      'by the same words as Microsoft mailed them',
      {
        services: ['Microsoft Entra'],
        title:
          '(Updated) Passkeys by default and retirement of Microsoft-provided SMS and voice authentication',
      },
    ],
    [
      'by the retirement of custom controls in its title, for Entra (MC1422061)',
      {
        services: ['Microsoft Entra'],
        title: 'Retirement of Custom Controls in Conditional Access and migration to External MFA',
      },
    ],
  ])('%s', (_case, change) => {
    expect(isAboutMandate(aPost(change))).toBe(true);
  });
});

describe('a post is not about the mandate', () => {
  test.each<[string, Partial<Post>]>([
    [
      'without MFA in the title',
      { title: 'Azure portal news', body: 'MFA is required at the Azure portal.' },
    ],
    ['without a requirement', { title: 'MFA at the Azure portal', body: 'There is a new page.' }],
    ['without a place', { title: 'MFA is required', body: 'For SharePoint agents.' }],
    ['by the words "mandatory MFA", for another service', { body: 'Since mandatory MFA, Exchange ...' }],
    [
      'by SMS for Teams',
      { services: ['Microsoft Teams'], title: 'Microsoft Teams: Retirement of SMS notifications' },
    ],
    [
      'by SMS that goes on',
      { services: ['Microsoft Entra'], title: 'Microsoft Entra: SMS codes fill in by themselves' },
    ],
    [
      'by SMS in the body alone',
      {
        services: ['Microsoft Entra'],
        title: 'Retirement of the My Staff portal',
        body: 'It could reset SMS sign-in.',
      },
    ],
    [
      'by custom controls of Power Apps',
      { services: ['Power Platform'], title: 'Retirement of custom controls in canvas apps' },
    ],
    ['by a word that only contains MFA', { title: 'MFAX required at the Azure portal' }],
    ['by a link that only begins like it', { body: 'aka.ms/mfaforazurex' }],
  ])('%s', (_case, change) => {
    expect(isAboutMandate(aPost(change))).toBe(false);
  });
});

test('notices are sorted by their last change, newest first, then by id', () => {
  const notices = [
    aNotice({ id: 'MC2' }),
    aNotice({ id: 'MC3', modifiedAt: '2026-11-02T00:00:00.000Z' }),
    aNotice({ id: 'MC1' }),
  ];
  expect(newestFirst(notices).map(({ id }) => id)).toEqual(['MC3', 'MC1', 'MC2']);
});

test('a notice has an address in the public cloud, which no id can change', () => {
  expect(noticeUrl('MC1', 'global')).toBe('https://admin.microsoft.com/#/MessageCenter/:/messages/MC1');
  expect(noticeUrl('"><b>', 'global')).toMatch(/messages\/%22%3E%3Cb%3E$/);
  expect(noticeUrl('MC1', 'usgov')).toBeNull();
});

describe('the news from Microsoft', () => {
  const enforced: PhaseState = { state: 'enforced', because: 'allDenied' };
  const hidden: PhaseState = { state: 'notVisible', because: 'forbidden' };
  const at = '2026-11-21T03:20:00.000Z';
  const seen = (phase1: PhaseState, phase2: PhaseState): Enforcement => ({ at, phase1, phase2 });
  const known = (enforcement: Enforcement | null, notices: readonly Notice[] = []): MicrosoftKnown => ({
    enforcement,
    notices: { at, notices },
  });
  /** The news of `next`, after a digest with `first`. */
  const newsAfter = (first: MicrosoftKnown, next: MicrosoftKnown) =>
    microsoftNews(next, microsoftSent(first, {}), at);

  test('is none before the first read', () => {
    expect(microsoftNews({ enforcement: null, notices: null }, {}, null)).toEqual({
      enforcement: null,
      firstRead: null,
      notices: [],
    });
  });

  test('is sent once', () => {
    const all = known(seen(enforced, enforced), [aNotice()]);
    expect(microsoftNews(all, {}, null)).toEqual({
      enforcement: null,
      firstRead: all.enforcement,
      notices: [aNotice()],
    });
    expect(newsAfter(all, all)).toEqual({ enforcement: null, firstRead: null, notices: [] });
  });

  test.each<[string, PhaseState, PhaseState]>([
    ['another state', { state: 'notEnforced', because: 'notThere' }, enforced],
    ['another reason', { state: 'enforced', because: 'writesDenied' }, enforced],
    [
      'another end of a postponement',
      { state: 'postponed', until: '2026-01-01' },
      { state: 'postponed', until: '2026-02-01' },
    ],
  ])('is sent again for %s', (_case, before, now) => {
    const next = known(seen(enforced, now));
    expect(newsAfter(known(seen(enforced, before)), next).enforcement).toBe(next.enforcement);
    const other = known(seen(now, enforced));
    expect(newsAfter(known(seen(before, enforced)), other).enforcement).toBe(other.enforcement);
  });

  test.each<[string, PhaseState, PhaseState]>([
    ['a role that was taken away', enforced, hidden],
    ['phases that were never visible', hidden, hidden],
    ['a phase that was not visible before', hidden, enforced],
    [
      'an absence that becomes late',
      { state: 'notEnforced', because: 'notThereYet' },
      { state: 'notEnforced', because: 'notThere' },
    ],
  ])('is not sent again for %s', (_case, before, now) => {
    expect(newsAfter(known(seen(enforced, before)), known(seen(enforced, now))).enforcement).toBeNull();
  });

  test('is not sent again if a role comes back and nothing has changed', () => {
    const sent = microsoftSent(known(seen(enforced, enforced)), {});
    const without = microsoftSent(known(seen(enforced, hidden)), sent);
    const again = microsoftNews(known(seen(enforced, enforced)), without, at);
    expect(again).toMatchObject({ enforcement: null, firstRead: null });
  });

  test('includes a post that has changed, and no other', () => {
    const changed = aNotice({ id: 'MC2', modifiedAt: '2026-11-09T00:00:00.000Z' });
    const news = newsAfter(
      known(null, [aNotice(), aNotice({ id: 'MC2' })]),
      known(null, [changed, aNotice()]),
    );
    expect(news.notices).toEqual([changed]);
  });
});
