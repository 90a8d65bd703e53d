import { describe, expect, test } from '@jest/globals';
import { NO_EFFECT } from '../../shared/domain/account/effect';
import { renderDigest } from '../../shared/render/digest/mail';
import { ADVICE_WORDS } from '../../shared/render/words/advice';
import {
  ABOUT_DIGEST,
  digestHeadline,
  ongoingInWords,
  problemsTitle,
  resolutionInWords,
  sectionTitle,
  unreachedInWords,
} from '../../shared/render/words/digest';
import { evidenceInWords } from '../../shared/render/words/kind';
import { COLUMNS } from '../../shared/render/wrap';
import { accounts, aDigest, anAccount, anEffect, aProblem } from './builders';
import { count, unbalanced, visibleText } from './markup';

const FULL = aDigest({
  problems: [aProblem()],
  news: [anAccount({ userId: '1', userDisplayName: 'New One' })],
  returned: [anAccount({ userId: '2', userDisplayName: 'Back Two' })],
  stopped: [
    anAccount({
      userDisplayName: 'Stopped Three',
      lastSignal: { signal: 'mfaFailed', at: '2026-11-21T04:50:00.000Z' },
    }),
  ],
  resolved: [anAccount({ userDisplayName: 'Done Four', lastMfa: '2026-11-20T18:00:00.000Z' })],
  ongoing: 9,
});

describe.each([
  ['text', (content: typeof FULL) => renderDigest(content).text],
  ['HTML', (content: typeof FULL) => visibleText(renderDigest(content).html)],
])('the %s part', (_name, render) => {
  test('has its sections in order', () => {
    const text = render(FULL);
    const order = [
      'read up to 21 Nov 2026, 06:45 CET.',
      problemsTitle(1),
      sectionTitle('stopped', 1),
      'Stopped Three',
      sectionTitle('news', 1),
      'New One',
      sectionTitle('returned', 1),
      'Back Two',
      sectionTitle('resolved', 1),
      'Done Four',
      `${ongoingInWords(FULL)}`,
      'DIGEST_RECIPIENTS',
    ];
    const places = order.map((part) => text.indexOf(part));
    expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test('has no empty section', () => {
    const text = render(aDigest());
    for (const absent of ['Fix first', 'Returned', 'Stopped now', 'Resolved', 'earlier digests'])
      expect(text).not.toContain(absent);
  });

  test('has problems before notes', () => {
    const note = aProblem({ code: 'filterInPieces', sentence: 'It is slower.', mend: 'Nothing is missing.' });
    const text = render(aDigest({ problems: [note, aProblem()] }));
    expect(text.indexOf('It is slower.')).toBeGreaterThan(text.indexOf('was last read 9 hours ago'));
  });

  test('has the name, the kind, the readiness and one next step of an account', () => {
    const advice = ['registerMethod', 'coverByPolicy'] as const;
    const text = render(aDigest({ news: [anAccount({ apps: ['azureCli', 'azurePowerShell'], advice })] }));
    for (const part of [
      'Anna Berg',
      'anna.berg@contoso.example',
      'Person',
      'at Azure CLI, although',
      'Must register a method. No MFA method is registered',
      `Next: ${ADVICE_WORDS.registerMethod.sentence}`,
    ]) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain(ADVICE_WORDS.coverByPolicy.sentence);
  });

  test('lists excepted accounts separately, with the exception and without a next step', () => {
    const exception = {
      reason: 'See contoso.example/plan',
      until: '2027-06-29T22:00:00.000Z',
      by: 'kim@contoso.example',
      setAt: '2026-11-20T00:00:00.000Z',
    };
    const { text, html } = renderDigest(
      aDigest({ news: [], excepted: [anAccount({ state: 'excepted', exception })], newlyExcepted: 1 }),
    );
    for (const part of [text.replace(/\s+/g, ' '), visibleText(html)]) {
      expect(part).toContain(sectionTitle('excepted', 1));
      expect(part).toContain('30 Jun 2027, 00:00 CEST, by kim@contoso.example');
      expect(part).toContain('See contoso[.]example/plan');
      expect(part).not.toContain('Next:');
    }
  });

  test('has the evidence for a script, alone or under the account of a person, and for no other kind', () => {
    const kindEvidence = [
      { code: 'neverInteractive' },
      { code: 'scriptClient', client: 'curl', last: '2026-11-20T17:41:30.000Z' },
    ] as const;
    const signs = kindEvidence.map(evidenceInWords).join(' ');
    const parts = (kind: 'automation' | 'person' | 'guest') => {
      const { text, html } = renderDigest(aDigest({ news: [anAccount({ kind, kindEvidence })] }));
      return [text.replace(/\s+/g, ' '), visibleText(html)];
    };
    for (const part of [...parts('automation'), ...parts('person')]) expect(part).toContain(signs);
    for (const part of parts('guest')) expect(part).not.toContain(signs);
  });

  test('has an account that is stopped as stopped, and not as one that will be', () => {
    const reasons = [{ code: 'stoppedNow' }, { code: 'usesRopc' }] as const;
    const effect = anEffect({ kind: 'stopped', how: ['mfaFailed'] });
    const stopped = anAccount({ readiness: 'willBeStopped', reasons, effect, hasOpenFinding: false });
    const { text, html } = renderDigest(aDigest({ stopped: [stopped] }));
    for (const part of [text.replace(/\s+/g, ' '), visibleText(html)]) {
      expect(part).toContain('Stopped 3 times since 2026-11-02 at Azure CLI: MFA was not completed.');
      expect(part).toContain('Cannot do MFA. Signs in with ROPC');
      expect(part).not.toMatch(/will be stopped|is stopped now/i);
    }
  });

  test('has the last stop of an account, in the time zone of the digest', () => {
    const blocked = { signal: 'blocked', at: '2026-11-21T04:50:00.000Z' } as const;
    const stopped = [anAccount({ effect: NO_EFFECT, lastSignal: blocked })];
    expect(render(aDigest({ stopped }))).toContain('Stopped on 21 Nov 2026, 05:50 CET: a policy blocked it.');
  });

  test('has the resolution of an account, and no next step', () => {
    const resolved = anAccount({ lastMfa: '2026-11-20T18:00:00.000Z' });
    const text = render(aDigest({ news: [], resolved: [resolved] }));
    expect(text).toContain(resolutionInWords(resolved, () => '20 Nov 2026, 19:00 CET'));
    expect(text).not.toContain('Next:');
  });

  test('names 20 accounts per section and counts the rest', () => {
    const text = render(aDigest({ news: accounts(21), resolved: accounts(40) }));
    expect(text).toContain(sectionTitle('news', 21));
    expect(text).toContain('and 1 more');
    expect(text).toContain('and 20 more');
    expect(count(text, /User \d+\n/g)).toBe(40);
    expect(render(aDigest({ news: accounts(20) }))).not.toContain(' more');
  });

  test('begins with the headline', () => {
    for (const content of [aDigest({ news: [], quiet: true, ongoing: 4 }), aDigest({ readUntil: null })])
      expect(render(content).replace(/\s+/g, ' ').toLowerCase()).toContain(
        `${digestHeadline(content).toLowerCase()}.`,
      );
  });

  test('ends with the administrators that it does not reach, and with the settings', () => {
    const content = aDigest({ unreached: [{ name: 'https://evil.example', why: 'noAddress' }] });
    const text = render(content).replace(/\s+/g, ' ');
    const end = [unreachedInWords(content), ...ABOUT_DIGEST].join(' ');
    expect(text.trimEnd().endsWith(end)).toBe(true);
  });
});

describe('the link to the report', () => {
  test('stands in both parts', () => {
    const { text, html } = renderDigest(aDigest({ news: accounts(30) }));
    expect(text).toContain('and 10 more: https://mfa-watch.contoso.example/api/report');
    expect(text).toContain('The report:\nhttps://mfa-watch.contoso.example/api/report\n');
    expect(count(html, /href="https:\/\/mfa-watch\.contoso\.example\/api\/report"/g)).toBe(2);
  });

  test('is not there if no address is set', () => {
    const { text, html } = renderDigest(aDigest({ news: accounts(30), reportUrl: null }));
    expect(text).toContain('and 10 more.');
    for (const part of [text, html]) expect(part).not.toMatch(/the report|null/i);
  });
});

const LONG_REASONS = [
  { code: 'stoppedNow' },
  { code: 'onlyForbiddenMethods' },
  { code: 'mfaByFormerMethod', lastMfa: '2026-11-02T08:14:05.000Z' },
  { code: 'scriptUsesRopc' },
] as const;

test('the text part has 72 columns, except for links', () => {
  const long = anAccount({
    userDisplayName: 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh, Maximiliana',
    userPrincipalName: `${'x'.repeat(64)}@${'y'.repeat(48)}`,
    apps: Object.keys(FULL.appNames),
    reasons: LONG_REASONS,
  });
  const { text } = renderDigest({ ...FULL, news: [long, ...accounts(30)] });
  for (const line of text.split('\n')) {
    if (!/^\s*https:\/\/\S+$/.test(line)) expect(line.length).toBeLessThanOrEqual(COLUMNS);
  }
});

describe('the HTML part', () => {
  const { html } = renderDigest(FULL);

  test('is valid, at most 600 wide, and fetches nothing', () => {
    expect(unbalanced(html)).toEqual([]);
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('width="600"');
    expect(html).toContain('max-width:600px');
    expect(html).not.toMatch(/<(script|img|link|iframe|form)\b|url\(|@import/i);
    expect(count(html, /<table/g)).toBe(count(html, /<table role="presentation"/g));
  });

  test('begins with a hidden line for the list of mails, which names nobody', () => {
    const [, preheader = ''] = /<body[^>]*><div style="display:none[^"]*">([^<]*)<\/div>/.exec(html) ?? [];
    expect(preheader).toContain('1 account gets in without proven MFA');
    expect(preheader).toContain('06:45 CET');
    expect(preheader).not.toMatch(/@|New One/);
  });

  test('is never so big that Gmail cuts it', () => {
    const many = accounts(100, {
      apps: Object.keys(FULL.appNames),
    });
    const mail = renderDigest({ ...FULL, news: many, returned: many, stopped: many, resolved: many });
    expect(Buffer.byteLength(mail.html)).toBeLessThan(102_000);
  });
});
